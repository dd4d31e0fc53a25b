/* The certificate is taken out and verified with OpenSSL before the login. Runs as: imap_ssl_checked HOST PORT.
   Twin: imap_ssl.c. */
#include <libetpan/libetpan.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

static int isTrusted(mailstream *stream, const char *host) {
  unsigned char *der = NULL;
  ssize_t size = mailstream_ssl_get_certificate(stream, &der);
  if (size <= 0) return 0;
  const unsigned char *at = der;
  X509 *certificate = d2i_X509(NULL, &at, size);
  X509_STORE *roots = X509_STORE_new();
  X509_STORE_set_default_paths(roots);
  X509_STORE_CTX *check = X509_STORE_CTX_new();
  X509_STORE_CTX_init(check, roots, certificate, NULL);
  return X509_verify_cert(check) == 1 && X509_check_host(certificate, host, 0, 0, NULL) == 1;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  mailimap *session = mailimap_new(0, NULL);
  if (mailimap_ssl_connect(session, argv[1], (uint16_t)atoi(argv[2])) < 0) return 1;
  if (!isTrusted(session->imap_stream, argv[1])) return 1;
  return mailimap_login(session, "user", "secret") == MAILIMAP_NO_ERROR ? 0 : 1;
}
