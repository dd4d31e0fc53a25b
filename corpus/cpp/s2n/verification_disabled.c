/* No certificate is verified. not-run: not packaged in Debian 12. Runs as: verification_disabled HOST PORT.
   Twin: verified.c. */
#include <s2n.h>
#include "../dial.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  s2n_blocked_status blocked;
  char line[512];
  s2n_init();
  struct s2n_config *settings = s2n_config_new();
  s2n_config_disable_x509_verification(settings);  /* want: tls-peer-verification-off "turned off" */
  struct s2n_connection *connection = s2n_connection_new(S2N_CLIENT);
  s2n_connection_set_config(connection, settings);
  s2n_set_server_name(connection, argv[1]);
  s2n_connection_set_fd(connection, dial(argv[1], argv[2]));
  if (s2n_negotiate(connection, &blocked) != S2N_SUCCESS) return 1;  /* note: accepts any certificate */
  s2n_recv(connection, line, sizeof line, &blocked);
  s2n_send(connection, LOGIN, strlen(LOGIN), &blocked);
  ssize_t size = s2n_recv(connection, line, sizeof line - 1, &blocked);
  line[size > 0 ? size : 0] = 0;
  return isLoggedIn(line) ? 0 : 1;
}
