/* X509_check_host taken for a truth value: its error codes -1 and -2 count as a match. Runs as: name_truth HOST PORT.
   not-run: the error codes need a broken certificate.
   Twin: result_and_name.c. */
#include <openssl/x509v3.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts a certificate of any name
  X509 *certificate = SSL_get_peer_certificate(connection);
  if (!X509_check_host(certificate, argv[1], 0, 0, NULL)) return 1;  // want: tls-verify-result-ignored "ignored"
  return login(connection);
}
