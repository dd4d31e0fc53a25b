/* The chain is verified, and the name only shown. Runs as: name_printed HOST PORT.
   Twin: name_compared.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  gnutls_certificate_allocate_credentials(&credentials);
  gnutls_certificate_set_x509_system_trust(credentials);
  gnutls_init(&session, GNUTLS_CLIENT);  // want: tls-hostname-unchecked "host name"
  gnutls_server_name_set(session, GNUTLS_NAME_DNS, argv[1], strlen(argv[1]));
  gnutls_set_default_priority(session);
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
  int wire = dial(argv[1], argv[2]);
  gnutls_transport_set_int(session, wire);
  if (gnutls_handshake(session) < 0) return 1;  // note: accepts a certificate of any name
  unsigned int status = 0, count = 0;
  gnutls_x509_crt_t certificate;
  if (gnutls_certificate_verify_peers2(session, &status) < 0 || status != 0) return 1;
  const gnutls_datum_t *chain = gnutls_certificate_get_peers(session, &count);
  if (!chain || count == 0) return 1;
  gnutls_x509_crt_init(&certificate);
  if (gnutls_x509_crt_import(certificate, &chain[0], GNUTLS_X509_FMT_DER) < 0) return 1;
  char name[256];
  size_t size = sizeof name;
  if (gnutls_x509_crt_get_subject_alt_name(certificate, 0, name, &size, NULL) >= 0) printf("%s answers as %s\n", argv[1], name);
  gnutls_x509_crt_deinit(certificate);
  return login(session);
}
