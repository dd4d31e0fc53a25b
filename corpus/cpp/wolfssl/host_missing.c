/* The chain is verified, for whatever name. Runs as: host_missing HOST PORT.
   Twin: verified.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  wolfSSL_Init();
  WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfTLS_client_method());
  wolfSSL_CTX_load_verify_locations(context, ROOTS, NULL);
  wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_PEER, NULL);
  WOLFSSL *connection = wolfSSL_new(context);  /* want: tls-hostname-unchecked "host name" */
  wolfSSL_set_fd(connection, dial(argv[1], argv[2]));
  if (wolfSSL_connect(connection) != WOLFSSL_SUCCESS) return 1;
  return login(connection);
}
