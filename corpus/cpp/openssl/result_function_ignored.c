/* The check is written, called, and its answer dropped. Runs as: result_function_ignored HOST PORT.
   Twin: result_in_function.c. */
#include "login.h"

static int isGenuine(SSL *connection) {
  return SSL_get_verify_result(connection) == X509_V_OK;  // want: tls-verify-result-ignored "ignored"
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  isGenuine(connection);
  return login(connection);
}
