// A refused upgrade is thrown, and ends the session. Runs as: starttls_thrown HOST PORT.
// Twin: starttls_swallowed.cpp.
#include <stdexcept>
#include <string>

#include "login.h"

struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Session {
 public:
  Session(const char* host, const char* port) : host_(host), wire_(dial(host, port)) { answer(); }

  void startTls() {
    send("a0 STARTTLS");
    if (answer().compare(0, 5, "a0 OK") != 0) throw Refused("STARTTLS");
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_default_verify_paths(context);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    connection_ = SSL_new(context);
    SSL_set1_host(connection_, host_);
    SSL_set_fd(connection_, wire_);
    if (SSL_connect(connection_) != 1) exit(1);
  }

  bool login(const std::string& user, const std::string& secret) {
    send("a1 LOGIN " + user + " " + secret);
    return isLoggedIn(answer().c_str());
  }

 private:
  void send(const std::string& command) {
    const std::string line = command + "\r\n";
    if (connection_) SSL_write(connection_, line.data(), static_cast<int>(line.size()));
    else sendText(wire_, line.c_str());
  }

  std::string answer() {
    char line[512] = "";
    if (connection_) SSL_read(connection_, line, sizeof line - 1);
    else readLine(wire_, line, sizeof line);
    return line;
  }

  const char* host_;
  int wire_;
  SSL* connection_ = nullptr;
};

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  Session session(argv[1], argv[2]);
  try {
    session.startTls();
  } catch (const Refused& refused) {
    fprintf(stderr, "no TLS: %s\n", refused.what());
    return 1;
  }
  return session.login("user", "secret") ? 0 : 1;
}
