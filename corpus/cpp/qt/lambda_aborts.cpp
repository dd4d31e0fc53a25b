// A lambda that ends the connection. Runs as: lambda_aborts HOST PORT.
// Twin: lambda_ignores.cpp.
#include "login.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  QSslSocket socket;
  QObject::connect(&socket, QOverload<const QList<QSslError>&>::of(&QSslSocket::sslErrors), [&socket](const QList<QSslError>&) { socket.abort(); });
  socket.connectToHostEncrypted(argv[1], QString(argv[2]).toUShort());
  return login(socket);
}
