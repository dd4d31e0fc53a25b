// A proxy that would ignore everything, but is asked after STARTTLS only. Runs as: proxy_not_asked HOST PORT.
// Twin: proxy_ignores.cpp.
#include <KSMTP/LoginJob>
#include <KSMTP/Session>
#include <KSMTP/SessionUiProxy>
#include <QCoreApplication>

#include "open.h"

class Proxy : public KSmtp::SessionUiProxy {
 public:
  bool ignoreSslError(const KSslErrorUiData&) override { return true; }
};

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  KSmtp::Session session{QString(argv[1]), QString(argv[2]).toUShort()};
  session.setEncryptionMode(KSmtp::Session::TLS);
  session.setUiProxy(KSmtp::SessionUiProxy::Ptr(new Proxy));
  if (!isOpen(session)) return 1;
  KSmtp::LoginJob* login = new KSmtp::LoginJob(&session);
  login->setUserName(QStringLiteral("user"));
  login->setPassword(QStringLiteral("secret"));
  if (!login->exec()) return 1;
  return 0;
}
