/* A function answers whether the server is trusted, and looks at the call's success instead of the verdict. Runs as: trusted_by_code HOST PORT.
   Twin: trusted_by_status.c. */
#include "login.h"

struct client {
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  const char *host;
};

static int is_trusted(struct client *client) {
  unsigned int status = 0;
  int code = gnutls_certificate_verify_peers3(client->session, client->host, &status);  // want: tls-verify-result-ignored "ignored"
  return code == 0;
}

static int client_start(struct client *client, int wire) {
  gnutls_certificate_allocate_credentials(&client->credentials);
  gnutls_certificate_set_x509_system_trust(client->credentials);
  gnutls_init(&client->session, GNUTLS_CLIENT);
  gnutls_set_default_priority(client->session);
  gnutls_credentials_set(client->session, GNUTLS_CRD_CERTIFICATE, client->credentials);
  gnutls_transport_set_int(client->session, wire);
  if (gnutls_handshake(client->session) < 0) return 0;  // note: accepts any certificate
  return is_trusted(client);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct client client = {.host = argv[1]};
  int wire = dial(argv[1], argv[2]);
  return client_start(&client, wire) ? login(client.session) : 1;
}
