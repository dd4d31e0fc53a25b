// IMAP over TLS, verification turned off. not-run: not packaged in Debian 12. Runs as: imaps_verify_none HOST PORT.
// Twin: smtps_default.cpp.
#include <mailio/imap.hpp>
#include <string>

int main(int argc, char** argv) try {
  if (argc < 3) return 2;
  mailio::imaps session(argv[1], static_cast<unsigned>(std::stoul(argv[2])));
  mailio::dialog_ssl::ssl_options_t options{boost::asio::ssl::context::tls_client, boost::asio::ssl::verify_none};
  session.ssl_options(options);  // want: tls-peer-verification-off ""
  session.authenticate("user", "secret", mailio::imaps::auth_method_t::LOGIN);
  return 0;
} catch (const mailio::dialog_error&) {
  return 1;
}
