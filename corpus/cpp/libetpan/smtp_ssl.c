/* SMTP over TLS with a library that verifies nothing. Runs as: smtp_ssl HOST PORT.
   Twin: imap_ssl_checked.c. */
#include <libetpan/libetpan.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  mailsmtp *session = mailsmtp_new(0, NULL);  /* want: tls-peer-verification-missing "" */
  if (mailsmtp_ssl_connect(session, argv[1], (uint16_t)atoi(argv[2])) != MAILSMTP_NO_ERROR) return 1;
  mailesmtp_ehlo(session);
  return mailsmtp_auth(session, "user", "secret") == MAILSMTP_NO_ERROR ? 0 : 1;
}
