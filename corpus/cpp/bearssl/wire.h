// What every BearSSL case shares. Its trusted CAs are compiled in: anchors and anchorCount come from what `brssl ta` writes.
#ifndef CORPUS_CPP_BEARSSL_WIRE_H
#define CORPUS_CPP_BEARSSL_WIRE_H
#include <bearssl.h>
#include "../dial.h"

static inline int readWire(void *wire, unsigned char *bytes, size_t size) { return (int)read(*(int *)wire, bytes, size); }
static inline int writeWire(void *wire, const unsigned char *bytes, size_t size) { return (int)write(*(int *)wire, bytes, size); }

static inline int login(br_sslio_context *connection) {
  char answer[512];
  int size = br_sslio_read(connection, answer, sizeof answer - 1);
  if (size <= 0 || br_sslio_write_all(connection, LOGIN, strlen(LOGIN)) != 0) return 1;
  br_sslio_flush(connection);
  size = br_sslio_read(connection, answer, sizeof answer - 1);
  answer[size > 0 ? size : 0] = 0;
  return isLoggedIn(answer) ? 0 : 1;
}

#endif
