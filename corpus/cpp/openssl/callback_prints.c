/* A callback that prints what is wrong and accepts it. Runs as: callback_prints HOST PORT.
   Twin: callback_preverify.c. */
#include "login.h"

static int report(int preverified, X509_STORE_CTX *store) {
  if (!preverified) {
    fprintf(stderr, "%s\n", X509_verify_cert_error_string(X509_STORE_CTX_get_error(store)));
    preverified = 1;
  }
  return preverified;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, report);  // want: tls-accept-all-callback "accepts"
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
