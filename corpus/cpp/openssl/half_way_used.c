/* The first step says that all is well where it gave up early. Runs as: half_way_used HOST PORT.
   environment: ANCHORS=/nowhere.pem
   Twin: half_way.c. */
#include <stdlib.h>
#include "login.h"

struct session {
  SSL_CTX *context;
  SSL *tls;
};
struct steps {
  int (*prepare)(struct session *, const char *);
  int (*open)(struct session *, const char *, int);
};

static int prepare(struct session *session, const char *anchors) {
  session->context = SSL_CTX_new(TLS_client_method());  // want: tls-peer-verification-missing "never verified"
  if (!session->context) return -1;
  if (anchors && SSL_CTX_load_verify_locations(session->context, anchors, NULL) != 1) return 0;
  SSL_CTX_set_default_verify_paths(session->context);
  SSL_CTX_set_verify(session->context, SSL_VERIFY_PEER, NULL);
  return 0;
}

static int open_tls(struct session *session, const char *host, int wire) {
  session->tls = SSL_new(session->context);
  SSL_set1_host(session->tls, host);
  SSL_set_fd(session->tls, wire);
  return SSL_connect(session->tls) == 1 ? login(session->tls) : 1;  // note: accepts any certificate
}

const struct steps steps = {prepare, open_tls};

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const struct steps *step = &steps;
  struct session session = {0};
  if (step->prepare(&session, getenv("ANCHORS")) < 0) return 1;
  return step->open(&session, argv[1], dial(argv[1], argv[2]));
}
