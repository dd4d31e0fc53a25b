/* A wrapper takes a flag, and its only caller passes the good one. Runs as: wrapper_flag_verified HOST PORT.
   Twin: wrapper_flag.c. */
#include "login.h"

static SSL_CTX *make_context(int verify) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
  return context;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL *connection = SSL_new(make_context(1));
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
