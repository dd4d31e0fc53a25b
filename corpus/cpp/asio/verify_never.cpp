// Boost.Asio client that sets nothing. Runs as: verify_never HOST PORT.
// Twin: verified.cpp.
#include "login.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  net::io_context io;
  ssl::context context(ssl::context::tls_client);  // want: tls-peer-verification-missing ""
  context.set_default_verify_paths();
  Stream connection(io, context);
  SSL_set_tlsext_host_name(connection.native_handle(), argv[1]);
  connectTo(io, connection.next_layer(), argv[1], argv[2]);
  connection.handshake(ssl::stream_base::client);  // note: accepts any certificate
  return login(connection);
} catch (const std::exception&) {
  return 1;
}
