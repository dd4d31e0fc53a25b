/* The same, verified.
   not-run: without its switch there is no program.
   Twin: switched_off.c. */
/* tls_open(): SSL_CTX_new, SSL_new and SSL_connect in one.
   SSL_CTX_set_verify and SSL_set1_host belong here too. */
#ifdef USE_TLS
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
#endif
