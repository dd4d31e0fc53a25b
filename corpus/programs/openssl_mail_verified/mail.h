/* A mailbox over OpenSSL: host, context and connection in one struct. */
#ifndef MAIL_H
#define MAIL_H
#include <openssl/ssl.h>

struct mail {
  const char *host;
  SSL_CTX *context;
  SSL *connection;
};

int mail_open(struct mail *mail, const char *host, const char *port, int verify);
int mail_login(struct mail *mail);
void mail_close(struct mail *mail);

#endif
