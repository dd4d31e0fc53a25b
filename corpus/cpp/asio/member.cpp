// A session class keeps context and stream as members and handshakes asynchronously. Runs as: member HOST PORT.
// Twin: member_verified.cpp.
#include "login.h"

class Session {
 public:
  explicit Session(const std::string& host) : context_(ssl::context::sslv23), connection_(io_, context_) {
    connection_.set_verify_mode(ssl::verify_none);  // want: tls-peer-verification-off "turned off"
    SSL_set_tlsext_host_name(connection_.native_handle(), host.c_str());
  }

  int run(const char* host, const char* port) {
    connectTo(io_, connection_.next_layer(), host, port);
    connection_.async_handshake(ssl::stream_base::client, [this](const boost::system::error_code& error) {
      if (!error) result_ = login(connection_);
    });
    io_.run();
    return result_;
  }

 private:
  net::io_context io_;
  ssl::context context_;
  Stream connection_;
  int result_ = 1;
};

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  return Session(argv[1]).run(argv[1], argv[2]);
} catch (const std::exception&) {
  return 1;
}
