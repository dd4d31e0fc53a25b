/* Implicit TLS, verified. Runs as: ssl HOST PORT.
   Twin: novalidate.c. */
#include "hooks.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char mailbox[512];
  startClient();
  snprintf(mailbox, sizeof mailbox, "{%s:%s/imap/ssl}INBOX", argv[1], argv[2]);
  MAILSTREAM *stream = mail_open(NIL, mailbox, 0);
  return stream ? 0 : 1;
}
