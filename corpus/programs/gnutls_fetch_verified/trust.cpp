// Decides about the server's certificate: chain and name, and what is bad is refused.
#include "session.h"

int onCertificate(gnutls_session_t session) {
  unsigned int status = 0;
  const char* host = static_cast<const char*>(gnutls_session_get_ptr(session));
  if (gnutls_certificate_verify_peers3(session, host, &status) < 0) return GNUTLS_E_CERTIFICATE_ERROR;
  return status == 0 ? 0 : GNUTLS_E_CERTIFICATE_ERROR;
}
