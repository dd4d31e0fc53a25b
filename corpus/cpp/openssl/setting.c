/* The user may switch the check off; by default it is on, so the finding is a note. Runs as: setting HOST PORT.
   environment: MAIL_INSECURE=1
   Twin: verify_peer.cpp. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  if (getenv("MAIL_INSECURE"))
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);  // want: tls-peer-verification-off "decided by"
  else
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
