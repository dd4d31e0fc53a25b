// Standalone Asio speaks as Boost.Asio does. Runs as: standalone HOST PORT.
// Twin: standalone_verified.cpp.
#include <asio.hpp>
#include <asio/ssl.hpp>
#include <cstring>

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  asio::io_context io;
  asio::ssl::context context(asio::ssl::context::tls_client);
  asio::ssl::stream<asio::ip::tcp::socket> connection(io, context);
  connection.set_verify_mode(asio::ssl::verify_none);  // want: tls-peer-verification-off "turned off"
  asio::ip::tcp::resolver resolver(io);
  asio::connect(connection.next_layer(), resolver.resolve(argv[1], argv[2]));
  connection.handshake(asio::ssl::stream_base::client);  // note: accepts any certificate
  char answer[512] = {};
  connection.read_some(asio::buffer(answer, sizeof answer - 1));
  asio::write(connection, asio::buffer("a1 LOGIN user secret\r\n", 22));
  std::size_t size = connection.read_some(asio::buffer(answer, sizeof answer - 1));
  answer[size] = 0;
  return std::strstr(answer, "a1 OK") ? 0 : 1;
} catch (const std::exception&) {
  return 1;
}
