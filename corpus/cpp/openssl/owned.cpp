// Context and connection are owned by smart pointers, made by a function that forgets the check. Runs as: owned HOST PORT.
// Twin: owned_verified.cpp.
#include <memory>
#include "login.h"

struct Free {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* connection) const { SSL_free(connection); }
};
using Context = std::unique_ptr<SSL_CTX, Free>;
using Connection = std::unique_ptr<SSL, Free>;

static Context makeContext() {
  Context context(SSL_CTX_new(TLS_client_method()));  // want: tls-peer-verification-missing "never verified"
  SSL_CTX_set_default_verify_paths(context.get());
  return context;
}

int main(int, char** argv) {
  const Context context = makeContext();
  const Connection connection(SSL_new(context.get()));
  SSL_set1_host(connection.get(), argv[1]);
  SSL_set_fd(connection.get(), dial(argv[1], argv[2]));
  if (SSL_connect(connection.get()) != 1) return 1;  // note: accepts any certificate
  return login(connection.get());
}
