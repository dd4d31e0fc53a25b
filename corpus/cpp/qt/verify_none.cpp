// Qt client, verification turned off. Runs as: verify_none HOST PORT.
// Twin: verified.cpp.
#include "login.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  QSslSocket socket;
  socket.setPeerVerifyMode(QSslSocket::VerifyNone);  // want: tls-peer-verification-off "turned off"
  socket.connectToHostEncrypted(argv[1], QString(argv[2]).toUShort());
  return login(socket);
}
