/* The versions that are left are the ones that should be gone. Runs as: options_no_tls12 HOST PORT.
   environment: OPENSSL_CONF=/etc/ssl/certs/lenient.cnf
   Twin: min_version_tls12.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_options(context, SSL_OP_NO_TLSv1_2 | SSL_OP_NO_TLSv1_3);  // want: tls-weak-protocol "weak"
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
