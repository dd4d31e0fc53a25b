// The login goes out in clear. not-run: not packaged in Debian 12. Runs as: clear HOST PORT.
// Twin: verified.cpp.
#include <MailCore/MailCore.h>

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  mailcore::ErrorCode error;
  mailcore::IMAPSession session;
  session.setHostname(mailcore::String::uniquedStringWithUTF8Characters(argv[1]));
  session.setUsername(mailcore::String::uniquedStringWithUTF8Characters("user"));
  session.setPassword(mailcore::String::uniquedStringWithUTF8Characters("secret"));
  session.connect(&error);
  session.login(&error);  // want: tls-cleartext-credentials ""
  return 0;
}
