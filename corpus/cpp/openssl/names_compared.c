/* No library call compares the name: the program walks the alternative names itself, and goes on only where one is the host's.
   Runs as: names_compared HOST PORT.
   mutation-ok: SSL_get_verify_result: the mutant's finding is the chain's
   Twin: names_printed.c. */
#include <openssl/x509v3.h>
#include <strings.h>
#include "login.h"

static int is_for(X509 *certificate, const char *host) {
  int found = 0;
  GENERAL_NAMES *names = (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
  for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
    GENERAL_NAME *each = sk_GENERAL_NAME_value(names, i);
    if (each->type != GEN_DNS) continue;
    const char *text = (const char *)ASN1_STRING_get0_data(each->d.dNSName);
    if (strlen(text) == (size_t)ASN1_STRING_length(each->d.dNSName) && strcasecmp(text, host) == 0) found = 1;
  }
  GENERAL_NAMES_free(names);
  return found;
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
  if (!is_for(certificate, argv[1])) return 1;
  X509_free(certificate);
  return login(connection);
}
