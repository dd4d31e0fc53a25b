/* A minimal GIO client: a socket client told to use TLS, or a connection upgraded by hand. */
/*@ not g_socket_client_connect, g_socket_client_connect_finish, g_socket_client_connect_to_host_finish, g_socket_client_connect_to_uri: other doors to what g_socket_client_connect_to_host makes */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  GSocketClient *client = g_socket_client_new();
/*@ begin g_socket_client_new, g_socket_client_connect_to_host */
  g_socket_client_set_tls(client, TRUE);
  GSocketConnection *connection = g_socket_client_connect_to_host(client, argv[1], (guint16)atoi(argv[2]), NULL, NULL);
  if (connection == NULL) return 1;
  return login(G_IO_STREAM(connection));
/*@ end */
/*@ begin g_tls_client_connection_new */
  GSocketConnection *wire = g_socket_client_connect_to_host(client, argv[1], (guint16)atoi(argv[2]), NULL, NULL);
  if (wire == NULL || !askTls(G_IO_STREAM(wire))) return 1;
  GIOStream *stream = g_tls_client_connection_new(G_IO_STREAM(wire), g_network_address_new(argv[1], (guint16)atoi(argv[2])), NULL);
  if (!g_tls_connection_handshake(G_TLS_CONNECTION(stream), NULL, NULL)) return 1;
  return loginUpgraded(stream);
/*@ end */
}
