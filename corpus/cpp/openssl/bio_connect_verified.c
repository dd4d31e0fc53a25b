/* The connection behind the BIO is fetched to name the host; the context verifies. Runs as: bio_connect_verified HOST PORT.
   Twin: bio_connect.c. */
#include <openssl/bio.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char answer[512];
  SSL *inner = NULL;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  BIO *connection = BIO_new_ssl_connect(context);
  BIO_get_ssl(connection, &inner);
  SSL_set1_host(inner, argv[1]);
  BIO_set_conn_hostname(connection, argv[1]);
  BIO_set_conn_port(connection, argv[2]);
  if (BIO_do_connect(connection) != 1) return 1;
  BIO_read(connection, answer, sizeof answer);
  BIO_puts(connection, LOGIN);
  int size = BIO_read(connection, answer, sizeof answer - 1);
  answer[size > 0 ? size : 0] = 0;
  BIO_free_all(connection);
  return isLoggedIn(answer) ? 0 : 1;
}
