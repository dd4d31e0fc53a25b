// A C++ class keeps the context as a member and turns verification off in its constructor. Runs as: member HOST PORT.
// Twin: member_verified.cpp.
#include "login.h"

class Client {
 public:
  Client() : context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_verify(context_, SSL_VERIFY_NONE, nullptr);  // want: tls-peer-verification-off "turned off"
  }
  ~Client() { SSL_CTX_free(context_); }

  int run(const char* host, const char* port) {
    SSL* connection = SSL_new(context_);
    SSL_set1_host(connection, host);
    SSL_set_fd(connection, dial(host, port));
    if (SSL_connect(connection) != 1) return 1;  // note: accepts any certificate
    return login(connection);
  }

 private:
  SSL_CTX* context_;
};

int main(int, char** argv) { return Client().run(argv[1], argv[2]); }
