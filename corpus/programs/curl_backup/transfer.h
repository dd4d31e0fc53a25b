/* What a transfer needs to know. */
#ifndef TRANSFER_H
#define TRANSFER_H

struct transfer {
  const char *host, *port;
  int verify;
};

int transfer_run(const struct transfer *transfer);

#endif
