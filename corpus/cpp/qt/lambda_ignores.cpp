// A lambda ignores whatever is wrong. Runs as: lambda_ignores HOST PORT.
// Twin: lambda_aborts.cpp.
#include "login.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  QSslSocket socket;
  QObject::connect(&socket, QOverload<const QList<QSslError>&>::of(&QSslSocket::sslErrors), [&socket](const QList<QSslError>&) { socket.ignoreSslErrors(); });  // want: tls-accept-all-callback "accepts"
  socket.connectToHostEncrypted(argv[1], QString(argv[2]).toUShort());
  return login(socket);
}
