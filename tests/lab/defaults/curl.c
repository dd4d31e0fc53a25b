/* A minimal libcurl client: a URL with TLS from the start and a login. */
#include "send.h"

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char url[512];
/*@ begin curl_easy_init */
  CURL *curl = curl_easy_init();
/*@ end */
/*@ begin curl_easy_duphandle */
  CURL *curl = curl_easy_duphandle(curl_easy_init());
/*@ end */
  snprintf(url, sizeof url, "imaps://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  return curl_easy_perform(curl) == CURLE_OK ? 0 : 1;
}
