/* USE_SSL TRY without verification: open to both attacks. Runs as: use_ssl_try_unverified HOST PORT.
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
  curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_TRY);  // want: tls-optional-starttls "goes on in clear"
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);  // want: tls-peer-verification-off "turned off"
  CURLcode result = curl_easy_perform(curl);  // note: accepts any certificate
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
