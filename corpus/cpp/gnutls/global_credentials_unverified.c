/* The credentials stand in a static variable that another function fills through its address, and nothing verifies. Runs as: global_credentials_unverified HOST PORT.
   Twin: global_credentials.c. */
#include "login.h"

static gnutls_certificate_credentials_t credentials;

void setUp(void) {
  gnutls_certificate_allocate_credentials(&credentials);
  gnutls_certificate_set_x509_system_trust(credentials);
}

int talk(const char *host, const char *port) {
  gnutls_session_t session;
  gnutls_init(&session, GNUTLS_CLIENT);  // want: tls-peer-verification-missing "never verified"
  gnutls_server_name_set(session, GNUTLS_NAME_DNS, host, strlen(host));
  gnutls_set_default_priority(session);
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
  const int wire = dial(host, port);
  gnutls_transport_set_int(session, wire);
  if (gnutls_handshake(session) < 0) return 1;  // note: accepts any certificate
  return login(session);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  setUp();
  return talk(argv[1], argv[2]);
}
