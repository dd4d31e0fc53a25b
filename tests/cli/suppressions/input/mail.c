#include <openssl/ssl.h>

int dial(const char *host);

int send_mail(const char *host, const char *secret) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_verify(context,
                     SSL_VERIFY_NONE, 0);
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(host));
  if (SSL_connect(connection) != 1) return 1;
  return SSL_write(connection, secret, 3);
}
