/* A mail client made of events: context here, session in client.c, handshake in io.c. The check is asked for in one file and made in another.
   Runs as: openssl_events_verified HOST PORT. Twin: openssl_events. */
#include <openssl/ssl.h>
#include "client.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *tls = SSL_new(context);
  SSL_set1_host(tls, argv[1]);
  struct client *client = client_open(argv[1], argv[2]);
  client_secure(client, tls);
  return client_run(client);
}
