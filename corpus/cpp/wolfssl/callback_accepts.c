/* A callback that accepts everything. Runs as: callback_accepts HOST PORT.
   Twin: callback_preverify.c. */
#include "login.h"

static int judge(int preverified, WOLFSSL_X509_STORE_CTX *store) {
  (void)store;
  (void)preverified;
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  wolfSSL_Init();
  WOLFSSL_CTX *context = wolfSSL_CTX_new(wolfTLS_client_method());
  wolfSSL_CTX_load_verify_locations(context, ROOTS, NULL);
  wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_PEER, judge);  /* want: tls-accept-all-callback "accepts" */
  WOLFSSL *connection = wolfSSL_new(context);
  wolfSSL_check_domain_name(connection, argv[1]);
  wolfSSL_set_fd(connection, dial(argv[1], argv[2]));
  if (wolfSSL_connect(connection) != WOLFSSL_SUCCESS) return 1;
  return login(connection);
}
