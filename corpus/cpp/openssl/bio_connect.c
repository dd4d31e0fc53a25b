/* A chain of BIOs hides the sockets, not the missing verification. Runs as: bio_connect HOST PORT.
   Twin: bio_connect_verified.c. */
#include <openssl/bio.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char answer[512];
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());  // want: tls-peer-verification-missing "never verified"
  BIO *connection = BIO_new_ssl_connect(context);
  BIO_set_conn_hostname(connection, argv[1]);
  BIO_set_conn_port(connection, argv[2]);
  if (BIO_do_connect(connection) != 1) return 1;  // note: accepts any certificate
  BIO_read(connection, answer, sizeof answer);
  BIO_puts(connection, LOGIN);
  int size = BIO_read(connection, answer, sizeof answer - 1);
  answer[size > 0 ? size : 0] = 0;
  BIO_free_all(connection);
  return isLoggedIn(answer) ? 0 : 1;
}
