/* A handler that accepts everything is connected when the handshake begins. Runs as: event_accept HOST PORT.
   Twin: event_refuse.c. */
#include "login.h"

static gboolean judge(GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer data) {
  (void)connection;
  (void)certificate;
  (void)errors;
  (void)data;
  return TRUE;
}

static void watch(GSocketClient *client, GSocketClientEvent event, GSocketConnectable *address, GIOStream *stream, gpointer data) {
  (void)client;
  (void)address;
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING) g_signal_connect(stream, "accept-certificate", G_CALLBACK(judge), data);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  GSocketClient *client = g_socket_client_new();
  g_socket_client_set_tls(client, TRUE);
  g_signal_connect(client, "event", G_CALLBACK(watch), NULL);  /* want: tls-accept-all-callback "accepts" */
  GSocketConnection *connection = g_socket_client_connect_to_host(client, argv[1], (guint16)atoi(argv[2]), NULL, NULL);
  if (connection == NULL) return 1;
  return login(G_IO_STREAM(connection));
}
