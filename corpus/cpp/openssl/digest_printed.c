/* The digest is printed; that proves nothing. Runs as: digest_printed HOST PORT.
   Twin: pinned_certificate.c. */
#include <openssl/evp.h>
#include <openssl/x509.h>
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());  // want: tls-peer-verification-missing "never verified"
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  X509 *certificate = SSL_get_peer_certificate(connection);
  if (certificate && X509_digest(certificate, EVP_sha256(), digest, &size)) printf("%02x%02x\n", digest[0], digest[1]);
  return login(connection);
}
