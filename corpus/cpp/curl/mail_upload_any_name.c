/* A mail uploaded over smtps to whoever has a certificate of a trusted CA. Runs as: mail_upload_any_name HOST PORT.
   Twin: mail_upload.c. */
#include "send.h"

static const char text[] = "Subject: report\r\n\r\nall is well\r\n";

struct upload {
  size_t done;
};

static size_t give(char *bytes, size_t size, size_t count, void *data) {
  struct upload *upload = data;
  size_t left = strlen(text) - upload->done, part = size * count < left ? size * count : left;
  memcpy(bytes, text + upload->done, part);
  upload->done += part;
  return part;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  char url[512];
  struct upload upload = {0};
  CURL *curl = curl_easy_init();
  struct curl_slist *recipients = curl_slist_append(NULL, "root@example.org");
  snprintf(url, sizeof url, "smtps://%s:%s", argv[1], argv[2]);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, "user@example.org");
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);  // want: tls-hostname-unchecked "host name"
  CURLcode result = curl_easy_perform(curl);  // note: accepts a certificate of any name
  curl_slist_free_all(recipients);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}
