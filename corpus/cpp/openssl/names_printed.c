/* The alternative names are shown to somebody, and compared with nothing. Runs as: names_printed HOST PORT.
   Twin: names_compared.c. */
#include <openssl/x509v3.h>
#include "login.h"

static void show(X509 *certificate, const char *host) {
  GENERAL_NAMES *names = (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
  for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
    GENERAL_NAME *each = sk_GENERAL_NAME_value(names, i);
    if (each->type == GEN_DNS) printf("%s answers as %s\n", host, (const char *)ASN1_STRING_get0_data(each->d.dNSName));
  }
  GENERAL_NAMES_free(names);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL *connection = SSL_new(context);  // want: tls-hostname-unchecked "host name"
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts a certificate of any name
  X509 *certificate = SSL_get_peer_certificate(connection);
  if (certificate == NULL) return 1;
  if (SSL_get_verify_result(connection) != X509_V_OK) return 1;
  show(certificate, argv[1]);
  X509_free(certificate);
  return login(connection);
}
