/* The same, verified. Runs as: pool_memory_verified HOST PORT.
   Twin: pool_memory.c. */
#include <stdlib.h>
#include "login.h"

struct pool {
  void *(*take)(struct pool *, size_t);
};
struct context {
  SSL_CTX *settings;
  int isClient;
};
struct stream {
  struct context *context;
  SSL *tls;
  int isShaken;
};
struct functions {
  int (*prepare)(struct pool *, struct context **);
  int (*create)(struct pool *, struct context *, const char *, int, struct stream **);
  int (*shake)(struct stream *);
};

static void *taken(struct pool *pool, size_t size) {
  if (size == 0) abort();
  return pool->take(pool, size);
}

static int prepare(struct pool *pool, struct context **made) {
  struct context *context = taken(pool, sizeof *context);
  context->settings = SSL_CTX_new(TLS_client_method());
  if (!context->settings) return -1;
  SSL_CTX_set_default_verify_paths(context->settings);
  SSL_CTX_set_verify(context->settings, SSL_VERIFY_PEER, NULL);
  context->isClient = 1;
  *made = context;
  return 0;
}

static int create(struct pool *pool, struct context *context, const char *host, int wire, struct stream **made) {
  struct stream *stream = taken(pool, sizeof *stream);
  SSL *tls = SSL_new(context->settings);
  if (!tls) return -1;
  if (!SSL_set1_host(tls, host)) return -1;
  stream->context = context;
  stream->tls = tls;
  stream->isShaken = 0;
  SSL_set_fd(stream->tls, wire);
  *made = stream;
  return 0;
}

static int shake(struct stream *stream) {
  if (stream->isShaken) return 0;
  if (SSL_connect(stream->tls) != 1) return -1;
  stream->isShaken = 1;
  return 0;
}

const struct functions openssl_functions = {prepare, create, shake};

static void *zeroed(struct pool *pool, size_t size) {
  (void)pool;
  return calloc(1, size);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const struct functions *functions = &openssl_functions;
  struct pool pool = {zeroed};
  struct context *context;
  struct stream *stream;
  if (functions->prepare(&pool, &context) || functions->create(&pool, context, argv[1], dial(argv[1], argv[2]), &stream)) return 1;
  return functions->shake(stream) ? 1 : login(stream->tls);
}
