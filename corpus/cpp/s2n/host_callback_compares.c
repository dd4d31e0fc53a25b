/* The name is compared by hand. not-run: not packaged in Debian 12. Runs as: host_callback_compares HOST PORT.
   Twin: host_callback_accepts.c.
   mutation-ok: s2n_config_set_verify_host_callback: compared by default.
   mutation-ok: s2n_connection_set_config: verified by default. */
#include <s2n.h>
#include "../dial.h"

static uint8_t judge(const char *name, size_t length, void *host) {
  return strlen((const char *)host) == length && strncasecmp(name, (const char *)host, length) == 0;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  s2n_blocked_status blocked;
  char line[512];
  s2n_init();
  struct s2n_config *settings = s2n_config_new();
  s2n_config_set_verify_host_callback(settings, judge, argv[1]);
  struct s2n_connection *connection = s2n_connection_new(S2N_CLIENT);
  s2n_connection_set_config(connection, settings);
  s2n_set_server_name(connection, argv[1]);
  s2n_connection_set_fd(connection, dial(argv[1], argv[2]));
  if (s2n_negotiate(connection, &blocked) != S2N_SUCCESS) return 1;
  s2n_recv(connection, line, sizeof line, &blocked);
  s2n_send(connection, LOGIN, strlen(LOGIN), &blocked);
  ssize_t size = s2n_recv(connection, line, sizeof line - 1, &blocked);
  line[size > 0 ? size : 0] = 0;
  return isLoggedIn(line) ? 0 : 1;
}
