/* A handler that only tells what was wrong. Runs as: event_refuse HOST PORT.
   Twin: event_accept.c.
   mutation-ok: g_socket_client_set_tls: without it the login goes out in clear. */
#include "login.h"

static gboolean judge(GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer data) {
  (void)connection;
  (void)certificate;
  (void)errors;
  (void)data;
  g_message("certificate refused: %u", (unsigned)errors);
  return FALSE;
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
  g_signal_connect(client, "event", G_CALLBACK(watch), NULL);
  GSocketConnection *connection = g_socket_client_connect_to_host(client, argv[1], (guint16)atoi(argv[2]), NULL, NULL);
  if (connection == NULL) return 1;
  return login(G_IO_STREAM(connection));
}
