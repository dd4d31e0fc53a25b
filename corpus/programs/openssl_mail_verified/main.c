/* Reads mail; a second try is as strict as the first. Runs as: openssl_mail_verified HOST PORT.
   Twin: openssl_mail, whose second try is not. */
#include <stdio.h>
#include "mail.h"

int main(int argc, char **argv) {
  struct mail mail;
  if (argc < 3) return 2;
  if (!mail_open(&mail, argv[1], argv[2], 1)) {
    fprintf(stderr, "trying again\n");
    mail_close(&mail);
    if (!mail_open(&mail, argv[1], argv[2], 1)) return 1;
  }
  return mail_login(&mail);
}
