/* A minimal c-client client: a mailbox over TLS. */
#include "hooks.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char mailbox[512];
  startClient();
  snprintf(mailbox, sizeof mailbox, "{%s:%s/imap/ssl}INBOX", argv[1], argv[2]);
/*@ begin mail_open */
  MAILSTREAM *stream = @creator@(NIL, mailbox, 0);
/*@ end */
  return stream ? 0 : 1;
}
