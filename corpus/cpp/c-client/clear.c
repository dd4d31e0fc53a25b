/* Without a switch STARTTLS is TLS 1.0 and optional: the login goes out in clear where STARTTLS is not offered. Runs as: clear HOST PORT.
   environment: OPENSSL_CONF=/etc/ssl/certs/lenient.cnf
   Twin: tls_required.c. */
#include "hooks.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char mailbox[512];
  startClient();
  snprintf(mailbox, sizeof mailbox, "{%s:%s/imap}INBOX", argv[1], argv[2]);
  MAILSTREAM *stream = mail_open(NIL, mailbox, 0);  /* want: tls-optional-starttls "" */
  return stream ? 0 : 1;
}
