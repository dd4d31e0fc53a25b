/* A refused STARTTLS is not noticed. Runs as: imap_starttls_ignored HOST PORT.
   Twin: imap_starttls_checked.c. */
#include "trust.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  mailimap *session = mailimap_new(0, NULL);  /* want: tls-peer-verification-missing "" */
  if (mailimap_socket_connect(session, argv[1], (uint16_t)atoi(argv[2])) < 0) return 1;
  mailimap_socket_starttls(session);  /* want: tls-optional-starttls "" */
  return mailimap_login(session, "user", "secret") == MAILIMAP_NO_ERROR ? 0 : 1;
}
