/* The mode is set on the context after SSL_new copied it: this connection never hears of it. Runs as: verify_after_new HOST PORT.
   Twin: verify_before_new.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());  // want: tls-peer-verification-missing "never verified"
  SSL_CTX_set_default_verify_paths(context);
  SSL *connection = SSL_new(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
