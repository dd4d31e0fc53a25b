/* The list of versions of an old GnuTLS, SSL 3.0 among them. Runs as: protocol_list HOST PORT.
   not-run: the call is gone from today's library.
   Twin: priority_strong.c. */
#include "login.h"

extern int gnutls_protocol_set_priority(gnutls_session_t session, const int *versions);
extern int gnutls_kx_set_priority(gnutls_session_t session, const int *algorithms);

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  static const int exchanges[] = {GNUTLS_KX_ECDHE_RSA, GNUTLS_KX_RSA, 0};
  static const int versions[] = {GNUTLS_TLS1_2, GNUTLS_SSL3, 0};
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  gnutls_certificate_allocate_credentials(&credentials);
  gnutls_certificate_set_x509_system_trust(credentials);
  gnutls_init(&session, GNUTLS_CLIENT);
  gnutls_set_default_priority(session);
  gnutls_kx_set_priority(session, exchanges);
  gnutls_protocol_set_priority(session, versions);  // want: tls-weak-protocol "weak"
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
  gnutls_session_set_verify_cert(session, argv[1], 0);
  int wire = dial(argv[1], argv[2]);
  gnutls_transport_set_int(session, wire);
  if (gnutls_handshake(session) < 0) return 1;
  return login(session);
}
