/* Nothing is verified during the handshake; afterwards certificate, result and name are, and each failure ends it. Runs as: result_and_name HOST PORT.
   Twin: result_ignored.c, result_without_name.c. */
#include <openssl/x509v3.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  X509 *certificate = SSL_get_peer_certificate(connection);
  if (certificate == NULL) return 1;
  if (SSL_get_verify_result(connection) != X509_V_OK) return 1;
  if (X509_check_host(certificate, argv[1], 0, 0, NULL) != 1) return 1;
  X509_free(certificate);
  return login(connection);
}
