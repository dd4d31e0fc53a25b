/* The result is read, but without verification it is always 0. Runs as: verify_none_result HOST PORT.
   Twin: verify_optional_checked.c. */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct Parts parts;
  mbedtls_ssl_config settings;
  mbedtls_ssl_context connection;
  prepare(&parts, argv[1], argv[2]);
  mbedtls_ssl_config_init(&settings);
  mbedtls_ssl_init(&connection);
  mbedtls_ssl_config_defaults(&settings, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
  mbedtls_ssl_conf_rng(&settings, mbedtls_ctr_drbg_random, &parts.random);
  mbedtls_ssl_conf_ca_chain(&settings, &parts.roots, NULL);
  mbedtls_ssl_conf_authmode(&settings, MBEDTLS_SSL_VERIFY_NONE);  /* want: tls-peer-verification-off "turned off" */
  if (mbedtls_ssl_setup(&connection, &settings) != 0) return 2;
  mbedtls_ssl_set_hostname(&connection, argv[1]);
  mbedtls_ssl_set_bio(&connection, &parts.wire, mbedtls_net_send, mbedtls_net_recv, NULL);
  if (mbedtls_ssl_handshake(&connection) != 0) return 1;  /* note: accepts any certificate */
  if (mbedtls_ssl_get_verify_result(&connection) != 0) return 1;
  return login(&connection);
}
