/* The common name is cut out of the subject's text and compared letter by letter with the host. Runs as: subject_compared HOST PORT.
   not-real: the certificate it is given has no common name
   mutation-ok: SSL_get_verify_result: the mutant's finding is the chain's
   Twin: subject_passed_over.c. */
#include <ctype.h>
#include <openssl/x509.h>
#include "login.h"

static int same(const char *name, const char *host) {
  while (*name && *host && tolower((unsigned char)*name) == tolower((unsigned char)*host)) {
    name++;
    host++;
  }
  return *name == 0 && *host == 0;
}

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
  char subject[512];
  X509_NAME_oneline(X509_get_subject_name(certificate), subject, sizeof subject);
  X509_free(certificate);
  char *name = strstr(subject, "CN=");
  if (name == NULL) return 1;
  name += 3;
  char *end = strchr(name, '/');
  if (end) *end = 0;
  if (!same(name, argv[1])) return 1;
  return login(connection);
}
