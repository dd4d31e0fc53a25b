// Every error is ignored from the start. Runs as: ignore_errors HOST PORT.
// Twin: verified.cpp.
#include "login.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  QSslSocket socket;
  socket.connectToHostEncrypted(argv[1], QString(argv[2]).toUShort());
  socket.ignoreSslErrors();  // want: tls-peer-verification-off "turned off"
  return login(socket);
}
