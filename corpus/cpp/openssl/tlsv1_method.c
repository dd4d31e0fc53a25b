/* A method that pins TLS 1.0. Runs as: tlsv1_method HOST PORT.
   environment: OPENSSL_CONF=/etc/ssl/certs/lenient.cnf
   Twin: min_version_tls12.c. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLSv1_client_method());  // want: tls-weak-protocol "weak"
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
