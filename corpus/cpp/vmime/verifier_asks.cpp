// A verifier that asks the library's. Runs as: verifier_asks HOST PORT.
// Twin: verifier_accepts.cpp.
#include "roots.h"

#include <stdexcept>

class Verifier : public vmime::security::cert::certificateVerifier {
 public:
  Verifier() { inner_.setX509RootCAs(systemRoots()); }
  void verify(vmime::shared_ptr<vmime::security::cert::certificateChain> chain, const vmime::string& host) override {
    if (host.empty()) throw std::runtime_error("no host name");
    inner_.verify(chain, host);
  }

 private:
  vmime::security::cert::defaultCertificateVerifier inner_;
};

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  vmime::platform::setHandler<vmime::platforms::posix::posixHandler>();
  vmime::shared_ptr<vmime::net::session> session = vmime::net::session::create();
  vmime::utility::url where("imaps://" + std::string("user:secret@") + argv[1] + ":" + argv[2]);
  vmime::shared_ptr<vmime::net::store> store = session->getStore(where);
  store->setCertificateVerifier(vmime::make_shared<Verifier>());
  store->connect();
  store->disconnect();
  return 0;
} catch (const std::exception&) {
  return 1;
}
