/* The certificate is taken out and verified with OpenSSL before the login. Runs as: imap_ssl_checked HOST PORT.
   Twin: imap_ssl.c. */
#include "trust.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  mailimap *session = mailimap_new(0, NULL);
  if (mailimap_ssl_connect(session, argv[1], (uint16_t)atoi(argv[2])) < 0) return 1;
  if (!isTrusted(session->imap_stream, argv[1])) return 1;
  return mailimap_login(session, "user", "secret") == MAILIMAP_NO_ERROR ? 0 : 1;
}
