/* An empty name through the connection's parameters: no check. Runs as: param_host_empty HOST PORT.
   Twin: param_host.c. */
#include <openssl/x509v3.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  X509_VERIFY_PARAM *parameters = SSL_get0_param(connection);
  X509_VERIFY_PARAM_set1_host(parameters, "", 0);  // want: tls-hostname-unchecked "host name"
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts a certificate of any name
  return login(connection);
}
