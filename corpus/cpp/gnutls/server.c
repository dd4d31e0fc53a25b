/* A GnuTLS server asks no client for a certificate, and that is normal. Runs as: server HOST PORT.
   not-run: waits for clients.
   mutation-ok: gnutls_credentials_set: without credentials no handshake succeeds
   Twin: verify_never.c. */
#include "login.h"

int main(void) {
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  gnutls_certificate_allocate_credentials(&credentials);
  gnutls_certificate_set_x509_key_file(credentials, "server.pem", "server.key", GNUTLS_X509_FMT_PEM);
  gnutls_init(&session, GNUTLS_SERVER);
  gnutls_set_default_priority(session);
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
  gnutls_transport_set_int(session, 0);
  if (gnutls_handshake(session) < 0) return 1;
  gnutls_record_send(session, "* OK ready\r\n", 12);
  gnutls_bye(session, GNUTLS_SHUT_WR);
  return 0;
}
