/* The multi interface: the handle goes to a stack, its settings stay its own. Runs as: multi HOST PORT.
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
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);  // want: tls-peer-verification-off "turned off"
  CURLM *stack = curl_multi_init();
  CURLcode result = CURLE_OK;
  int running = 0;
  curl_multi_add_handle(stack, curl);  // note: accepts any certificate
  do curl_multi_perform(stack, &running);
  while (running && curl_multi_wait(stack, NULL, 0, 1000, NULL) == CURLM_OK);
  curl_multi_remove_handle(stack, curl);
  curl_multi_cleanup(stack);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
