/* One context for the whole program, its mode a macro at the top. Runs as: global_context HOST PORT.
   Twin: global_context_verified.c. */
#include "login.h"

#define VERIFY_MODE SSL_VERIFY_NONE

static SSL_CTX *shared;

static void start(void) {
  shared = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(shared);
  SSL_CTX_set_verify(shared, VERIFY_MODE, NULL);  // want: tls-peer-verification-off "turned off"
}

static SSL *open_connection(const char *host, const char *port) {
  SSL *connection = SSL_new(shared);
  SSL_set1_host(connection, host);
  SSL_set_fd(connection, dial(host, port));
  if (SSL_connect(connection) == 1) return connection;  // note: accepts any certificate
  SSL_free(connection);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  start();
  SSL *connection = open_connection(argv[1], argv[2]);
  return connection ? login(connection) : 1;
}
