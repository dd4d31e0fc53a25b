// The stream overrides what the context says. Runs as: stream_verify_none HOST PORT.
// Twin: verified.cpp.
#include "login.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  net::io_context io;
  ssl::context context(ssl::context::tls_client);
  context.set_default_verify_paths();
  context.set_verify_mode(ssl::verify_peer);
  Stream connection(io, context);
  connection.set_verify_mode(ssl::verify_none);  // want: tls-peer-verification-off "turned off"
  connection.set_verify_callback(ssl::host_name_verification(argv[1]));
  SSL_set_tlsext_host_name(connection.native_handle(), argv[1]);
  connectTo(io, connection.next_layer(), argv[1], argv[2]);
  connection.handshake(ssl::stream_base::client);  // note: accepts any certificate
  return login(connection);
} catch (const std::exception&) {
  return 1;
}
