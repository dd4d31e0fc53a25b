/* A minimal wolfSSL client: a context with the system's roots, a connection, a handshake. */
/*@ unknown tls-peer-verification-missing: the chain, or nothing where the library is built with OPENSSL_COMPATIBLE_DEFAULTS, as Debian's is */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
/*@ begin wolfSSL_CTX_new, wolfSSL_new */
  wolfSSL_Init();
  WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfTLS_client_method());
  wolfSSL_CTX_load_verify_locations(context, ROOTS, NULL);
  WOLFSSL *connection = wolfSSL_new(context);
/*@ end */
  wolfSSL_set_fd(connection, dial(argv[1], argv[2]));
  if (wolfSSL_connect(connection) != WOLFSSL_SUCCESS) return 1;
  return login(connection);
}
