/* The same check in a function of its own, whose answer the caller obeys. Runs as: result_in_function HOST PORT.
   Twin: result_function_ignored.c. */
#include <openssl/x509v3.h>
#include "login.h"

static int isGenuine(SSL *connection, const char *host) {
  X509 *certificate = SSL_get_peer_certificate(connection);
  int genuine = certificate && SSL_get_verify_result(connection) == X509_V_OK && X509_check_host(certificate, host, 0, 0, NULL) == 1;
  X509_free(certificate);
  return genuine;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1 || !isGenuine(connection, argv[1])) {
    SSL_free(connection);
    return 1;
  }
  return login(connection);
}
