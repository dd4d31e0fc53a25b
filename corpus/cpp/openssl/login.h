// login(connection): the IMAP login over an OpenSSL connection. Returns what main returns: 0 when the server took it.
#ifndef CORPUS_CPP_OPENSSL_LOGIN_H
#define CORPUS_CPP_OPENSSL_LOGIN_H
#include <openssl/ssl.h>
#include "../dial.h"

static inline int login(SSL *connection) {
  char answer[512];
  int size = SSL_read(connection, answer, sizeof answer - 1);
  if (size <= 0 || SSL_write(connection, LOGIN, (int)strlen(LOGIN)) <= 0) return 1;
  size = SSL_read(connection, answer, sizeof answer - 1);
  answer[size > 0 ? size : 0] = 0;
  SSL_shutdown(connection);
  return isLoggedIn(answer) ? 0 : 1;
}

#endif
