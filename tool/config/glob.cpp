#include "tool/config/glob.h"

#include <algorithm>
#include <vector>

namespace tls_tidy {
namespace {

/// One pattern against one text. What was tried in vain is tried once: the time is bounded by the product of their lengths.
class Match {
 public:
  Match(std::string_view pattern, std::string_view text) : pattern_(pattern), text_(text) {}

  bool from(size_t p, size_t t) {
    while (p < pattern_.size()) {
      if (pattern_[p] == '*') return stars(p, t);
      if (t >= text_.size()) return false;
      const size_t close = pattern_[p] == '[' ? pattern_.find(']', p + 2) : std::string_view::npos;
      if (pattern_[p] == '?') {
        if (text_[t] == '/') return false;
      } else if (close != std::string_view::npos) {
        if (text_[t] == '/' || !inClass(pattern_.substr(p + 1, close - p - 1), text_[t])) return false;
        p = close;
      } else {
        if (pattern_[p] == '\\' && p + 1 < pattern_.size()) ++p;
        if (pattern_[p] != text_[t]) return false;
      }
      ++p;
      ++t;
    }
    return t == text_.size();
  }

 private:
  bool stars(size_t p, size_t t) {
    if (tried_.empty()) tried_.resize((pattern_.size() + 1) * (text_.size() + 1));
    if (tried_[p * (text_.size() + 1) + t]) return false;
    tried_[p * (text_.size() + 1) + t] = true;
    const bool crosses = pattern_.substr(p).starts_with("**");
    size_t next = p + 1;
    while (crosses && next < pattern_.size() && pattern_[next] == '*') ++next;
    // `**/` may stand for no folder at all.
    if (crosses && next < pattern_.size() && pattern_[next] == '/' && from(next + 1, t)) return true;
    for (size_t end = t; end <= text_.size(); ++end) {
      if (from(next, end)) return true;
      if (!crosses && end < text_.size() && text_[end] == '/') return false;
    }
    return false;
  }

  static bool inClass(std::string_view members, char letter) {
    const bool negated = members[0] == '!' || members[0] == '^';
    bool found = false;
    for (size_t i = negated; i < members.size(); ++i) {
      if (i + 2 < members.size() && members[i + 1] == '-') {
        found |= members[i] <= letter && letter <= members[i + 2];
        i += 2;
      } else {
        found |= members[i] == letter;
      }
    }
    return found != negated;
  }

  std::string_view pattern_, text_;
  std::vector<bool> tried_;  // at a star: (place in the pattern, place in the text)
};

bool matchesPart(std::string_view pattern, std::string_view text) { return Match(pattern, text).from(0, 0); }

}  // namespace

bool globMatches(std::string_view pattern, std::string_view path) {
  while (pattern.starts_with("./")) pattern.remove_prefix(2);
  bool anchored = pattern.substr(0, pattern.size() - pattern.ends_with('/')).find('/') != std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  if (pattern.ends_with('/')) pattern.remove_suffix(1);
  if (pattern.empty()) return false;
  if (anchored) {
    // A match of a folder on the way counts too, for paths that are named.
    for (size_t end = path.find('/');; end = path.find('/', end + 1)) {
      if (matchesPart(pattern, path.substr(0, end))) return true;
      if (end == std::string_view::npos) return false;
    }
  }
  for (size_t begin = 0; begin <= path.size();) {
    size_t end = std::min(path.find('/', begin), path.size());
    if (matchesPart(pattern, path.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace tls_tidy
