// Shared by the libcurl cases: the answer of the server is dropped, the login is all that counts.
#ifndef CORPUS_CPP_CURL_SEND_H
#define CORPUS_CPP_CURL_SEND_H
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline size_t drop(char *bytes, size_t size, size_t count, void *unused) {
  (void)bytes;
  (void)unused;
  return size * count;
}

#endif
