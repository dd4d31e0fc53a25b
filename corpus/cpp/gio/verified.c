/* GIO client that leaves the checks alone. Runs as: verified HOST PORT.
   Twin: flags_none.c.
   mutation-ok: g_socket_client_set_tls: without it the login goes out in clear. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  GSocketClient *client = g_socket_client_new();
  g_socket_client_set_tls(client, TRUE);
  GSocketConnection *connection = g_socket_client_connect_to_host(client, argv[1], (guint16)atoi(argv[2]), NULL, NULL);
  if (connection == NULL) return 1;
  return login(G_IO_STREAM(connection));
}
