// POP3 without TLS: POCO has no secure session for it. Runs as: pop3_clear HOST PORT.
// Twin: verified.cpp.
#include "client.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  Poco::Net::POP3ClientSession session(argv[1], portOf(argv[2]));
  session.login("user", "secret");  // want: tls-cleartext-credentials ""
  return 0;
} catch (const Poco::Exception&) {
  return 1;
}
