#include <stdio.h>
#include <openssl/ssl.h>
int session(SSL_CTX *context, int fd) {
  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, fd);
  if (SSL_connect(connection) != 1) return 1;
  return SSL_write(connection, "a1 LOGIN user secret\r\n", 22);
}
