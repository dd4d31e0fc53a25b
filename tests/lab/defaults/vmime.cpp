// A minimal VMime client: a session, a store or a transport, a URL with TLS from the start, the system's roots.
//@ not vmime::net::session: a class that only its create() makes
#include "roots.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  vmime::platform::setHandler<vmime::platforms::posix::posixHandler>();
  vmime::shared_ptr<vmime::net::session> session = vmime::net::session::create();
//@ begin vmime::net::session::create, vmime::net::session.getStore
  vmime::shared_ptr<vmime::net::store> service = session->getStore(vmime::utility::url("imaps://" + std::string("user:secret@") + argv[1] + ":" + argv[2]));
//@ end
//@ begin vmime::net::session.getTransport
  vmime::shared_ptr<vmime::net::transport> service = session->getTransport(vmime::utility::url("smtps://" + std::string("user:secret@") + argv[1] + ":" + argv[2]));
  service->setProperty("options.need-authentication", true);
//@ end
  auto verifier = vmime::make_shared<vmime::security::cert::defaultCertificateVerifier>();
  verifier->setX509RootCAs(systemRoots());
  service->setCertificateVerifier(verifier);
  service->connect();
  service->disconnect();
  return 0;
} catch (const std::exception&) {
  return 1;
}
