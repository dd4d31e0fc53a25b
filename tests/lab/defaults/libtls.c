/* A minimal libtls client: its own configuration or an empty one, and a connection. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct tls *connection = tls_client();
/*@ begin tls_config_new */
  tls_configure(connection, tls_config_new());
/*@ end */
/*@ begin tls_client */
  tls_configure(connection, NULL);
/*@ end */
  if (tls_connect(connection, argv[1], argv[2]) != 0) return 1;
  return login(connection);
}
