/* IMAP over TLS with a library that verifies nothing. Runs as: imap_ssl HOST PORT.
   Twin: imap_ssl_checked.c. */
#include <libetpan/libetpan.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  mailimap *session = mailimap_new(0, NULL);  /* want: tls-peer-verification-missing "" */
  if (mailimap_ssl_connect(session, argv[1], (uint16_t)atoi(argv[2])) < 0) return 1;
  return mailimap_login(session, "user", "secret") == MAILIMAP_NO_ERROR ? 0 : 1;
}
