// login(connection): the IMAP login over a libtls connection. Returns what main returns: 0 when the server took it.
#ifndef CORPUS_CPP_LIBTLS_LOGIN_H
#define CORPUS_CPP_LIBTLS_LOGIN_H
#include <tls.h>
#include "../dial.h"

static inline int login(struct tls *connection) {
  char answer[512];
  ssize_t size;
  do size = tls_read(connection, answer, sizeof answer - 1);
  while (size == TLS_WANT_POLLIN || size == TLS_WANT_POLLOUT);
  if (size <= 0 || tls_write(connection, LOGIN, strlen(LOGIN)) <= 0) return 1;
  do size = tls_read(connection, answer, sizeof answer - 1);
  while (size == TLS_WANT_POLLIN || size == TLS_WANT_POLLOUT);
  answer[size > 0 ? size : 0] = 0;
  return isLoggedIn(answer) ? 0 : 1;
}

#endif
