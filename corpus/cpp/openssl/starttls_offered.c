/* Upgrades when the server offers it, and logs in either way. Runs as: starttls_offered HOST PORT.
   Twin: starttls_offer_required.c. */
#include "login.h"

static int speak(int wire, const char *text, char *line, int size) {
  sendText(wire, text);
  return readLine(wire, line, size);
}

static int hasOffer(int wire, const char *wanted) {
  char line[512];
  int found = 0;
  sendText(wire, "c1 CAPABILITY\r\n");
  do {
    if (readLine(wire, line, sizeof line) <= 0) return 0;
    if (strstr(line, wanted)) found = 1;
  } while (strncmp(line, "c1 ", 3) != 0);
  return found;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char line[512];
  int wire = dial(argv[1], argv[2]);
  readLine(wire, line, sizeof line);
  if (hasOffer(wire, "STARTTLS")) {  // want: tls-optional-starttls "goes on in clear"
    speak(wire, "a0 STARTTLS\r\n", line, sizeof line);
    if (strncmp(line, "a0 OK", 5) != 0) return 1;
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
  speak(wire, LOGIN, line, sizeof line);
  return isLoggedIn(line) ? 0 : 1;
}
