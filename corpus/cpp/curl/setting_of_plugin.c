/* A plugin whose program hands it the configuration: without a word of it the certificate is checked. Runs as: setting_of_plugin HOST PORT.
   not-run: the program that loads it is elsewhere.
   Twin: setting_of_plugin_login.c. */
#include "send.h"

static char *user;
static char *verify;

static int config_set(char **slot, const char *value) {
  free(*slot);
  *slot = strdup(value);
  return *slot ? 0 : -1;
}

int plugin_config(const char *key, const char *value) {
  if (strcmp(key, "User") == 0) return config_set(&user, value);
  if (strcmp(key, "VerifyPeer") == 0) return config_set(&verify, value);
  return -1;
}

int plugin_check(const char *url) {
  CURL *curl = curl_easy_init();
  if (!curl) return -1;
  if (user != NULL) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, "secret");
  }
  if (verify == NULL || strcmp(verify, "on") == 0)
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  else
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L); /* want: tls-peer-verification-off "decided by `verify` (default: `NULL`)" */
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  CURLcode result = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : -1;
}
