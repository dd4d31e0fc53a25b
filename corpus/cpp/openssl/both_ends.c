/* One struct serves both ends of a connection: a server's context never connects. Runs as: both_ends HOST PORT.
   Twin: both_ends_open.c. */
#include "login.h"

struct end {
  SSL_CTX *context;
  SSL *tls;
};
struct ends {
  int (*client)(struct end *);
  int (*server)(struct end *);
  int (*open)(struct end *, const char *, int);
};

static int client(struct end *end) {
  end->context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(end->context);
  SSL_CTX_set_verify(end->context, SSL_VERIFY_PEER, NULL);
  return 0;
}

static int server(struct end *end) {
  end->context = SSL_CTX_new(TLS_server_method());
  SSL_CTX_use_certificate_chain_file(end->context, "server.pem");
  return 0;
}

static int open_tls(struct end *end, const char *host, int wire) {
  end->tls = SSL_new(end->context);
  SSL_set1_host(end->tls, host);
  SSL_set_fd(end->tls, wire);
  return SSL_connect(end->tls) == 1 ? login(end->tls) : 1;
}

const struct ends ends = {client, server, open_tls};

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const struct ends *steps = &ends;
  struct end end = {0};
  if (argc > 3) return steps->server(&end);
  steps->client(&end);
  return steps->open(&end, argv[1], dial(argv[1], argv[2]));
}
