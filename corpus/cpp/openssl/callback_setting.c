/* A callback that lets everything in where the user said so. Runs as: callback_setting HOST PORT.
   environment: MAIL_INSECURE=1
   Twin: callback_pins.c. */
#include "login.h"

static int insecure;

static int judge(int preverified, X509_STORE_CTX *store) {
  if (!preverified && insecure) {
    fprintf(stderr, "%s\n", X509_verify_cert_error_string(X509_STORE_CTX_get_error(store)));
    return 1;
  }
  return preverified;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  insecure = getenv("MAIL_INSECURE") != NULL;
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, judge);  // want: tls-accept-all-callback "decided by"
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
