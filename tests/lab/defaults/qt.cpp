// A minimal Qt client: a socket that connects with TLS, or a configuration that is applied to one.
#include "login.h"

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  QCoreApplication program(argc, argv);
  QSslSocket socket;
//@ begin QSslSocket
//@ end
//@ begin QSslSocket.sslConfiguration
  QSslConfiguration configuration = socket.sslConfiguration();
//@ end
//@ begin QSslConfiguration
  QSslConfiguration configuration;
//@ end
//@ begin QSslConfiguration::defaultConfiguration
  QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
//@ end
//@ begin QSslSocket.sslConfiguration, QSslConfiguration, QSslConfiguration::defaultConfiguration
  socket.setSslConfiguration(configuration);
//@ end
  socket.connectToHostEncrypted(argv[1], QString(argv[2]).toUShort());
  return login(socket);
}
