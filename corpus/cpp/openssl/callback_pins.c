/* A callback that lets in one more certificate, the one the user named by its digest. Runs as: callback_pins HOST PORT.
   Twin: callback_setting.c. */
#include <openssl/evp.h>
#include "login.h"

static const char *pinned;

static int judge(int preverified, X509_STORE_CTX *store) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  char text[2 * EVP_MAX_MD_SIZE + 1];
  if (preverified || !pinned) return preverified;
  if (!X509_digest(X509_STORE_CTX_get_current_cert(store), EVP_sha256(), digest, &size)) return 0;
  for (unsigned int i = 0; i < size; ++i) snprintf(text + 2 * i, 3, "%02x", digest[i]);
  if (strcmp(text, pinned) == 0) return 1;
  return preverified;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  pinned = getenv("MAIL_PINNED");
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, judge);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;
  return login(connection);
}
