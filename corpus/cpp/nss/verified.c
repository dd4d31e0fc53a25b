/* NSS client that leaves the checks alone. Runs as: verified HOST PORT.
   Twin: auth_hook_accepts.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  PRFileDesc *connection = SSL_ImportFD(NULL, openWire(argv[1], argv[2]));
  SSL_SetURL(connection, argv[1]);
  SSL_ResetHandshake(connection, PR_FALSE);
  if (SSL_ForceHandshake(connection) != SECSuccess) return 1;
  return login(connection);
}
