/* A verify function that asks the library and refuses what is bad. Runs as: verify_function_checks HOST PORT.
   Twin: verify_function_accepts.c. */
#include "login.h"

static int check(gnutls_session_t session) {
  unsigned int status = 0;
  if (gnutls_certificate_verify_peers3(session, gnutls_session_get_ptr(session), &status) < 0) return GNUTLS_E_CERTIFICATE_ERROR;
  return status == 0 ? 0 : GNUTLS_E_CERTIFICATE_ERROR;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  gnutls_certificate_allocate_credentials(&credentials);
  gnutls_certificate_set_x509_system_trust(credentials);
  gnutls_certificate_set_verify_function(credentials, check);
  gnutls_init(&session, GNUTLS_CLIENT);
  gnutls_server_name_set(session, GNUTLS_NAME_DNS, argv[1], strlen(argv[1]));
  gnutls_set_default_priority(session);
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
  gnutls_session_set_ptr(session, argv[1]);
  int wire = dial(argv[1], argv[2]);
  gnutls_transport_set_int(session, wire);
  if (gnutls_handshake(session) < 0) return 1;
  return login(session);
}
