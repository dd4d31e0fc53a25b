// What every Botan case shares: callbacks that carry bytes over a socket, and the system's roots.
#ifndef CORPUS_CPP_BOTAN_WIRE_H
#define CORPUS_CPP_BOTAN_WIRE_H
#include <botan/auto_rng.h>
#include <botan/certstor_system.h>
#include <botan/credentials_manager.h>
#include <botan/tls_callbacks.h>
#include <botan/tls_client.h>
#include <botan/tls_policy.h>
#include <botan/tls_session_manager.h>
#include <string>
#include "../dial.h"

class Wire : public Botan::TLS::Callbacks {
 public:
  explicit Wire(int socket) : socket_(socket) {}
  void tls_emit_data(const std::uint8_t data[], std::size_t size) override {
    if (write(socket_, data, size) < 0) exit(1);
  }
  void tls_record_received(std::uint64_t, const std::uint8_t data[], std::size_t size) override { text_.append(reinterpret_cast<const char*>(data), size); }
  void tls_alert(Botan::TLS::Alert) override {}
  bool tls_session_established(const Botan::TLS::Session&) override { return false; }

  bool pump(Botan::TLS::Client& client) {
    std::uint8_t bytes[4096];
    ssize_t size = read(socket_, bytes, sizeof bytes);
    if (size <= 0) return false;
    client.received_data(bytes, static_cast<std::size_t>(size));
    return true;
  }
  std::string text_;

 private:
  int socket_;
};

class Roots : public Botan::Credentials_Manager {
 public:
  std::vector<Botan::Certificate_Store*> trusted_certificate_authorities(const std::string&, const std::string&) override { return {&store_}; }

 private:
  Botan::System_Certificate_Store store_;
};

class Settings : public Botan::TLS::Policy {
 public:
  bool require_cert_revocation_info() const override { return false; }
};

inline int login(Wire& wire, Botan::TLS::Client& client) {
  while (!client.is_active() || wire.text_.empty())
    if (client.is_closed() || !wire.pump(client)) return 1;
  wire.text_.clear();
  client.send(LOGIN);
  while (wire.text_.empty())
    if (client.is_closed() || !wire.pump(client)) return 1;
  return isLoggedIn(wire.text_.c_str()) ? 0 : 1;
}

#endif
