// The pattern to copy: trusted CAs, SSL_VERIFY_PEER, the host's name, and a handshake that must return 1. Runs as: verify_peer HOST PORT.
// Twin: verify_none.cpp, verify_never.c, host_missing.c.
#include "login.h"

int main(int, char** argv) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  SSL* connection = SSL_new(context);
  SSL_set_tlsext_host_name(connection, argv[1]);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
