// The same in C++, as a lambda. Runs as: callback_lambda HOST PORT.
// Twin: callback_preverify.c.
#include "login.h"

int main(int, char** argv) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, [](int, X509_STORE_CTX*) { return 1; });  // want: tls-accept-all-callback "accepts"
  SSL* connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
