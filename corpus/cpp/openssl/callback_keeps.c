/* The callback goes on with a bad certificate and keeps that it was one; the program asks before it logs in. Runs as: callback_keeps HOST PORT.
   Twin: callback_counts.c. */
#include "login.h"

static int index_;
struct session {
  SSL *tls;
  int isBroken;
};

static int note(int preverified, X509_STORE_CTX *store) {
  SSL *tls = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
  struct session *session = SSL_get_ex_data(tls, index_);
  if (!preverified) session->isBroken = 1;
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct session session = {0};
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_default_verify_paths(context);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, note);
  session.tls = SSL_new(context);
  index_ = SSL_get_ex_new_index(0, NULL, NULL, NULL, NULL);
  SSL_set_ex_data(session.tls, index_, &session);
  SSL_set1_host(session.tls, argv[1]);
  SSL_set_fd(session.tls, dial(argv[1], argv[2]));
  if (SSL_connect(session.tls) != 1) return 1;
  if (session.isBroken) return 1;
  return login(session.tls);
}
