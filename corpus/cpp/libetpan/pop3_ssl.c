/* POP3 over TLS with a library that verifies nothing. Runs as: pop3_ssl HOST PORT.
   Twin: imap_ssl_checked.c. */
#include <libetpan/libetpan.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  mailpop3 *session = mailpop3_new(0, NULL);  /* want: tls-peer-verification-missing "" */
  if (mailpop3_ssl_connect(session, argv[1], (uint16_t)atoi(argv[2])) != MAILPOP3_NO_ERROR) return 1;
  mailpop3_user(session, "user");
  return mailpop3_pass(session, "secret") == MAILPOP3_NO_ERROR ? 0 : 1;
}
