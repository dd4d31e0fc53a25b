/* SSL_do_handshake with both checks in place. Runs as: do_handshake_verified HOST PORT.
   Twin: do_handshake.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_connect_state(connection);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_do_handshake(connection) != 1) return 1;
  return login(connection);
}
