/* The fingerprint goes through a helper and a buffer of its own before it is compared. Runs as: fingerprint_copied HOST PORT.
   not-run: knows the fingerprint of one certificate only.
   mutation-ok: gnutls_credentials_set: without credentials no handshake succeeds
   Twin: fingerprint_shown.c. */
#include "login.h"

static const unsigned char known[32] = {0x5d, 0x7d, 0xcb, 0x0f};

static int fingerprint_of(gnutls_x509_crt_t certificate, unsigned char *fingerprint) {
  size_t size = 0;
  gnutls_x509_crt_get_fingerprint(certificate, GNUTLS_DIG_SHA256, NULL, &size);
  unsigned char *bytes = malloc(size);
  int problem = gnutls_x509_crt_get_fingerprint(certificate, GNUTLS_DIG_SHA256, bytes, &size);
  if (problem == 0) memcpy(fingerprint, bytes, 32);
  free(bytes);
  return problem;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  gnutls_certificate_allocate_credentials(&credentials);
  gnutls_init(&session, GNUTLS_CLIENT);
  gnutls_set_default_priority(session);
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
  int wire = dial(argv[1], argv[2]);
  gnutls_transport_set_int(session, wire);
  if (gnutls_handshake(session) < 0) return 1;
  unsigned int count = 0;
  gnutls_x509_crt_t certificate;
  unsigned char fingerprint[32];
  const gnutls_datum_t *chain = gnutls_certificate_get_peers(session, &count);
  if (!chain) return 1;
  if (gnutls_x509_crt_init(&certificate) < 0) return 1;
  if (gnutls_x509_crt_import(certificate, &chain[0], GNUTLS_X509_FMT_DER) < 0) return 1;
  if (fingerprint_of(certificate, fingerprint) != 0) return 1;
  if (memcmp(fingerprint, known, sizeof known) != 0) return 1;
  gnutls_x509_crt_deinit(certificate);
  return login(session);
}
