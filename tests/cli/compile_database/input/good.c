#include <curl/curl.h>

int main(void) {
  CURL *curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, "imaps://mail.example.org/");
  curl_easy_setopt(curl, CURLOPT_USERPWD, "user:secret");
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
  return curl_easy_perform(curl);
}

#ifdef B
void second(CURL *curl) { curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L); }
#endif
