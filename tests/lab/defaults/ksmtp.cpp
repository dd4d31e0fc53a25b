// A minimal KSMTP client: a session over TLS, a login job.
#include <KSMTP/LoginJob>
#include <KSMTP/Session>
#include <QCoreApplication>

#include "open.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
//@ begin KSmtp::Session
  @creator@ session{QString(argv[1]), QString(argv[2]).toUShort()};
//@ end
  session.setEncryptionMode(KSmtp::Session::TLS);
  if (!isOpen(session)) return 1;
  KSmtp::LoginJob* login = new KSmtp::LoginJob(&session);
  login->setUserName(QStringLiteral("user"));
  login->setPassword(QStringLiteral("secret"));
  return login->exec() ? 0 : 1;
}
