// What every Mbed TLS case shares: the socket, random numbers, the system's roots, and the IMAP login.
#ifndef CORPUS_CPP_MBEDTLS_LOGIN_H
#define CORPUS_CPP_MBEDTLS_LOGIN_H
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>
#include "../dial.h"

struct Parts {
  mbedtls_net_context wire;
  mbedtls_entropy_context entropy;
  mbedtls_ctr_drbg_context random;
  mbedtls_x509_crt roots;
};

static inline void prepare(struct Parts *parts, const char *host, const char *port) {
  mbedtls_net_init(&parts->wire);
  mbedtls_entropy_init(&parts->entropy);
  mbedtls_ctr_drbg_init(&parts->random);
  mbedtls_x509_crt_init(&parts->roots);
  mbedtls_ctr_drbg_seed(&parts->random, mbedtls_entropy_func, &parts->entropy, NULL, 0);
  mbedtls_x509_crt_parse_file(&parts->roots, "/etc/ssl/certs/ca-certificates.crt");
  if (mbedtls_net_connect(&parts->wire, host, port, MBEDTLS_NET_PROTO_TCP) != 0) exit(2);
}

static inline int login(mbedtls_ssl_context *connection) {
  unsigned char answer[512];
  int size = mbedtls_ssl_read(connection, answer, sizeof answer - 1);
  if (size <= 0 || mbedtls_ssl_write(connection, (const unsigned char *)LOGIN, strlen(LOGIN)) <= 0) return 1;
  size = mbedtls_ssl_read(connection, answer, sizeof answer - 1);
  answer[size > 0 ? size : 0] = 0;
  return isLoggedIn((const char *)answer) ? 0 : 1;
}

#endif
