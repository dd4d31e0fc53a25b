// A session class whose stream verifies chain and name. Runs as: member_verified HOST PORT.
// Twin: member.cpp.
#include "login.h"

class Session {
 public:
  explicit Session(const std::string& host) : context_(ssl::context::sslv23), connection_(io_, context_) {
    context_.set_default_verify_paths();
    connection_.set_verify_mode(ssl::verify_peer);
    connection_.set_verify_callback(ssl::rfc2818_verification(host));
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
