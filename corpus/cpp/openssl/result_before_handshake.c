/* The result is asked for before the handshake, when it is always good. Runs as: result_before_handshake HOST PORT.
   Twin: result_and_name.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());  // want: tls-peer-verification-missing "never verified"
  SSL_CTX_set_default_verify_paths(context);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_get_verify_result(connection) != X509_V_OK) return 1;
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
