// login(session): the IMAP login over a GnuTLS session; returns what main returns: 0 when the server took it.
#ifndef CORPUS_CPP_GNUTLS_LOGIN_H
#define CORPUS_CPP_GNUTLS_LOGIN_H
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include "../dial.h"

/* A session ticket between the records says 'again'. */
static inline ssize_t receive(gnutls_session_t session, char *answer, size_t size) {
  ssize_t length;
  do length = gnutls_record_recv(session, answer, size);
  while (length == GNUTLS_E_AGAIN || length == GNUTLS_E_INTERRUPTED);
  return length;
}

static inline int login(gnutls_session_t session) {
  char answer[512];
  ssize_t size = receive(session, answer, sizeof answer - 1);
  if (size <= 0 || gnutls_record_send(session, LOGIN, strlen(LOGIN)) <= 0) return 1;
  size = receive(session, answer, sizeof answer - 1);
  answer[size > 0 ? size : 0] = 0;
  gnutls_bye(session, GNUTLS_SHUT_WR);
  return isLoggedIn(answer) ? 0 : 1;
}

#endif
