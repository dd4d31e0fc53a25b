/* Under SSL_VERIFY_NONE the answer of the callback is ignored, so a strict one does not help. Runs as: callback_under_none HOST PORT.
   Twin: callback_preverify.c. */
#include "login.h"

static int strict(int preverified, X509_STORE_CTX *store) {
  (void)store;
  return preverified;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, strict);  // want: tls-peer-verification-off "turned off"
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
