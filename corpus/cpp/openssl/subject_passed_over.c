/* The common name is compared with the host, and a wrong one only grumbled at. Runs as: subject_passed_over HOST PORT.
   Twin: subject_compared.c. */
#include <openssl/x509.h>
#include <strings.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts a certificate of any name
  X509 *certificate = SSL_get_peer_certificate(connection);
  if (certificate == NULL) return 1;
  if (SSL_get_verify_result(connection) != X509_V_OK) return 1;
  char name[256];
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
  X509_free(certificate);
  if (strcasecmp(name, argv[1]) != 0)  // want: tls-verify-result-ignored "ignored"
    fprintf(stderr, "warning: this certificate is for %s\n", name);
  return login(connection);
}
