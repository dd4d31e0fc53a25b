/* No check is left. Runs as: flags_none HOST PORT.
   Twin: verified.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  GSocketClient *client = g_socket_client_new();
  g_socket_client_set_tls(client, TRUE);
  g_socket_client_set_tls_validation_flags(client, (GTlsCertificateFlags)0);  /* want: tls-peer-verification-off "turned off" want: tls-hostname-unchecked "" */
  GSocketConnection *connection = g_socket_client_connect_to_host(client, argv[1], (guint16)atoi(argv[2]), NULL, NULL);  /* note: accepts any certificate */
  if (connection == NULL) return 1;
  return login(G_IO_STREAM(connection));
}
