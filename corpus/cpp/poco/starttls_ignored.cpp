// A refused STARTTLS is not noticed. Runs as: starttls_ignored HOST PORT.
// Twin: verified.cpp.
#include "client.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  Poco::Net::initializeSSL();
  Context::Ptr context = new Context(Context::TLS_CLIENT_USE, "", Context::VERIFY_STRICT, 9, true);
  Poco::Net::SecureSMTPClientSession session(argv[1], portOf(argv[2]));
  session.login("client");
  session.startTLS(context);  // want: tls-optional-starttls ""
  session.login(Poco::Net::SMTPClientSession::AUTH_PLAIN, "user", "secret");
  return 0;
} catch (const Poco::Exception&) {
  return 1;
}
