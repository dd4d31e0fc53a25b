/* A hook for bad certificates that only tells. Runs as: bad_cert_hook_refuses HOST PORT.
   Twin: bad_cert_hook_accepts.c.
   mutation-ok: SSL_BadCertHook: verified by default. */
#include "login.h"

static SECStatus judge(void *data, PRFileDesc *connection) {
  (void)data;
  (void)connection;
  fprintf(stderr, "bad certificate\n");
  return SECFailure;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  PRFileDesc *connection = SSL_ImportFD(NULL, openWire(argv[1], argv[2]));
  SSL_SetURL(connection, argv[1]);
  SSL_BadCertHook(connection, judge, NULL);
  SSL_ResetHandshake(connection, PR_FALSE);
  if (SSL_ForceHandshake(connection) != SECSuccess) return 1;
  return login(connection);
}
