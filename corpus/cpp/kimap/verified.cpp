// KIMAP client over TLS. Runs as: verified HOST PORT.
// Twin: proxy_ignores.cpp.
#include <KIMAP/LoginJob>
#include <KIMAP/Session>
#include <KIMAP/SessionUiProxy>
#include <QCoreApplication>

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  KIMAP::Session session{QString(argv[1]), QString(argv[2]).toUShort()};
  KIMAP::LoginJob* login = new KIMAP::LoginJob(&session);
  login->setUserName(QStringLiteral("user"));
  login->setPassword(QStringLiteral("secret"));
  login->setEncryptionMode(KIMAP::LoginJob::SSLorTLS);
  if (!login->exec()) return 1;
  return 0;
}
