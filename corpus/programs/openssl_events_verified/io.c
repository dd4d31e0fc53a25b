/* The steps of a session, each of which names the next. */
#include "io.h"
#include "../../cpp/openssl/login.h"

struct io {
  int fd, is_done;
  SSL *tls;
  void (*next)(struct io *);
};

struct io *io_new(int fd) {
  struct io *io = calloc(1, sizeof *io);
  io->fd = fd;
  return io;
}

static void session(struct io *io) {
  io->is_done = login(io->tls) == 0;
  io->next = NULL;
}

static void handshake(struct io *io) {
  io->next = SSL_connect(io->tls) == 1 ? session : NULL;
}

void io_start_tls(struct io *io, SSL *tls) {
  SSL_set_fd(tls, io->fd);
  io->tls = tls;
  io->next = handshake;
}

int io_run(struct io *io) {
  while (io->next) io->next(io);
  return io->is_done ? 0 : 1;
}
