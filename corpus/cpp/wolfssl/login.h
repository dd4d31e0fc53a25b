// login(connection): the IMAP login over a wolfSSL connection. Returns what main returns: 0 when the server took it.
#ifndef CORPUS_CPP_WOLFSSL_LOGIN_H
#define CORPUS_CPP_WOLFSSL_LOGIN_H
#include <wolfssl/options.h>
#include <wolfssl/ssl.h>
#include "../dial.h"

#define ROOTS "/etc/ssl/certs/ca-certificates.crt"

static inline int login(WOLFSSL *connection) {
  char answer[512];
  int size = wolfSSL_read(connection, answer, sizeof answer - 1);
  if (size <= 0 || wolfSSL_write(connection, LOGIN, (int)strlen(LOGIN)) <= 0) return 1;
  size = wolfSSL_read(connection, answer, sizeof answer - 1);
  answer[size > 0 ? size : 0] = 0;
  wolfSSL_shutdown(connection);
  return isLoggedIn(answer) ? 0 : 1;
}

#endif
