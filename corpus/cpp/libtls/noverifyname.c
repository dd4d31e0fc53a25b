/* The name is not compared. Runs as: noverifyname HOST PORT.
   Twin: verified.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  tls_init();
  struct tls_config *settings = tls_config_new();
  tls_config_insecure_noverifyname(settings);  /* want: tls-hostname-unchecked "" */
  struct tls *connection = tls_client();
  tls_configure(connection, settings);
  if (tls_connect_servername(connection, argv[1], argv[2], argv[1]) != 0) return 1;
  if (tls_handshake(connection) != 0) return 1;
  return login(connection);
}
