/* One socket and what happens on it next. */
#ifndef IO_H
#define IO_H
#include <openssl/ssl.h>

struct io;

struct io *io_new(int fd);
void io_start_tls(struct io *io, SSL *tls);
int io_run(struct io *io);

#endif
