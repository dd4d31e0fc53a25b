// The quick search must agree with looking for each name in turn, wherever a name stands.
#include "checks/name_search.h"

#include <gtest/gtest.h>

#include <random>

namespace tls_tidy {
namespace {

bool plainly(const std::vector<std::string>& names, const std::string& text) {
  for (const std::string& name : names)
    if (name.size() > 1 && text.find(name) != std::string::npos) return true;
  return false;
}

TEST(NameSearch, FindsANameAtEveryPlace) {
  const std::vector<std::string> names = {"ssl", "SSL_new", "start_tls", "curl_easy_setopt"};
  const NameSearch search(names);
  for (const std::string& name : names)
    for (size_t before = 0; before < 40; ++before)
      for (size_t after = 0; after < 40; ++after) EXPECT_TRUE(search.occursIn(std::string(before, '_') + name + std::string(after, 's'))) << name << " after " << before;
}

TEST(NameSearch, PartsOfANameAreNotTheName) {
  const NameSearch search({"wrap_socket", "imaplib"});
  for (const char* text : {"", "w", "wrap_socke", "rap_socket", "wrap-socket", "imapli", "maplib", "WRAP_SOCKET"}) EXPECT_FALSE(search.occursIn(text)) << text;
}

TEST(NameSearch, NamesTooShortToTellAreLeftOut) {
  EXPECT_FALSE(NameSearch({}).occursIn("anything"));
  EXPECT_FALSE(NameSearch({"", "a"}).occursIn("aaaa"));
  EXPECT_TRUE(NameSearch({"a", "ab"}).occursIn("xxab"));
}

TEST(NameSearch, AgreesWithPlainSearchOnRandomTexts) {
  std::mt19937 random(8314);
  for (int round = 0; round < 3000; ++round) {
    const auto word = [&](size_t length) {
      std::string text;
      while (text.size() < length) text += static_cast<char>('a' + random() % 3);
      return text;
    };
    std::vector<std::string> names;
    for (size_t i = 0; i < 1 + random() % 4; ++i) names.push_back(word(3 + random() % 6));
    const std::string text = word(random() % 60) + (random() % 4 ? "" : "\xff\x80");
    EXPECT_EQ(NameSearch(names).occursIn(text), plainly(names, text)) << text;
  }
}

}  // namespace
}  // namespace tls_tidy
