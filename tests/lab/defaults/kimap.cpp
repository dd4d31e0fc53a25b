// A minimal KIMAP client: a session, a login job, TLS from the start.
#include <KIMAP/LoginJob>
#include <KIMAP/Session>
#include <QCoreApplication>

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
//@ begin KIMAP::Session, KIMAP::LoginJob
  KIMAP::Session session{QString(argv[1]), QString(argv[2]).toUShort()};
  KIMAP::LoginJob* login = new KIMAP::LoginJob(&session);
//@ end
//@ begin KIMAP::Session
  login->setEncryptionMode(KIMAP::LoginJob::SSLorTLS);
//@ end
  login->setUserName(QStringLiteral("user"));
  login->setPassword(QStringLiteral("secret"));
  return login->exec() ? 0 : 1;
}
