/* A callback that prints what is wrong, leaves the answer to the library and marks that it was called. Runs as:
   callback_marks_verified HOST PORT.
   Twin: callback_marks.c. */
#include <openssl/x509.h>
#include "login.h"

static int called;

static int judge(int preverified, X509_STORE_CTX *store) {
  char subject[256];
  called = 1;
  if (!X509_NAME_oneline(X509_get_subject_name(X509_STORE_CTX_get_current_cert(store)), subject, sizeof subject)) return 0;
  if (!preverified) fprintf(stderr, "%s: not trusted\n", subject);
  return preverified;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, judge);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  called = 0;
  if (SSL_connect(connection) != 1) return 1;
  if (!called) return 1;
  return login(connection);
}
