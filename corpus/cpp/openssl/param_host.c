/* The name set through the connection's parameters, as programs for OpenSSL 1.0.2 do. Runs as: param_host HOST PORT.
   Twin: param_host_empty.c. */
#include <openssl/x509v3.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  X509_VERIFY_PARAM *parameters = SSL_get0_param(connection);
  X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  X509_VERIFY_PARAM_set1_host(parameters, argv[1], 0);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
