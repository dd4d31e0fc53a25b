/* The context is made once, by whoever comes first, verifying the chain and the name; a flag says that it stands. Runs as: started_once_verified HOST PORT.
   Twin: started_once.c. */
#include "login.h"

static SSL_CTX *shared;
static int is_started;

__attribute__((constructor)) void start(void) {
  if (is_started) return;
  is_started = 1;
  shared = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(shared);
  SSL_CTX_set_verify(shared, SSL_VERIFY_PEER, NULL);
}

int main(int argc, char **argv) {
  if (argc < 3 || !is_started) return 2;
  SSL *connection = SSL_new(shared);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
