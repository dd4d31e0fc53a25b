/* Everything but the name is checked. Runs as: flags_no_identity HOST PORT.
   Twin: verified.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  GSocketClient *client = g_socket_client_new();
  g_socket_client_set_tls(client, TRUE);
  g_socket_client_set_tls_validation_flags(client, G_TLS_CERTIFICATE_VALIDATE_ALL & ~G_TLS_CERTIFICATE_BAD_IDENTITY);  /* want: tls-hostname-unchecked "" */
  GSocketConnection *connection = g_socket_client_connect_to_host(client, argv[1], (guint16)atoi(argv[2]), NULL, NULL);
  if (connection == NULL) return 1;
  return login(G_IO_STREAM(connection));
}
