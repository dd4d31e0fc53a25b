/* A library's parser fills the options, and one of them switches the check off. Runs as: options_parsed HOST PORT.
   environment: MAIL_INSECURE=1
   Twin: options_parsed_login.c. */
#include <argp.h>
#include "send.h"

struct options {
  const char *user;
  int insecure;
};
extern struct options options;  /* as a header says it */
struct options options;

static error_t take(int key, char *text, struct argp_state *state) {
  struct options *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT:
      if (getenv("MAIL_INSECURE")) given->insecure = 1;
      return 0;
    case 'k': given->insecure = 1; return 0;
    case 'u': given->user = text; return 0;
    case ARGP_KEY_ARG: return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

static const struct argp_option known[] = {{"insecure", 'k', 0, 0, "check nothing", 0}, {"user", 'u', "NAME", 0, "who logs in", 0}, {0}};
static const struct argp parser = {known, take, "HOST PORT", "Looks into a mailbox.", 0, 0, 0};

int main(int argc, char **argv) {
  char url[512];
  memset(&options, 0, sizeof options);
  if (argp_parse(&parser, argc, argv, 0, 0, &options) != 0 || argc < 3) return 2;
  CURL *curl = curl_easy_init();
  snprintf(url, sizeof url, "imaps://%s:%s/", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERNAME, options.user ? options.user : "user");
  curl_easy_setopt(curl, CURLOPT_PASSWORD, "secret");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  if (options.insecure) curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);  // want: tls-peer-verification-off "decided by"
  CURLcode result = curl_easy_perform(curl);  // note: accepts any certificate
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
