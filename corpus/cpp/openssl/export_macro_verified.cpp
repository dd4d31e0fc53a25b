// A class behind an export macro whose header a build would generate, and types whose headers it leans on without including them.
// not-run: a header that its build would generate is missing.
// Twin: export_macro.cpp.
#include <openssl/ssl.h>

#include "client_export.h"

class CLIENT_EXPORT Client {
 public:
  CLIENT_NODISCARD bool open(int socket);
  CLIENT_NODISCARD bool logIn(const uint8_t* words, size_t length);

 private:
  SSL* connection_;
};

bool Client::open(int socket) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  connection_ = SSL_new(context);
  SSL_set1_host(connection_, "imap.example.org");
  SSL_set_fd(connection_, socket);
  return SSL_connect(connection_) == 1;
}

bool Client::logIn(const uint8_t* words, size_t length) { return SSL_write(connection_, words, static_cast<int>(length)) > 0; }
