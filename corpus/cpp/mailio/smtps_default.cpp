// SMTP over TLS as the library does it. not-run: not packaged in Debian 12. Runs as: smtps_default HOST PORT.
// Twin: imaps_verify_none.cpp.
#include <mailio/smtp.hpp>
#include <string>

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  mailio::smtps session(argv[1], static_cast<unsigned>(std::stoul(argv[2])));  // want: tls-peer-verification-missing ""
  session.authenticate("user", "secret", mailio::smtps::auth_method_t::LOGIN);
  return 0;
} catch (const mailio::dialog_error&) {
  return 1;
}
