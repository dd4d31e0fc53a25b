// A mail sent in C++ over smtp: with TLS required. Runs as: smtp_mail HOST PORT.
// Twin: smtp_mail_clear.cpp.
#include <string>
#include "send.h"

class Mailer {
 public:
  Mailer(const std::string& host, const std::string& port) : url_("smtp://" + host + ":" + port) {}

  bool send(const char* from, const char* to) {
    CURL* curl = curl_easy_init();
    curl_slist* recipients = curl_slist_append(nullptr, to);
    curl_easy_setopt(curl, CURLOPT_URL, url_.c_str());
    curl_easy_setopt(curl, CURLOPT_USERNAME, "user");
    curl_easy_setopt(curl, CURLOPT_PASSWORD, "secret");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    const CURLcode result = curl_easy_perform(curl);
    curl_slist_free_all(recipients);
    curl_easy_cleanup(curl);
    return result == CURLE_OK;
  }

 private:
  std::string url_;
};

int main(int, char** argv) { return Mailer(argv[1], argv[2]).send("user@example.org", "root@example.org") ? 0 : 1; }
