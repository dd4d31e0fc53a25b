/* The session knows of TLS only that it is handed on. */
#include "client.h"
#include "io.h"
#include "../../cpp/dial.h"

struct client {
  struct io *io;
};

struct client *client_open(const char *host, const char *port) {
  struct client *client = calloc(1, sizeof *client);
  client->io = io_new(dial(host, port));
  return client;
}

void client_secure(struct client *client, void *tls) { io_start_tls(client->io, tls); }

int client_offers_upgrade(const char *answer) { return strstr(answer, "STARTTLS") != NULL; }

int client_run(struct client *client) { return io_run(client->io); }
