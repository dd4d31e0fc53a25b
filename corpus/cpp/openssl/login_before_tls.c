/* The login leaves first, TLS comes after it. Runs as: login_before_tls HOST PORT.
   not-real: no real server takes STARTTLS after a login.
   Twin: starttls_required.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char line[512];
  int wire = dial(argv[1], argv[2]);
  readLine(wire, line, sizeof line);
  sendText(wire, "a1 LOGIN user secret\r\n");  // want: tls-cleartext-credentials "without TLS"
  readLine(wire, line, sizeof line);
  sendText(wire, "a2 STARTTLS\r\n");
  readLine(wire, line, sizeof line);
  if (strncmp(line, "a2 OK", 5) != 0) return 1;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, wire);
  if (SSL_connect(connection) != 1) return 1;
  SSL_write(connection, "a3 LOGOUT\r\n", 11);
  return 0;
}
