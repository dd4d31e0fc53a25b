// The certificate is asked for and not required. Runs as: query_peer HOST PORT.
// Twin: verified.cpp.
#include "login.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  QSslSocket socket;
  socket.setPeerVerifyMode(QSslSocket::QueryPeer);  // want: tls-peer-verification-off "turned off"
  socket.connectToHostEncrypted(argv[1], QString(argv[2]).toUShort());
  return login(socket);
}
