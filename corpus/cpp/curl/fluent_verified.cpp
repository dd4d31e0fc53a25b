// A class whose methods return itself; the caller asks it to verify. Runs as: fluent_verified HOST PORT.
// mutation-ok: CURLOPT_SSL_VERIFYPEER: verified without it
// Twin: fluent.cpp.
#include <memory>
#include <string>
#include "send.h"

class Transfer {
 public:
  explicit Transfer(const std::string& url) : handle_(curl_easy_init(), curl_easy_cleanup) {
    curl_easy_setopt(handle_.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle_.get(), CURLOPT_WRITEFUNCTION, drop);
  }
  Transfer& login(const char* user, const char* password) {
    curl_easy_setopt(handle_.get(), CURLOPT_USERNAME, user);
    curl_easy_setopt(handle_.get(), CURLOPT_PASSWORD, password);
    return *this;
  }
  Transfer& verify(bool wanted) {
    curl_easy_setopt(handle_.get(), CURLOPT_SSL_VERIFYPEER, wanted ? 1L : 0L);
    return *this;
  }
  bool run() { return curl_easy_perform(handle_.get()) == CURLE_OK; }

 private:
  std::unique_ptr<CURL, void (*)(CURL*)> handle_;
};

int main(int, char** argv) {
  const std::string url = std::string("pop3s://") + argv[1] + ":" + argv[2] + "/";
  return Transfer(url).login("user", "secret").verify(true).run() ? 0 : 1;
}
