/* The whole chain verification is replaced by a function that returns 1. Runs as: cert_verify_callback HOST PORT.
   Twin: cert_verify_callback_checks.c. */
#include "login.h"

static int acceptAny(X509_STORE_CTX *store, void *unused) {
  (void)store;
  (void)unused;
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_cert_verify_callback(context, acceptAny, NULL);  // want: tls-accept-all-callback "accepts"
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
