/* The chain is copied into a list, only its name is compared, and the list is never verified. Runs as: chain_not_verified HOST PORT.
   Twin: chain_verified.c. */
#include <gnutls/x509.h>
#include "login.h"

/* The chain as the server sent it; whoever calls frees it. */
static gnutls_x509_crt_t *chain_of(gnutls_session_t session, unsigned int *count) {
  const gnutls_datum_t *sent = gnutls_certificate_get_peers(session, count);
  if (!sent || *count == 0) return NULL;
  gnutls_x509_crt_t *chain = malloc(sizeof *chain * *count);
  for (unsigned int i = 0; i < *count; ++i) {
    gnutls_x509_crt_init(&chain[i]);
    if (gnutls_x509_crt_import(chain[i], &sent[i], GNUTLS_X509_FMT_DER) < 0) return NULL;
  }
  return chain;
}

static int is_trusted(gnutls_x509_crt_t *chain, unsigned int count, const char *host) {
  gnutls_x509_crt_t *authorities = NULL;
  unsigned int known = 0;
  gnutls_datum_t file;
  if (gnutls_load_file("/etc/ssl/certs/ca-certificates.crt", &file) < 0) return 0;
  if (gnutls_x509_crt_list_import2(&authorities, &known, &file, GNUTLS_X509_FMT_PEM, 0) < 0) return 0;
  return gnutls_x509_crt_check_hostname(chain[0], host) != 0;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  gnutls_session_t session;
  gnutls_certificate_credentials_t credentials;
  unsigned int count = 0;
  gnutls_certificate_allocate_credentials(&credentials);
  gnutls_init(&session, GNUTLS_CLIENT);  // want: tls-peer-verification-missing "never verified"
  gnutls_server_name_set(session, GNUTLS_NAME_DNS, argv[1], strlen(argv[1]));
  gnutls_set_default_priority(session);
  gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
  int wire = dial(argv[1], argv[2]);
  gnutls_transport_set_int(session, wire);
  if (gnutls_handshake(session) < 0) return 1;  // note: accepts any certificate
  gnutls_x509_crt_t *chain = chain_of(session, &count);
  if (!chain || !is_trusted(chain, count, argv[1])) return 1;
  return login(session);
}
