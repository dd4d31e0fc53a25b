// The session goes on only over TLS. not-run: isSecure() is asked before the login, when this release has not negotiated yet. Runs as: ftps_checked HOST PORT.
// Twin: ftps_unchecked.cpp.
#include "client.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  Poco::Net::initializeSSL();
  Context::Ptr context = new Context(Context::TLS_CLIENT_USE, "", Context::VERIFY_STRICT, 9, true);
  context->enableExtendedCertificateVerification(false);  // want: tls-hostname-unchecked ""
  Poco::Net::FTPSClientSession session(argv[1], portOf(argv[2]), "", "", context);
  if (!session.isSecure()) return 1;
  session.login("user", "secret");
  return 0;
} catch (const Poco::Exception&) {
  return 1;
}
