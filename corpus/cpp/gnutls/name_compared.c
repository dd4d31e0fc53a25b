/* The chain is verified by the library, the name by the program: it reads the alternative names and compares them. Runs as: name_compared HOST PORT.
   mutation-ok: gnutls_credentials_set: without credentials no handshake succeeds
   mutation-ok: gnutls_certificate_verify_peers2: the mutant's finding is the chain's
   Twin: name_printed.c. */
#include <strings.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  gnutls_certificate_allocate_credentials(&credentials);
  gnutls_certificate_set_x509_system_trust(credentials);
  gnutls_init(&session, GNUTLS_CLIENT);
  gnutls_server_name_set(session, GNUTLS_NAME_DNS, argv[1], strlen(argv[1]));
  gnutls_set_default_priority(session);
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
  int wire = dial(argv[1], argv[2]);
  gnutls_transport_set_int(session, wire);
  if (gnutls_handshake(session) < 0) return 1;
  unsigned int status = 0, count = 0;
  gnutls_x509_crt_t certificate;
  if (gnutls_certificate_verify_peers2(session, &status) < 0 || status != 0) return 1;
  const gnutls_datum_t *chain = gnutls_certificate_get_peers(session, &count);
  if (!chain || count == 0) return 1;
  gnutls_x509_crt_init(&certificate);
  if (gnutls_x509_crt_import(certificate, &chain[0], GNUTLS_X509_FMT_DER) < 0) return 1;
  char name[256];
  int found = 0;
  for (unsigned int i = 0; !found; i++) {
    size_t size = sizeof name;
    if (gnutls_x509_crt_get_subject_alt_name(certificate, i, name, &size, NULL) < 0) return 1;
    if (strcasecmp(name, argv[1]) == 0) found = 1;
  }
  gnutls_x509_crt_deinit(certificate);
  return login(session);
}
