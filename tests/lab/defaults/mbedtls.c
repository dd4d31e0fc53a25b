/* A minimal Mbed TLS client: the configuration's defaults for a client, random numbers, and a handshake. */
/*@ not mbedtls_ssl_config_init, mbedtls_ssl_init: nothing runs before mbedtls_ssl_config_defaults and mbedtls_ssl_setup */
#include "login.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  struct Parts parts;
  mbedtls_ssl_config settings;
  mbedtls_ssl_context connection;
  prepare(&parts, argv[1], argv[2]);
  mbedtls_ssl_config_init(&settings);
/*@ begin mbedtls_ssl_config_defaults, mbedtls_ssl_setup */
  mbedtls_ssl_config_defaults(&settings, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
/*@ end */
  mbedtls_ssl_conf_rng(&settings, mbedtls_ctr_drbg_random, &parts.random);
  mbedtls_ssl_conf_ca_chain(&settings, &parts.roots, NULL);
  mbedtls_ssl_init(&connection);
  mbedtls_ssl_setup(&connection, &settings);
  mbedtls_ssl_set_bio(&connection, &parts.wire, mbedtls_net_send, mbedtls_net_recv, NULL);
  if (mbedtls_ssl_handshake(&connection) != 0) return 1;
  return login(&connection);
}
