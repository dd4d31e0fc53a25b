/* A library's parser fills the options, and what the program itself set in them before stays: nothing touches the check. Runs as: options_parsed_login HOST PORT.
   mutation-ok: CURLOPT_SSL_VERIFYPEER: verified without it
   Twin: options_parsed.c. */
#include <argp.h>
#include "send.h"

struct options {
  const char *user;
  int verify;
};

static error_t take(int key, char *text, struct argp_state *state) {
  struct options *given = state->input;
  if (key == 'u') given->user = text;
  return key == 'u' || key == ARGP_KEY_ARG ? 0 : ARGP_ERR_UNKNOWN;
}

static const struct argp_option known[] = {{"user", 'u', "NAME", 0, "who logs in", 0}, {0}};
static const struct argp parser = {known, take, "HOST PORT", "Looks into a mailbox.", 0, 0, 0};

int main(int argc, char **argv) {
  struct options options = {0};
  char url[512];
  options.verify = 1;
  if (argp_parse(&parser, argc, argv, 0, 0, &options) != 0 || argc < 3) return 2;
  CURL *curl = curl_easy_init();
  snprintf(url, sizeof url, "imaps://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERNAME, options.user ? options.user : "user");
  curl_easy_setopt(curl, CURLOPT_PASSWORD, "secret");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, (long)options.verify);
  CURLcode result = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
