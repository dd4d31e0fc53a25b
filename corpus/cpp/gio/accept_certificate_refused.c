/* accept-certificate is answered FALSE. Runs as: accept_certificate_refused HOST PORT.
   Twin: accept_certificate.c. */
#include "login.h"

static gboolean judge(GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer data) {
  (void)connection;
  (void)certificate;
  (void)errors;
  (void)data;
  return FALSE;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  GSocketClient *client = g_socket_client_new();
  GSocketConnection *wire = g_socket_client_connect_to_host(client, argv[1], (guint16)atoi(argv[2]), NULL, NULL);
  if (wire == NULL || !askTls(G_IO_STREAM(wire))) return 1;
  GIOStream *stream = g_tls_client_connection_new(G_IO_STREAM(wire), g_network_address_new(argv[1], (guint16)atoi(argv[2])), NULL);
  g_signal_connect(stream, "accept-certificate", G_CALLBACK(judge), NULL);
  if (!g_tls_connection_handshake(G_TLS_CONNECTION(stream), NULL, NULL)) return 1;
  return loginUpgraded(stream);
}
