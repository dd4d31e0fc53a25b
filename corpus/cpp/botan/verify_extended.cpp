// An override that asks the library and adds a test of its own. Runs as: verify_extended HOST PORT.
// Twin: verify_overridden.cpp.
#include "wire.h"

#include <stdexcept>

class Accepting : public Wire {
 public:
  using Wire::Wire;
  void tls_verify_cert_chain(const std::vector<Botan::X509_Certificate>& chain, const std::vector<std::shared_ptr<const Botan::OCSP::Response>>& responses,
                             const std::vector<Botan::Certificate_Store*>& roots, Botan::Usage_Type usage, const std::string& host, const Botan::TLS::Policy& policy) override {
    if (chain.empty()) throw std::runtime_error("no certificate");
    Wire::tls_verify_cert_chain(chain, responses, roots, usage, host, policy);
  }
};

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  Botan::AutoSeeded_RNG random;
  Botan::TLS::Session_Manager_Noop sessions;
  Roots roots;
  Settings settings;
  Accepting wire(dial(argv[1], argv[2]));
  Botan::TLS::Client client(wire, sessions, roots, settings, random, Botan::TLS::Server_Information(argv[1]));
  return login(wire, client);
} catch (const std::exception&) {
  return 1;
}
