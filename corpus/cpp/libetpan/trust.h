// isTrusted(stream, host): takes the certificate out of the stream and verifies chain and name with OpenSSL.
#ifndef CORPUS_CPP_LIBETPAN_TRUST_H
#define CORPUS_CPP_LIBETPAN_TRUST_H
#include <libetpan/libetpan.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>

static inline int isTrusted(mailstream *stream, const char *host) {
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

#endif
