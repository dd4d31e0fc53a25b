#include "checks/findings/fingerprint.h"

#include <algorithm>
#include <cstdio>
#include <map>

#include "checks/findings/commented_source.h"

namespace tls_tidy {
namespace {

constexpr size_t kLongText = 200;

/// FNV-1a: identity, not security.
uint64_t hashOf(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3;
  return hash;
}

std::string asHex(uint64_t number) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
  return text;
}

/// How many bytes of valid UTF-8 the text begins with at `at`: 0 for none.
size_t utf8At(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u; };
  const unsigned first = byte(0);
  const size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
  for (size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) || (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F)) return 0;
  return length;
}

std::string asUtf8(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    const size_t length = utf8At(text, at);
    if (length) {
      result += text.substr(at, length);
    } else {
      char escape[5];
      std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned char>(text[at]));
      result += escape;
    }
    at += std::max<size_t>(length, 1);
  }
  return result;
}

/// The texts of findings' places, file by file.
class PlaceTexts {
 public:
  explicit PlaceTexts(const BytesOf& bytesOf) : bytesOf_(bytesOf) {}

  /// By line and column: byte offsets of a file in another encoding than UTF-8 count in a text that is not the file's.
  std::string operator()(const Place& at) {
    if (at.line == 0) return "";
    if (path_ != at.path || lines_.empty()) {
      path_ = at.path;
      bytes_ = bytesOf_(path_);
      lines_ = lineStartsOf(bytes_);
    }
    std::string text;
    for (size_t i = offset(at.line, at.column), end = offset(std::max(at.endLine, at.line), at.endColumn); i < end; ++i)
      if (std::string_view(" \t\r\n").find(bytes_[i]) == std::string_view::npos) text += bytes_[i];
    return text;
  }

 private:
  size_t offset(uint32_t line, uint32_t column) const {
    if (line > lines_.size()) return bytes_.size();
    return std::min<size_t>(size_t{lines_[line - 1]} + std::max(column, 1u) - 1, bytes_.size());
  }

  const BytesOf& bytesOf_;
  std::string path_;
  std::string_view bytes_;
  std::vector<uint32_t> lines_;
};

std::string shortened(const std::string& bytes) {
  std::string text = asUtf8(bytes);
  if (text.size() <= kLongText) return text;
  size_t kept = kLongText - 40;
  while ((static_cast<unsigned char>(text[kept]) & 0xC0) == 0x80) --kept;
  return text.substr(0, kept) + "... " + asHex(hashOf(bytes));
}

}  // namespace

std::vector<Identity> identitiesOf(const std::vector<Finding>& findings, const BytesOf& bytesOf) {
  PlaceTexts texts(bytesOf);
  std::vector<Identity> result;
  for (const Finding& finding : findings)
    result.push_back({finding.rule, asUtf8(finding.at.path), asUtf8(finding.function), shortened(texts(finding.at))});
  return result;
}

std::vector<std::string> fingerprints(const std::vector<Finding>& findings, const BytesOf& bytesOf) {
  PlaceTexts texts(bytesOf);
  std::vector<std::string> result;
  std::map<std::string, size_t> occurrences;
  for (const Finding& finding : findings) {
    std::string key = finding.rule + '\0' + finding.function + '\0' + texts(finding.at);
    key += '\0' + std::to_string(++occurrences[key]);
    result.push_back(asHex(hashOf(key)));
  }
  return result;
}

}  // namespace tls_tidy
