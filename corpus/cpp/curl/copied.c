/* A handle copied from one that does not verify. Runs as: copied HOST PORT.
   Twin: copied_verified.c. */
#include "send.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char url[512];
  CURL *model = curl_easy_init();
  curl_easy_setopt(model, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(model, CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt(model, CURLOPT_SSL_VERIFYPEER, 0L);  // want: tls-peer-verification-off "turned off"
  CURL *curl = curl_easy_duphandle(model);
  snprintf(url, sizeof url, "imaps://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  CURLcode result = curl_easy_perform(curl);  // note: accepts any certificate
  curl_easy_cleanup(curl);
  curl_easy_cleanup(model);
  return result == CURLE_OK ? 0 : 1;
}
