/* A function answers whether the server is trusted: the call succeeded and the verdict is clean. Runs as: trusted_by_status HOST PORT.
   mutation-ok: gnutls_credentials_set: without credentials no handshake succeeds
   Twin: trusted_by_code.c. */
#include "login.h"

struct client {
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  const char *host;
};

static int is_trusted(struct client *client) {
  unsigned int status = 0;
  int code = gnutls_certificate_verify_peers3(client->session, client->host, &status);
  return code == 0 && status == 0;
}

static int client_start(struct client *client, int wire) {
  gnutls_certificate_allocate_credentials(&client->credentials);
  gnutls_certificate_set_x509_system_trust(client->credentials);
  gnutls_init(&client->session, GNUTLS_CLIENT);
  gnutls_set_default_priority(client->session);
  gnutls_credentials_set(client->session, GNUTLS_CRD_CERTIFICATE, client->credentials);
  gnutls_transport_set_int(client->session, wire);
  if (gnutls_handshake(client->session) < 0) return 0;
  return is_trusted(client);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct client client = {.host = argv[1]};
  int wire = dial(argv[1], argv[2]);
  return client_start(&client, wire) ? login(client.session) : 1;
}
