/* A hook that accepts everything replaces the verification. Runs as: auth_hook_accepts HOST PORT.
   Twin: auth_hook_library.c. */
#include "login.h"

static SECStatus judge(void *data, PRFileDesc *connection, PRBool check, PRBool isServer) {
  (void)data;
  (void)connection;
  (void)check;
  (void)isServer;
  return SECSuccess;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  PRFileDesc *connection = SSL_ImportFD(NULL, openWire(argv[1], argv[2]));
  SSL_SetURL(connection, argv[1]);
  SSL_AuthCertificateHook(connection, judge, NULL);  /* want: tls-accept-all-callback "accepts" */
  SSL_ResetHandshake(connection, PR_FALSE);
  if (SSL_ForceHandshake(connection) != SECSuccess) return 1;
  return login(connection);
}
