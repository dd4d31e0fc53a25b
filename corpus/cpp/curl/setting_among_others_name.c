/* Who logs in is a setting; the name is never checked whatever it says. Runs as: setting_among_others_name HOST PORT.
   Twin: setting_among_others.c. */
#include "send.h"

static const char *user;

int main(int argc, char **argv) {
  char url[512];
  if (argc < 3) return 2;
  user = getenv("MAIL_USER");
  CURL *curl = curl_easy_init();
  if (!curl) return 1;
  if (user != NULL) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, "secret");
  } else {
    curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  }
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L); /* want: tls-hostname-unchecked "any certificate of a trusted CA is accepted" */
  snprintf(url, sizeof url, "imaps://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  CURLcode result = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
