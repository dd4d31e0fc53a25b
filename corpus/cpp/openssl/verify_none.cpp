// OpenSSL client, verification turned off in the function that connects. Runs as: verify_none HOST PORT.
// Twin: verify_peer.cpp, the same program with SSL_VERIFY_PEER, stays silent.
#include "login.h"

int main(int, char** argv) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nullptr);  // want: tls-peer-verification-off "turned off"
  SSL* connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
