/* Opens a session, and fails where TLS is not to be had. Runs as: session_opened_secure HOST PORT.
   Twin: session_opened_anyway.c. */
#include "login.h"

struct session {
  int wire;
  SSL *tls;
};

static int command(struct session *session, const char *text, char *line, int size) {
  if (session->tls) {
    SSL_write(session->tls, text, (int)strlen(text));
    size = SSL_read(session->tls, line, size - 1);
    line[size > 0 ? size : 0] = 0;
    return size;
  }
  sendText(session->wire, text);
  return readLine(session->wire, line, size);
}

int session_open(struct session *session, const char *host, const char *port) {
  char line[512];
  session->tls = NULL;
  session->wire = dial(host, port);
  readLine(session->wire, line, sizeof line);
  command(session, "a0 STARTTLS\r\n", line, sizeof line);
  if (strncmp(line, "a0 OK", 5) != 0) {
    fprintf(stderr, "no TLS here: %s", line);
    return -1;
  }
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  session->tls = SSL_new(context);
  SSL_set1_host(session->tls, host);
  SSL_set_fd(session->tls, session->wire);
  return SSL_connect(session->tls) == 1 ? 0 : -1;
}

int main(int argc, char **argv) {
  struct session session;
  char line[512];
  if (argc < 3) return 2;
  if (session_open(&session, argv[1], argv[2]) != 0) return 1;
  command(&session, LOGIN, line, sizeof line);
  return isLoggedIn(line) ? 0 : 1;
}
