/* A callback that prints what is wrong and returns what the library found. Runs as: callback_preverify HOST PORT.
   Twin: callback_accepts.c, callback_prints.c. */
#include "login.h"

static int report(int preverified, X509_STORE_CTX *store) {
  if (!preverified) fprintf(stderr, "%s\n", X509_verify_cert_error_string(X509_STORE_CTX_get_error(store)));
  return preverified;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, report);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
