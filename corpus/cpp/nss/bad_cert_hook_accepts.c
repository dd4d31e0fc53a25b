/* A hook for bad certificates lets them pass. Runs as: bad_cert_hook_accepts HOST PORT.
   Twin: bad_cert_hook_refuses.c. */
#include "login.h"

static SECStatus judge(void *data, PRFileDesc *connection) {
  (void)data;
  (void)connection;
  return SECSuccess;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  PRFileDesc *connection = SSL_ImportFD(NULL, openWire(argv[1], argv[2]));
  SSL_SetURL(connection, argv[1]);
  SSL_BadCertHook(connection, judge, NULL);  /* want: tls-accept-all-callback "accepts" */
  SSL_ResetHandshake(connection, PR_FALSE);
  if (SSL_ForceHandshake(connection) != SECSuccess) return 1;
  return login(connection);
}
