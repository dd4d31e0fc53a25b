// A handler of the program that ignores nothing. Runs as: own_handler_refuses HOST PORT.
// Twin: own_handler.cpp.
#include "client.h"

class Handler : public Poco::Net::InvalidCertificateHandler {
 public:
  Handler() : InvalidCertificateHandler(false) {}
  void onInvalidCertificate(const void*, Poco::Net::VerificationErrorArgs& error) override { error.setIgnoreError(false); }
};

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  Poco::Net::initializeSSL();
  Context::Ptr context = new Context(Context::TLS_CLIENT_USE, "", Context::VERIFY_RELAXED, 9, true);
  Poco::Net::SSLManager::instance().initializeClient(nullptr, new Handler, context);
  Poco::Net::SecureSMTPClientSession session(argv[1], portOf(argv[2]));
  session.login("client");
  if (!session.startTLS(context)) return 1;
  session.login(Poco::Net::SMTPClientSession::AUTH_PLAIN, "user", "secret");
  return 0;
} catch (const Poco::Exception&) {
  return 1;
}
