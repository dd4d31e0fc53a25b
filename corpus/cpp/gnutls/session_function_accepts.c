/* The same function, installed on the session. Runs as: session_function_accepts HOST PORT.
   Twin: verify_function_checks.c. */
#include "login.h"

static int acceptAny(gnutls_session_t session) {
  fprintf(stderr, "certificate type %d\n", (int)gnutls_certificate_type_get(session));
  return 0;
}

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
  gnutls_session_set_verify_function(session, acceptAny);  // want: tls-accept-all-callback "accepts"
  int wire = dial(argv[1], argv[2]);
  gnutls_transport_set_int(session, wire);
  if (gnutls_handshake(session) < 0) return 1;  // note: accepts any certificate
  return login(session);
}
