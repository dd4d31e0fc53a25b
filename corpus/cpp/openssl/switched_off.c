/* The whole file is for builds with TLS; comments before it tell what it calls.
   not-run: without its switch there is no program.
   Twin: switched_off_verified.c. */
/* tls_open(): SSL_CTX_new, SSL_new and SSL_connect in one.
   SSL_CTX_set_verify and SSL_set1_host belong here too. */
#ifdef USE_TLS
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());  // want: tls-peer-verification-missing "never verified"
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
#endif
