// Errors are passed over, and nobody looks at them after the handshake. Runs as: errors_never_read HOST PORT.
// Twin: errors_read_later.cpp.
#include <QEventLoop>

#include "login.h"

class Session {
 public:
  Session() {
    socket_ = new QSslSocket;
    QObject::connect(socket_, &QSslSocket::encrypted, &waiting_, [this] { onEncrypted(); });
    QObject::connect(socket_, &QSslSocket::disconnected, &waiting_, [this] { waiting_.exit(1); });
  }

  int open(const char* host, const char* port) {
    socket_->connectToHost(host, QString(port).toUShort());
    if (!socket_->waitForConnected(20000)) return 1;
    socket_->ignoreSslErrors();  // want: tls-peer-verification-off "turned off"
    socket_->startClientEncryption();
    return waiting_.exec();
  }

  int logIn() { return login(*socket_); }

 private:
  void onEncrypted() {
    waiting_.exit(0);
  }

  QEventLoop waiting_;
  QSslSocket* socket_;
};

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  Session session;
  if (session.open(argv[1], argv[2])) return 1;
  return session.logIn();
}
