/* A constant loopback host: no network attacker, so the finding is a note. Runs as: loopback HOST PORT.
   not-run: talks to its own machine.
   Twin: use_ssl_all.c. */
#include "send.h"

int main(void) {
  CURL *curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, "smtp://localhost:25");
  curl_easy_setopt(curl, CURLOPT_USERNAME, "user");
  curl_easy_setopt(curl, CURLOPT_PASSWORD, "secret");
  CURLcode result = curl_easy_perform(curl);  // want: tls-cleartext-credentials "without TLS"
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
