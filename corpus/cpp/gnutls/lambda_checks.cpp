// The verify function is a lambda that asks the library for chain and name. Runs as: lambda_checks HOST PORT.
// mutation-ok: gnutls_credentials_set: without credentials no handshake succeeds
// Twin: lambda_accepts.cpp.
#include <memory>
#include "login.h"

struct Session {
  gnutls_session_t handle = nullptr;
  gnutls_certificate_credentials_t credentials = nullptr;
  Session() {
    gnutls_certificate_allocate_credentials(&credentials);
    gnutls_certificate_set_x509_system_trust(credentials);
    gnutls_init(&handle, GNUTLS_CLIENT);
    gnutls_set_default_priority(handle);
    gnutls_credentials_set(handle, GNUTLS_CRD_CERTIFICATE, credentials);
  }
  ~Session() {
    gnutls_deinit(handle);
    gnutls_certificate_free_credentials(credentials);
  }
};

int main(int, char** argv) {
  Session session;
  gnutls_session_set_ptr(session.handle, argv[1]);
  gnutls_session_set_verify_function(session.handle, [](gnutls_session_t handle) {
    unsigned int status = 0;
    const char* host = static_cast<const char*>(gnutls_session_get_ptr(handle));
    return gnutls_certificate_verify_peers3(handle, host, &status) == GNUTLS_E_SUCCESS && status == 0 ? 0 : GNUTLS_E_CERTIFICATE_ERROR;
  });
  const int wire = dial(argv[1], argv[2]);
  gnutls_transport_set_int(session.handle, wire);
  if (gnutls_handshake(session.handle) != GNUTLS_E_SUCCESS) return 1;
  return login(session.handle);
}
