/* When the verified handshake fails, a second one is made without the check. Runs as: retry_unverified HOST PORT.
   Twin: retry_verified.c. */
#include "login.h"

static SSL *open_tls(const char *host, const char *port, int mode) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, mode, NULL);  // want: tls-verification-fallback "retried"
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, host);
  SSL_set_fd(connection, dial(host, port));
  if (SSL_connect(connection) != 1) {
    SSL_free(connection);
    return NULL;
  }
  return connection;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL *connection = open_tls(argv[1], argv[2], SSL_VERIFY_PEER);
  if (!connection) connection = open_tls(argv[1], argv[2], SSL_VERIFY_NONE);
  if (!connection) return 1;
  return login(connection);
}
