/* An imap URL without USE_SSL: the password leaves in clear. Runs as: imap_clear HOST PORT.
   Twin: use_ssl_all.c. */
#include "send.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char url[512];
  CURL *curl = curl_easy_init();
  snprintf(url, sizeof url, "imap://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  CURLcode result = curl_easy_perform(curl);  // want: tls-cleartext-credentials "without TLS"
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
