/* The chain is verified, the name is not. Runs as: verifyhost_off HOST PORT.
   Twin: verify_default.c. */
#include "send.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char url[512];
  CURL *curl = curl_easy_init();
  snprintf(url, sizeof url, "imaps://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);  // want: tls-hostname-unchecked "host name"
  CURLcode result = curl_easy_perform(curl);  // note: accepts a certificate of any name
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
