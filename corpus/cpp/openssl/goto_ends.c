/* One exit for all errors, a bad verdict among them. Runs as: goto_ends HOST PORT.
   Twin: goto_warns.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  int answer = 1;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL *connection = NULL;
  if (!context || SSL_CTX_set_default_verify_paths(context) != 1) goto out;
  connection = SSL_new(context);
  if (!connection) goto out;
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) goto out;
  if (SSL_get_verify_result(connection) != X509_V_OK) goto out;
  answer = login(connection);
out:
  SSL_free(connection);
  SSL_CTX_free(context);
  return answer;
}
