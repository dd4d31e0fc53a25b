/* Is the plugin at work? clang-tidy must warn of the line marked below; a plugin that is not loaded says nothing at all.
 *
 *     clang-tidy-19 -load /usr/lib/tls-tidy/plugin/tls-tidy-plugin.so -checks='-*,tls-*' canary.c --
 *
 * It needs no library: what it calls is declared here. */
typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_st SSL;
void SSL_CTX_set_verify(SSL_CTX *context, int mode, void *callback);
SSL *SSL_new(SSL_CTX *context);
int SSL_set_fd(SSL *connection, int fd);
int SSL_connect(SSL *connection);
int SSL_write(SSL *connection, const void *data, int size);

int session(SSL_CTX *context, int fd) {
  SSL_CTX_set_verify(context, 0, 0); /* tls-peer-verification-off */
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, fd);
  if (SSL_connect(connection) != 1) return 1;
  return SSL_write(connection, "a1 LOGIN user secret\r\n", 22);
}
