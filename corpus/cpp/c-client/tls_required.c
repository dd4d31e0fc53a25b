/* STARTTLS or nothing. Runs as: tls_required HOST PORT.
   Twin: clear.c. */
#include "hooks.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char mailbox[512];
  startClient();
  snprintf(mailbox, sizeof mailbox, "{%s:%s/imap/tls-sslv23}INBOX", argv[1], argv[2]);
  MAILSTREAM *stream = mail_open(NIL, mailbox, 0);
  return stream ? 0 : 1;
}
