/* STARTTLS without an identity. not-run: glib-networking since 2.62.4 refuses it. Runs as: starttls_no_identity HOST PORT.
   Twin: starttls.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  GSocketClient *client = g_socket_client_new();
  GSocketConnection *wire = g_socket_client_connect_to_host(client, argv[1], (guint16)atoi(argv[2]), NULL, NULL);
  if (wire == NULL || !askTls(G_IO_STREAM(wire))) return 1;
  GIOStream *stream = g_tls_client_connection_new(G_IO_STREAM(wire), NULL, NULL);  /* want: tls-hostname-unchecked "" */
  if (!g_tls_connection_handshake(G_TLS_CONNECTION(stream), NULL, NULL)) return 1;
  return loginUpgraded(stream);
}
