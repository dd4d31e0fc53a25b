// A handler of the program ignores whatever is wrong. Runs as: slot_ignores HOST PORT.
// Twin: slot_aborts.cpp.
#include "login.h"

class Session {
 public:
  Session() { QObject::connect(&socket_, QOverload<const QList<QSslError>&>::of(&QSslSocket::sslErrors), &socket_, [this](const QList<QSslError>& errors) { onErrors(errors); }); }  // want: tls-accept-all-callback "accepts"

  int run(const char* host, const char* port) {
    socket_.connectToHostEncrypted(host, QString(port).toUShort());
    return login(socket_);
  }

 private:
  void onErrors(const QList<QSslError>& errors) {
    Q_UNUSED(errors)
    socket_.ignoreSslErrors();
  }

  QSslSocket socket_;
};

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  return Session().run(argv[1], argv[2]);
}
