/* The credentials stand in a static variable that another function fills through its address. Runs as: global_credentials HOST PORT.
   mutation-ok: gnutls_credentials_set: without credentials no handshake succeeds
   Twin: global_credentials_unverified.c. */
#include "login.h"

static gnutls_certificate_credentials_t credentials;

void setUp(void) {
  gnutls_certificate_allocate_credentials(&credentials);
  gnutls_certificate_set_x509_system_trust(credentials);
}

int talk(const char *host, const char *port) {
  gnutls_session_t session;
  gnutls_init(&session, GNUTLS_CLIENT);
  gnutls_server_name_set(session, GNUTLS_NAME_DNS, host, strlen(host));
  gnutls_set_default_priority(session);
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
  gnutls_session_set_verify_cert(session, host, 0);
  const int wire = dial(host, port);
  gnutls_transport_set_int(session, wire);
  if (gnutls_handshake(session) < 0) return 1;
  return login(session);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  setUp();
  return talk(argv[1], argv[2]);
}
