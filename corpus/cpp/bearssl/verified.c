/* BearSSL client that names its server. Runs as: verified HOST PORT.
   Twin: host_null.c. */
#include "wire.h"

extern const br_x509_trust_anchor anchors[];
extern const size_t anchorCount;
static unsigned char buffer[BR_SSL_BUFSIZE_BIDI];

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  br_ssl_client_context client;
  br_x509_minimal_context validator;
  br_sslio_context connection;
  int wire = dial(argv[1], argv[2]);
  br_ssl_client_init_full(&client, &validator, anchors, anchorCount);
  br_ssl_engine_set_buffer(&client.eng, buffer, sizeof buffer, 1);
  br_ssl_client_reset(&client, argv[1], 0);
  br_sslio_init(&connection, &client.eng, readWire, &wire, writeWire, &wire);
  return login(&connection);
}
