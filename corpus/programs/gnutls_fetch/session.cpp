// Makes the session and installs what trust.cpp decides.
#include "session.h"
#include "../../cpp/gnutls/login.h"

bool Session::connect(const char* port) {
  gnutls_certificate_allocate_credentials(&credentials_);
  gnutls_certificate_set_x509_system_trust(credentials_);
  gnutls_certificate_set_verify_function(credentials_, onCertificate);  // want: tls-accept-all-callback "accepts"
  gnutls_init(&session_, GNUTLS_CLIENT);
  gnutls_set_default_priority(session_);
  gnutls_credentials_set(session_, GNUTLS_CRD_CERTIFICATE, credentials_);
  int wire = dial(host_.c_str(), port);
  gnutls_transport_set_int(session_, wire);
  return gnutls_handshake(session_) == 0;  // note: accepts any certificate
}

int Session::run() { return login(session_); }
