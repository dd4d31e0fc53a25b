// Goes on in clear where the server refuses TLS. The name, which the session compares with an address, is left out. Runs as: ftps_unchecked HOST PORT.
// Twin: ftps_checked.cpp.
#include "client.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  Poco::Net::initializeSSL();
  Context::Ptr context = new Context(Context::TLS_CLIENT_USE, "", Context::VERIFY_STRICT, 9, true);
  context->enableExtendedCertificateVerification(false);  // want: tls-hostname-unchecked ""
  Poco::Net::FTPSClientSession session(argv[1], portOf(argv[2]), "", "", context);  // want: tls-optional-starttls ""
  session.login("user", "secret");
  return 0;
} catch (const Poco::Exception&) {
  return 1;
}
