// Whether any of many names occurs in a text, at a multiple of a regular expression's speed: most files are dismissed by
// this question alone. Wu and Manber, "A fast algorithm for multi-pattern searching", TR 94-17, University of Arizona, 1994.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tls_tidy {

class NameSearch {
 public:
  /// Names of one byte or none are left out: they would be found everywhere.
  explicit NameSearch(std::vector<std::string> names);
  /// True when a name occurs anywhere, also within a longer word.
  bool occursIn(std::string_view text) const;

 private:
  static constexpr size_t block(std::string_view text, size_t at) { return static_cast<uint8_t>(text[at]) | static_cast<size_t>(static_cast<uint8_t>(text[at + 1])) << 8; }

  bool startsAt(std::string_view text, size_t begin, size_t lastBlock) const;

  struct Candidate {
    size_t start;  // its first block
    std::string name;
  };
  size_t shortest_ = 0;                        // the part of each name that is looked at first, in bytes
  std::array<uint8_t, 1 << 16> shift_{};       // by two bytes of text: how far the window may move
  std::array<uint16_t, 1 << 16> group_{};      // where it may not: which candidates end their first part so
  std::vector<std::vector<Candidate>> groups_ = {{}};
};

}  // namespace tls_tidy
