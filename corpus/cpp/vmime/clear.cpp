// The login goes out in clear. Runs as: clear HOST PORT.
// Twin: tls_required.cpp.
#include <vmime/platforms/posix/posixHandler.hpp>
#include <vmime/vmime.hpp>
#include <string>

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  vmime::platform::setHandler<vmime::platforms::posix::posixHandler>();
  vmime::shared_ptr<vmime::net::session> session = vmime::net::session::create();
  vmime::utility::url where("imap://" + std::string("user:secret@") + argv[1] + ":" + argv[2]);
  vmime::shared_ptr<vmime::net::store> store = session->getStore(where);
  store->connect();  // want: tls-cleartext-credentials ""
  store->disconnect();
  return 0;
} catch (const std::exception&) {
  return 1;
}
