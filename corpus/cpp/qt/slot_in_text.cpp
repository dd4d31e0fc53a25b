// The signal is connected to the library's own slot, in text. Runs as: slot_in_text HOST PORT.
// Twin: verified.cpp.
#include "login.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  QSslSocket socket;
  QObject::connect(&socket, SIGNAL(sslErrors(QList<QSslError>)), &socket, SLOT(ignoreSslErrors()));  // want: tls-accept-all-callback "accepts"
  socket.connectToHostEncrypted(argv[1], QString(argv[2]).toUShort());
  return login(socket);
}
