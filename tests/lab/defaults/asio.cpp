// A minimal client for each maker of a context or a stream, Boost's and the standalone one.
//@ begin boost::asio::ssl::context, boost::asio::ssl::stream
#include <utility>  // Boost 1.74 forgets it
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
namespace net = boost::asio;
//@ end
//@ begin asio::ssl::context, asio::ssl::stream
#include <asio.hpp>
#include <asio/ssl.hpp>
namespace net = asio;
//@ end
#include <cstring>

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  net::io_context io;
//@ begin boost::asio::ssl::context, asio::ssl::context
  @creator@ context(net::ssl::context::tls_client);
//@ end
//@ begin boost::asio::ssl::stream, asio::ssl::stream
  net::ssl::context context(net::ssl::context::tls_client);
  context.set_verify_mode(net::ssl::verify_peer);
//@ end
  context.set_default_verify_paths();
//@ begin boost::asio::ssl::stream, asio::ssl::stream
  @creator@<net::ip::tcp::socket> connection(io, context);
//@ end
//@ begin boost::asio::ssl::context, asio::ssl::context
  net::ssl::stream<net::ip::tcp::socket> connection(io, context);
//@ end
  net::ip::tcp::resolver resolver(io);
  net::connect(connection.next_layer(), resolver.resolve(argv[1], argv[2]));
  connection.handshake(net::ssl::stream_base::client);
  char answer[512] = {};
  connection.read_some(net::buffer(answer, sizeof answer - 1));
  net::write(connection, net::buffer("a1 LOGIN user secret\r\n", 22));
  std::size_t size = connection.read_some(net::buffer(answer, sizeof answer - 1));
  answer[size] = 0;
  return std::strstr(answer, "a1 OK") ? 0 : 1;
} catch (const std::exception&) {
  return 1;
}
