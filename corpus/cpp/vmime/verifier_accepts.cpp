// A verifier that never throws. Runs as: verifier_accepts HOST PORT.
// Twin: verifier_asks.cpp.
#include <vmime/platforms/posix/posixHandler.hpp>
#include <vmime/vmime.hpp>
#include <string>

class Verifier : public vmime::security::cert::certificateVerifier {
 public:
  void verify(vmime::shared_ptr<vmime::security::cert::certificateChain> chain, const vmime::string& host) override {
    (void)chain;
    (void)host;
  }
};

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  vmime::platform::setHandler<vmime::platforms::posix::posixHandler>();
  vmime::shared_ptr<vmime::net::session> session = vmime::net::session::create();
  vmime::utility::url where("imaps://" + std::string("user:secret@") + argv[1] + ":" + argv[2]);
  vmime::shared_ptr<vmime::net::store> store = session->getStore(where);
  store->setCertificateVerifier(vmime::make_shared<Verifier>());  // want: tls-accept-all-callback "accepts"
  store->connect();
  store->disconnect();
  return 0;
} catch (const std::exception&) {
  return 1;
}
