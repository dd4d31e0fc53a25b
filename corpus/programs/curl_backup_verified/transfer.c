/* Runs a transfer; the field decides about the check, main.c fills the field. */
#include "transfer.h"
#include "../../cpp/curl/send.h"

static void apply(CURL *curl, const struct transfer *transfer) {
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
  if (!transfer->verify) curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
}

int transfer_run(const struct transfer *transfer) {
  char url[512];
  CURLcode result;
  CURL *curl = curl_easy_init();
  snprintf(url, sizeof url, "ftp://%s:%s/", transfer->host, transfer->port);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, drop);
  apply(curl, transfer);
  result = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
