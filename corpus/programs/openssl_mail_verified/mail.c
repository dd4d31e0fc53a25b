/* Opens and uses a mailbox. The flag decides about the check; main.c decides about the flag. */
#include "mail.h"
#include "../../cpp/openssl/login.h"

static SSL_CTX *make_context(int verify) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  if (verify)
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  else
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
  return context;
}

int mail_open(struct mail *mail, const char *host, const char *port, int verify) {
  mail->host = host;
  mail->context = make_context(verify);
  mail->connection = SSL_new(mail->context);
  SSL_set1_host(mail->connection, mail->host);
  SSL_set_fd(mail->connection, dial(host, port));
  return SSL_connect(mail->connection) == 1;
}

int mail_login(struct mail *mail) { return login(mail->connection); }

void mail_close(struct mail *mail) {
  SSL_free(mail->connection);
  SSL_CTX_free(mail->context);
}
