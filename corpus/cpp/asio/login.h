// What every Boost.Asio case shares: names, the TCP connection, and the IMAP login.
#ifndef CORPUS_CPP_ASIO_LOGIN_H
#define CORPUS_CPP_ASIO_LOGIN_H
#include <utility>  // Boost 1.74 forgets it
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <cstring>
#include <string>

namespace net = boost::asio;
namespace ssl = boost::asio::ssl;
using Tcp = net::ip::tcp;
using Stream = ssl::stream<Tcp::socket>;

inline void connectTo(net::io_context& io, Tcp::socket& wire, const char* host, const char* port) {
  Tcp::resolver resolver(io);
  net::connect(wire, resolver.resolve(host, port));
}

inline int login(Stream& connection) {
  static const char kLogin[] = "a1 LOGIN user secret\r\n";
  char answer[512] = {};
  connection.read_some(net::buffer(answer, sizeof answer - 1));
  net::write(connection, net::buffer(kLogin, sizeof kLogin - 1));
  std::size_t size = connection.read_some(net::buffer(answer, sizeof answer - 1));
  answer[size] = 0;
  return std::strstr(answer, "a1 OK") ? 0 : 1;
}

#endif
