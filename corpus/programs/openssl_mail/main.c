/* Reads mail; when the server's certificate is refused, it tries again without the check. Runs as: openssl_mail HOST PORT.
   The flag, the guard on it and the field that keeps the context are in mail.c: no file alone shows the mistake.
   Twin: openssl_mail_verified. */
#include <stdio.h>
#include "mail.h"

int main(int argc, char **argv) {
  struct mail mail;
  if (argc < 3) return 2;
  if (!mail_open(&mail, argv[1], argv[2], 1)) {
    fprintf(stderr, "trying without the check\n");
    mail_close(&mail);
    if (!mail_open(&mail, argv[1], argv[2], 0)) return 1;
  }
  return mail_login(&mail);
}
