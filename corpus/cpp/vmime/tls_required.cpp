// STARTTLS or nothing. Runs as: tls_required HOST PORT.
// Twin: tls_not_required.cpp.
#include "roots.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  vmime::platform::setHandler<vmime::platforms::posix::posixHandler>();
  vmime::shared_ptr<vmime::net::session> session = vmime::net::session::create();
  vmime::utility::url where("imap://" + std::string("user:secret@") + argv[1] + ":" + argv[2]);
  vmime::shared_ptr<vmime::net::store> store = session->getStore(where);
  store->setProperty("connection.tls", true);
  store->setProperty("connection.tls.required", true);
  auto verifier = vmime::make_shared<vmime::security::cert::defaultCertificateVerifier>();
  verifier->setX509RootCAs(systemRoots());
  store->setCertificateVerifier(verifier);
  store->connect();
  store->disconnect();
  return 0;
} catch (const std::exception&) {
  return 1;
}
