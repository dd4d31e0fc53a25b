/* A chain callback that asks the library and adds a test of its own. Runs as: cert_verify_callback_checks HOST PORT.
   mutation-ok: SSL_CTX_set_cert_verify_callback: without it the library checks the chain itself
   Twin: cert_verify_callback.c. */
#include "login.h"

static int check(X509_STORE_CTX *store, void *unused) {
  (void)unused;
  if (X509_verify_cert(store) <= 0) return 0;
  return X509_STORE_CTX_get0_cert(store) != NULL;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_cert_verify_callback(context, check, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
