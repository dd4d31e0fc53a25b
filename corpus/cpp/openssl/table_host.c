/* A table of functions opens the connection, and its TLS entry names the host. Runs as: table_host HOST PORT.
   Twin: table_no_host.c. */
#include "login.h"

struct transport {
  const char *name;
  SSL *(*open)(SSL_CTX *context, const char *host, int wire);
  int (*close)(SSL *connection);
};

static SSL *open_tls(SSL_CTX *context, const char *host, int wire) {
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, host);
  SSL_set_fd(connection, wire);
  return SSL_connect(connection) == 1 ? connection : NULL;
}

static const struct transport tls = {"tls", open_tls, SSL_shutdown};

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const struct transport *transport = &tls;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = transport->open(context, argv[1], dial(argv[1], argv[2]));
  return connection ? login(connection) : 1;
}
