/* wolfSSL client, chain and name verified. Runs as: verified HOST PORT.
   Twin: verify_none.c.
   mutation-ok: wolfSSL_CTX_set_verify: what is verified without it depends on the build. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  wolfSSL_Init();
  WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfTLS_client_method());
  wolfSSL_CTX_load_verify_locations(context, ROOTS, NULL);
  wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_PEER, NULL);
  WOLFSSL *connection = wolfSSL_new(context);
  wolfSSL_check_domain_name(connection, argv[1]);
  wolfSSL_set_fd(connection, dial(argv[1], argv[2]));
  if (wolfSSL_connect(connection) != WOLFSSL_SUCCESS) return 1;
  return login(connection);
}
