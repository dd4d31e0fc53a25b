/* The handshake through SSL_do_handshake on a connection in connect state. Runs as: do_handshake HOST PORT.
   Twin: do_handshake_verified.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_method());  // want: tls-peer-verification-missing "never verified"
  SSL *connection = SSL_new(context);
  SSL_set_connect_state(connection);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_do_handshake(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
