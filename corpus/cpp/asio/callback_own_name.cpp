// A callback that compares the name itself. Runs as: callback_own_name HOST PORT.
// Twin: callback_preverified.cpp.
#include "login.h"

#include <openssl/x509v3.h>

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  net::io_context io;
  ssl::context context(ssl::context::tls_client);
  context.set_default_verify_paths();
  context.set_verify_mode(ssl::verify_peer);
  Stream connection(io, context);
  connection.set_verify_callback([host = std::string(argv[1])](bool preverified, ssl::verify_context& state) {
    if (!preverified) return false;
    if (X509_STORE_CTX_get_error_depth(state.native_handle()) > 0) return true;
    return X509_check_host(X509_STORE_CTX_get_current_cert(state.native_handle()), host.data(), host.size(), 0, nullptr) == 1;
  });
  SSL_set_tlsext_host_name(connection.native_handle(), argv[1]);
  connectTo(io, connection.next_layer(), argv[1], argv[2]);
  connection.handshake(ssl::stream_base::client);
  return login(connection);
} catch (const std::exception&) {
  return 1;
}
