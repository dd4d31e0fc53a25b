/* An ftp URL with a real user and no USE_SSL. Runs as: ftp_clear HOST PORT.
   Twin: ftp_use_ssl_all.c, ftp_anonymous.c. */
#include "send.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char url[512];
  CURL *curl = curl_easy_init();
  snprintf(url, sizeof url, "ftp://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  CURLcode result = curl_easy_perform(curl);  // want: tls-cleartext-credentials "without TLS"
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
