/* wolfSSL client, verification turned off: the name is then not compared either. Runs as: verify_none HOST PORT.
   Twin: verified.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  wolfSSL_Init();
  WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfTLS_client_method());
  wolfSSL_CTX_load_verify_locations(context, ROOTS, NULL);
  wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_NONE, NULL);  /* want: tls-peer-verification-off "turned off" */
  WOLFSSL *connection = wolfSSL_new(context);
  wolfSSL_check_domain_name(connection, argv[1]);
  wolfSSL_set_fd(connection, dial(argv[1], argv[2]));
  if (wolfSSL_connect(connection) != WOLFSSL_SUCCESS) return 1;  /* note: accepts any certificate */
  return login(connection);
}
