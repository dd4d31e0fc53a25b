/* A minimal NSS client: a socket that becomes TLS, a handshake. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
/*@ begin SSL_ImportFD */
  PRFileDesc *connection = @creator@(NULL, openWire(argv[1], argv[2]));
/*@ end */
  SSL_SetURL(connection, argv[1]);  /* without it NSS refuses everybody */
  SSL_ResetHandshake(connection, PR_FALSE);
  if (SSL_ForceHandshake(connection) != SECSuccess) return 1;
  return login(connection);
}
