/* No chain, no name, but the digest of the one known certificate, compared before the login. Runs as: pinned_certificate HOST PORT.
   not-run: knows the digest of one certificate only.
   Twin: digest_printed.c. */
#include <openssl/evp.h>
#include <openssl/x509.h>
#include "login.h"

static const unsigned char known[32] = {0x5d, 0x7d, 0xcb, 0x0f};

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  X509 *certificate = SSL_get_peer_certificate(connection);
  if (!certificate || !X509_digest(certificate, EVP_sha256(), digest, &size)) return 1;
  if (size != sizeof known || memcmp(digest, known, sizeof known) != 0) return 1;
  return login(connection);
}
