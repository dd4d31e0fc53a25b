/* A failed transfer is retried as strictly as before. Runs as: retry_verified HOST PORT.
   Twin: retry_unverified.c. */
#include "send.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char url[512];
  CURL *curl = curl_easy_init();
  snprintf(url, sizeof url, "imaps://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  CURLcode result = curl_easy_perform(curl);
  if (result != CURLE_OK) {
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    result = curl_easy_perform(curl);
  }
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
