// A proxy ignores whatever is wrong. Runs as: proxy_ignores HOST PORT.
// Twin: proxy_not_asked.cpp.
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
  session.setEncryptionMode(KSmtp::Session::STARTTLS);
  session.setUiProxy(KSmtp::SessionUiProxy::Ptr(new Proxy));  // want: tls-accept-all-callback "accepts"
  if (!isOpen(session)) return 1;
  KSmtp::LoginJob* login = new KSmtp::LoginJob(&session);
  login->setUserName(QStringLiteral("user"));
  login->setPassword(QStringLiteral("secret"));
  if (!login->exec()) return 1;
  return 0;
}
