/* Where 1.2 and 1.3 are shut out, 1.0 and 1.1 are too: nothing is left, and nothing connects. Runs as: options_nothing_left HOST PORT.
   not-run: it connects to nobody.
   Twin: options_no_tls12.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_options(context, SSL_OP_NO_TLSv1);
  SSL_CTX_set_options(context, SSL_OP_NO_TLSv1_1);
  if (argc > 3) SSL_CTX_set_options(context, SSL_OP_NO_TLSv1_2);
  if (argc > 4) SSL_CTX_set_options(context, SSL_OP_NO_TLSv1_3);
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
