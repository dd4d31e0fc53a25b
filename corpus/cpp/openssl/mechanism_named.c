/* "LOGIN" is a mechanism that is looked for and told about here, no login; the one that follows the upgrade is. Runs as: mechanism_named HOST PORT.
   Twin: login_before_tls.c. */
#include "login.h"

static int tokenInString(const char *line, const char *token) {
  char copy[512];
  size_t used = 0;
  for (; line[used] && used < sizeof copy - 1; ++used) copy[used] = line[used];
  copy[used] = 0;
  for (char *at = strtok(copy, " "); at; at = strtok(NULL, " "))
    if (strcmp(at, token) == 0) return 1;
  return 0;
}

static void mailError(const char *format, const char *what) {
  char message[128];
  snprintf(message, sizeof message, format, what);
  fputs(message, stderr);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char line[512];
  int wire = dial(argv[1], argv[2]);
  readLine(wire, line, sizeof line);
  if (!tokenInString(line, "LOGIN")) mailError("%s is not offered in clear\n", "LOGIN");
  sendText(wire, "a0 STARTTLS\r\n");
  readLine(wire, line, sizeof line);
  if (strncmp(line, "a0 OK", 5) != 0) {
    mailError("%s is not tried\n", "LOGIN");
    return 1;
  }
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, wire);
  if (SSL_connect(connection) != 1) return 1;
  SSL_write(connection, LOGIN, (int)strlen(LOGIN));
  SSL_read(connection, line, sizeof line);
  return isLoggedIn(line) ? 0 : 1;
}
