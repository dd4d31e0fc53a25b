// A configuration that is weakened and never applied. Runs as: configuration_default HOST PORT.
// Twin: configuration.cpp.
#include "login.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  QSslSocket socket;
  QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
  configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
  socket.connectToHostEncrypted(argv[1], QString(argv[2]).toUShort());
  return login(socket);
}
