// Without a host name none is compared. Runs as: host_missing HOST PORT.
// Twin: verified.cpp.
#include "wire.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  Botan::AutoSeeded_RNG random;
  Botan::TLS::Session_Manager_Noop sessions;
  Roots roots;
  Settings settings;
  Wire wire(dial(argv[1], argv[2]));
  Botan::TLS::Client client(wire, sessions, roots, settings, random);  // want: tls-hostname-unchecked ""
  return login(wire, client);
} catch (const std::exception&) {
  return 1;
}
