/* Context and connection live in a struct, and verify. Runs as: field_verified HOST PORT.
   Twin: field.c. */
#include "login.h"

struct session {
  const char *host;
  SSL_CTX *context;
  SSL *connection;
};

static void open_session(struct session *session, const char *host) {
  session->host = host;
  session->context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(session->context);
  SSL_CTX_set_verify(session->context, SSL_VERIFY_PEER, NULL);
}

static int start(struct session *session, int wire) {
  session->connection = SSL_new(session->context);
  SSL_set1_host(session->connection, session->host);
  SSL_set_fd(session->connection, wire);
  return SSL_connect(session->connection) == 1;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct session session;
  open_session(&session, argv[1]);
  if (!start(&session, dial(argv[1], argv[2]))) return 1;
  return login(session.connection);
}
