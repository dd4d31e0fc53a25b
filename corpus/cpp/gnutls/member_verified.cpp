// A C++ class keeps session and credentials, and verifies. Runs as: member_verified HOST PORT.
// mutation-ok: gnutls_credentials_set: without credentials no handshake succeeds
// Twin: member.cpp.
#include "login.h"

class Client {
 public:
  bool connect(const char* host, const char* port) {
    gnutls_certificate_allocate_credentials(&credentials_);
    gnutls_certificate_set_x509_system_trust(credentials_);
    gnutls_init(&session_, GNUTLS_CLIENT);
    gnutls_set_default_priority(session_);
    gnutls_credentials_set(session_, GNUTLS_CRD_CERTIFICATE, credentials_);
    gnutls_session_set_verify_cert(session_, host, 0);
    int wire = dial(host, port);
    gnutls_transport_set_int(session_, wire);
    return gnutls_handshake(session_) == GNUTLS_E_SUCCESS;
  }
  int run() { return login(session_); }

 private:
  gnutls_session_t session_;
  gnutls_certificate_credentials_t credentials_;
};

int main(int, char** argv) {
  Client client;
  if (!client.connect(argv[1], argv[2])) return 1;
  return client.run();
}
