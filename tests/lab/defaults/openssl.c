/* A minimal client for each way to begin with OpenSSL: nothing is asked of the library but the connection. */
/*@ not SSL_dup: copies a connection that was made before */
/*@ not DTLS_client_method, DTLS_method: datagrams carry no mail */
#include <openssl/bio.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
/*@ begin SSL_CTX_new, SSL_new, BIO_new_ssl_connect, BIO_new_ssl */
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
/*@ end */
/*@ begin TLS_client_method, SSLv23_client_method, TLS_method, SSLv23_method, TLSv1_2_client_method, TLSv1_2_method */
  SSL_CTX *context = SSL_CTX_new(@creator@());
/*@ end */
  SSL_CTX_set_default_verify_paths(context);
/*@ begin SSL_CTX_new, SSL_new, TLS_client_method, SSLv23_client_method, TLS_method, SSLv23_method, TLSv1_2_client_method, TLSv1_2_method */
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
/*@ end */
/*@ begin BIO_new_ssl_connect */
  BIO *connection = BIO_new_ssl_connect(context);
  BIO_set_conn_hostname(connection, argv[1]);
  BIO_set_conn_port(connection, argv[2]);
  if (BIO_do_connect(connection) != 1) return 1;
/*@ end */
/*@ begin BIO_new_ssl */
  BIO *connection = BIO_new_ssl(context, 1);
  BIO_push(connection, BIO_new_socket(dial(argv[1], argv[2]), BIO_CLOSE));
  if (BIO_do_handshake(connection) != 1) return 1;
/*@ end */
/*@ begin BIO_new_ssl_connect, BIO_new_ssl */
  char answer[512];
  BIO_read(connection, answer, sizeof answer);
  BIO_puts(connection, LOGIN);
  int size = BIO_read(connection, answer, sizeof answer - 1);
  answer[size > 0 ? size : 0] = 0;
  return isLoggedIn(answer) ? 0 : 1;
/*@ end */
}
