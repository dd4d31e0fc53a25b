/* Two settings must both be left alone for the check, and one of them is enough to do without. By default neither is set, so the finding is a note.
   environment: MAIL_INSECURE=1
   Runs as: two_settings HOST PORT. Twin: result_and_name.c. */
#include <openssl/x509v3.h>
#include "login.h"

static SSL *open_mail(const char *host, const char *port, int verify) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);  // want: tls-peer-verification-off "decided by"
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, dial(host, port));
  if (SSL_connect(connection) != 1) return NULL;  // note: accepts any certificate
  if (verify) {
    X509 *certificate = SSL_get_peer_certificate(connection);
    if (certificate == NULL || SSL_get_verify_result(connection) != X509_V_OK || X509_check_host(certificate, host, 0, 0, NULL) != 1) return NULL;
    X509_free(certificate);
  }
  return connection;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  SSL *connection = open_mail(argv[1], argv[2], !getenv("MAIL_INSECURE") && !getenv("MAIL_OLD_SERVER"));
  return connection ? login(connection) : 1;
}
