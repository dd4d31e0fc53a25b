/* The result is obeyed, but no name was set: any certificate of any CA has a good result. Runs as: result_without_name HOST PORT.
   Twin: result_and_name.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL *connection = SSL_new(context);  // want: tls-hostname-unchecked "host name"
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts a certificate of any name
  if (SSL_get_verify_result(connection) != X509_V_OK) return 1;
  return login(connection);
}
