// MailCore client over TLS. not-run: not packaged in Debian 12. Runs as: verified HOST PORT.
// Twin: check_disabled.cpp.
#include <MailCore/MailCore.h>

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  mailcore::ErrorCode error;
  mailcore::IMAPSession session;
  session.setHostname(mailcore::String::uniquedStringWithUTF8Characters(argv[1]));
  session.setUsername(mailcore::String::uniquedStringWithUTF8Characters("user"));
  session.setPassword(mailcore::String::uniquedStringWithUTF8Characters("secret"));
  session.setConnectionType(mailcore::ConnectionTypeTLS);
  session.connect(&error);
  session.login(&error);
  return 0;
}
