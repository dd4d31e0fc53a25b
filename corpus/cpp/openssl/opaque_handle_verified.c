/* The header that declares the handle is missing, and the program casts it to a struct of its own: a pointer then. Runs as: opaque_handle_verified HOST PORT.
   not-run: a header that its build would generate is missing.
   Twin: opaque_handle.c. */
#include "build/mail_handle.h"
#include "login.h"

struct session { SSL_CTX *context; SSL *connection; };

static void prepare(mail_handle_t handle) {
  struct session *session = (struct session *)handle;
  session->context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(session->context);
  SSL_CTX_set_verify(session->context, SSL_VERIFY_PEER, NULL);
}

static int open_session(mail_handle_t handle, const char *host, const char *port) {
  struct session *session = (struct session *)handle;
  prepare(handle);
  session->connection = SSL_new(session->context);
  SSL_set1_host(session->connection, host);
  SSL_set_fd(session->connection, dial(host, port));
  if (SSL_connect(session->connection) != 1) return -1;
  return login(session->connection);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct session session = {NULL, NULL};
  return open_session((mail_handle_t)&session, argv[1], argv[2]);
}
