/* A callback clears every flag: nothing is wrong any more. Runs as: callback_clears_flags HOST PORT.
   Twin: callback_keeps_flags.c. */
#include "login.h"

static int judge(void *context, mbedtls_x509_crt *certificate, int depth, uint32_t *flags) {
  (void)context;
  (void)certificate;
  (void)depth;
  *flags = 0;
  return 0;
}

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
  mbedtls_ssl_conf_verify(&settings, judge, NULL);  /* want: tls-accept-all-callback "accepts" */
  if (mbedtls_ssl_setup(&connection, &settings) != 0) return 2;
  mbedtls_ssl_set_hostname(&connection, argv[1]);
  mbedtls_ssl_set_bio(&connection, &parts.wire, mbedtls_net_send, mbedtls_net_recv, NULL);
  if (mbedtls_ssl_handshake(&connection) != 0) return 1;
  return login(&connection);
}
