/* The context says nothing, the connection made from it verifies. Runs as: ssl_verify_peer HOST PORT.
   Twin: ssl_verify_none.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL *connection = SSL_new(context);
  SSL_set_verify(connection, SSL_VERIFY_PEER, NULL);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
