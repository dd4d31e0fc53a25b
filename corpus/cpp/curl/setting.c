/* The user may switch the check off; by default it is on, so the finding is a note. Runs as: setting HOST PORT.
   environment: MAIL_INSECURE=1
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
  if (getenv("MAIL_INSECURE")) curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);  // want: tls-peer-verification-off "decided by"
  CURLcode result = curl_easy_perform(curl);  // note: accepts any certificate
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
