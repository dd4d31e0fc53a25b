/* A hook that asks the library. Runs as: auth_hook_library HOST PORT.
   Twin: auth_hook_accepts.c.
   mutation-ok: SSL_AuthCertificateHook: verified by default. */
#include "login.h"

static SECStatus judge(void *data, PRFileDesc *connection, PRBool check, PRBool isServer) {
  (void)data;
  (void)connection;
  return SSL_AuthCertificate(data, connection, check, isServer);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  PRFileDesc *connection = SSL_ImportFD(NULL, openWire(argv[1], argv[2]));
  SSL_SetURL(connection, argv[1]);
  SSL_AuthCertificateHook(connection, judge, CERT_GetDefaultCertDB());
  SSL_ResetHandshake(connection, PR_FALSE);
  if (SSL_ForceHandshake(connection) != SECSuccess) return 1;
  return login(connection);
}
