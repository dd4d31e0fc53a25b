/* The chain is verified, the name is only sent along (SNI), never compared. Runs as: host_missing HOST PORT.
   Twin: verify_peer.cpp. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);  // want: tls-hostname-unchecked "host name"
  SSL_set_tlsext_host_name(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts a certificate of any name
  return login(connection);
}
