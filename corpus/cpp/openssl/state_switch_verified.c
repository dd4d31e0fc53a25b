/* The header that names the states is missing: what stands behind the labels is read all the same. Runs as: state_switch_verified HOST PORT.
   not-run: a header that its build would generate is missing.
   Twin: state_switch.c. */
#include "build/session_states.h"
#include "login.h"

struct session { int state; SSL *connection; };

static int open_session(struct session *session, const char *host, const char *port) {
  SSL_CTX *context;
  switch (session->state) {
    case SESSION_OPEN:
      return 0;
    case SESSION_CLOSED:
    case SESSION_NEW:
      context = SSL_CTX_new(TLS_client_method());
      SSL_CTX_set_default_verify_paths(context);
      SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
      session->connection = SSL_new(context);
      SSL_set1_host(session->connection, host);
      SSL_set_fd(session->connection, dial(host, port));
      if (SSL_connect(session->connection) != 1) return -1;
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct session session = {SESSION_NEW, NULL};
  if (open_session(&session, argv[1], argv[2]) != 0) return 1;
  return login(session.connection);
}
