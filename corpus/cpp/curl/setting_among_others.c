/* Two settings are asked before the request: who logs in, and whether to check. Only the second one decides. Runs as: setting_among_others HOST PORT.
   environment: MAIL_VERIFY=off
   Twin: setting_among_others_name.c. */
#include "send.h"

static const char *user;
static const char *verify;

int main(int argc, char **argv) {
  char url[512];
  if (argc < 3) return 2;
  user = getenv("MAIL_USER");
  verify = getenv("MAIL_VERIFY");
  CURL *curl = curl_easy_init();
  if (!curl) return 1;
  if (user != NULL) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, "secret");
  } else {
    curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  }
  if (verify == NULL || strcmp(verify, "on") == 0)
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  else
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L); /* want: tls-peer-verification-off "decided by `getenv" */
  snprintf(url, sizeof url, "imaps://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  CURLcode result = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
