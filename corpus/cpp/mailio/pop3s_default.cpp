// POP3 over TLS as the library does it. not-run: not packaged in Debian 12. Runs as: pop3s_default HOST PORT.
// Twin: imaps_verify_none.cpp.
#include <mailio/pop3.hpp>
#include <string>

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  mailio::pop3s session(argv[1], static_cast<unsigned>(std::stoul(argv[2])));  // want: tls-peer-verification-missing ""
  session.authenticate("user", "secret", mailio::pop3s::auth_method_t::LOGIN);
  return 0;
} catch (const mailio::dialog_error&) {
  return 1;
}
