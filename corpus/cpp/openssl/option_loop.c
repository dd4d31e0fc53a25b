/* A loop over options may switch the check off; by default it is on, so the finding is a note. Runs as: option_loop HOST PORT.
   environment: MAIL_OPTIONS=quiet,noverify
   Twin: verify_peer.cpp. */
#include "login.h"

static struct { int verify, quiet; } options = {1, 0};

static void read_options(const char *given) {
  char words[200];
  snprintf(words, sizeof words, "%s", given ? given : "");
  for (char *word = strtok(words, ","); word; word = strtok(NULL, ",")) {
    if (strcmp(word, "quiet") == 0) options.quiet = 1;
    else if (strcmp(word, "noverify") == 0) options.verify = 0;
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  options.verify = 1;
  read_options(getenv("MAIL_OPTIONS"));
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  if (!options.verify)
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);  // want: tls-peer-verification-off "decided by"
  else
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, argv[1]);
  SSL_set_fd(connection, dial(argv[1], argv[2]));
  if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
  return login(connection);
}
