// A handler that refuses bad certificates. Runs as: reject_handler HOST PORT.
// Twin: accept_handler.cpp.
#include "client.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  Poco::Net::initializeSSL();
  Context::Ptr context = new Context(Context::TLS_CLIENT_USE, "", Context::VERIFY_RELAXED, 9, true);
  Poco::Net::SSLManager::instance().initializeClient(nullptr, new Poco::Net::RejectCertificateHandler(false), context);
  Poco::Net::SecureSMTPClientSession session(argv[1], portOf(argv[2]));
  session.login("client");
  if (!session.startTLS(context)) return 1;
  session.login(Poco::Net::SMTPClientSession::AUTH_PLAIN, "user", "secret");
  return 0;
} catch (const Poco::Exception&) {
  return 1;
}
