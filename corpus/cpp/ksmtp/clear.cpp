// The login goes out in clear. Runs as: clear HOST PORT.
// Twin: verified.cpp.
#include <KSMTP/LoginJob>
#include <KSMTP/Session>
#include <KSMTP/SessionUiProxy>
#include <QCoreApplication>

#include "open.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  KSmtp::Session session{QString(argv[1]), QString(argv[2]).toUShort()};
  if (!isOpen(session)) return 1;
  KSmtp::LoginJob* login = new KSmtp::LoginJob(&session);
  login->setUserName(QStringLiteral("user"));
  login->setPassword(QStringLiteral("secret"));
  if (!login->exec()) return 1;  // want: tls-cleartext-credentials ""
  return 0;
}
