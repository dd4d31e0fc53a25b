/* Two flags are asked for, and an impostor's certificate has neither. Runs as: status_few_flags HOST PORT.
   Twin: status_invalid.c. */
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
  if (gnutls_handshake(session) < 0) return 1;  // note: accepts any certificate
  unsigned int status = 0;
  if (gnutls_certificate_verify_peers3(session, argv[1], &status) < 0) return 1;  // want: tls-verify-result-ignored "ignored"
  if (status & GNUTLS_CERT_REVOKED) return 1;
  if (status & GNUTLS_CERT_EXPIRED) return 1;
  return login(session);
}
