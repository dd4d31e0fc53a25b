// A function that answers what the library found: nobody compares the name. Runs as: callback_preverified HOST PORT.
// Twin: verified.cpp.
#include "login.h"

static bool judge(bool preverified, ssl::verify_context&) { return preverified; }

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  net::io_context io;
  ssl::context context(ssl::context::tls_client);
  context.set_default_verify_paths();
  context.set_verify_mode(ssl::verify_peer);
  Stream connection(io, context);  // want: tls-hostname-unchecked "host name"
  connection.set_verify_callback(judge);
  SSL_set_tlsext_host_name(connection.native_handle(), argv[1]);
  connectTo(io, connection.next_layer(), argv[1], argv[2]);
  connection.handshake(ssl::stream_base::client);
  return login(connection);
} catch (const std::exception&) {
  return 1;
}
