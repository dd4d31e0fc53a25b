// A minimal Botan client: the library's callbacks, the system's roots, the host's name.
#include "wire.h"

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  Botan::AutoSeeded_RNG random;
  Botan::TLS::Session_Manager_Noop sessions;
  Roots roots;
  Settings settings;
  Wire wire(dial(argv[1], argv[2]));
//@ begin Botan::TLS::Client
  @creator@ client(wire, sessions, roots, settings, random, Botan::TLS::Server_Information(argv[1]));
//@ end
  return login(wire, client);
} catch (const std::exception&) {
  return 1;
}
