/* A server asks no client for a certificate, and that is normal. Runs as: server HOST PORT.
   not-run: waits for clients.
   Twin: verify_never.c. */
#include "login.h"

int main(void) {
  SSL_CTX *context = SSL_CTX_new(TLS_method());
  SSL_CTX_use_certificate_chain_file(context, "server.pem");
  SSL_CTX_use_PrivateKey_file(context, "server.key", SSL_FILETYPE_PEM);
  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, 0);
  if (SSL_accept(connection) != 1) return 1;
  SSL_write(connection, "* OK ready\r\n", 12);
  SSL_free(connection);
  return 0;
}
