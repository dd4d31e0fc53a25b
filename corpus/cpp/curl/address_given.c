/* The address comes from outside and may be a mailbox. Runs as: address_given URL.
   not-run: the lab names a host and a port.
   Twin: http_options.c. */
#include "send.h"

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  CURL *curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);  /* want: tls-peer-verification-off "turned off" */
  curl_easy_setopt(curl, CURLOPT_URL, argv[1]);
  CURLcode result = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
