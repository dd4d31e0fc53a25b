/* A switch in the mailbox name turns verification off. Runs as: novalidate HOST PORT.
   Twin: ssl.c. */
#include "hooks.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char mailbox[512];
  startClient();
  snprintf(mailbox, sizeof mailbox, "{%s:%s/imap/ssl/novalidate-cert}INBOX", argv[1], argv[2]);
  MAILSTREAM *stream = mail_open(NIL, mailbox, 0);  /* want: tls-peer-verification-off "" */
  return stream ? 0 : 1;
}
