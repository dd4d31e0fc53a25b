/* Everything said before curl_easy_reset is forgotten, the switched-off check too. Runs as: reset HOST PORT.
   Twin: verifypeer_off.c. */
#include "send.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char url[512];
  CURL *curl = curl_easy_init();
  snprintf(url, sizeof url, "imaps://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  CURLcode result = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
