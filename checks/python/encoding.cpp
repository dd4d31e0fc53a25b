#include "checks/python/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

#include "checks/python/names.h"

namespace tls_tidy::python {
namespace {

constexpr size_t kMostBadBytes = 20;

/// The name in a coding comment of the first two lines; empty: none. The second counts only below a line without code.
std::string codingOf(std::string_view bytes) {
  for (int line = 0; line < 2 && !bytes.empty(); ++line) {
    const size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view text = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    const size_t first = text.find_first_not_of(" \t\f");
    if (first == std::string_view::npos || text[first] == '\r') continue;
    if (text[first] != '#') return "";
    for (size_t word = text.find("coding", first); word != std::string_view::npos; word = text.find("coding", word + 1)) {
      size_t at = word + 6;
      if (at >= text.size() || (text[at] != ':' && text[at] != '=')) continue;
      at = text.find_first_not_of(" \t", at + 1);
      std::string name;
      while (at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) || std::strchr("-_.", text[at]))) name += text[at++];
      if (!name.empty()) return name;
    }
  }
  return "";
}

std::string folded(std::string_view name) {
  std::string result;
  for (const char c : name) result += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

bool isOrBeginsWith(std::string_view name, std::string_view family) { return name == family || name.starts_with(std::string(family) + "-"); }

/// What iconv calls the encoding; empty: none that a Python file can be written in.
std::string iconvName(const std::string& name) {
  if (name == "mac-roman" || name == "macroman" || name == "macintosh") return "MACINTOSH";
  static const std::array<std::string_view, 15> kFamilies = {"iso-8859-", "iso8859-", "cp", "windows-", "koi8-", "euc-", "euc", "shift-jis", "sjis", "gb", "big5", "johab", "tis-620", "ms932", "mac-"};
  const bool known = std::any_of(kFamilies.begin(), kFamilies.end(), [&](std::string_view family) { return name.starts_with(family); });
  if (!known || name.size() > 20) return "";
  if (name.starts_with("shift-jis") || name == "sjis" || name == "ms932") return name == "ms932" ? "CP932" : "SHIFT_JIS";
  if (name.starts_with("mac-")) return "MAC-" + name.substr(4);
  return name;
}

std::string fromLatin1(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    const unsigned char c = static_cast<unsigned char>(byte);
    if (c < 0x80) {
      text += byte;
    } else {
      text += static_cast<char>(0xc0 | c >> 6);
      text += static_cast<char>(0x80 | (c & 0x3f));
    }
  }
  return text;
}

/// False: iconv does not know the encoding.
bool convert(const std::string& encoding, std::string& bytes, Decoded& decoded) {
  const iconv_t converter = iconv_open("UTF-8", encoding.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return false;
  char* in = bytes.data();
  size_t left = bytes.size();
  std::array<char, 4096> buffer;
  while (left) {
    char* out = buffer.data();
    size_t room = buffer.size();
    const size_t done = iconv(converter, &in, &left, &out, &room);
    const int problem = errno;
    decoded.text.append(buffer.data(), buffer.size() - room);
    if (done != static_cast<size_t>(-1) || problem == E2BIG) continue;
    const uint32_t at = static_cast<uint32_t>(decoded.text.size());
    if (decoded.errors.size() < kMostBadBytes) decoded.errors.push_back({at, at + 1, "this byte is no character of the file's encoding"});
    decoded.text += '?';
    ++in;
    --left;
  }
  iconv_close(converter);
  return true;
}

/// Length of the valid start of `bytes`, without NUL.
size_t validLength(std::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size()) {
    while (at + 8 <= bytes.size()) {  // eight plain characters at once: no high bit, no zero byte
      uint64_t word;
      std::memcpy(&word, bytes.data() + at, 8);
      if ((word & 0x8080808080808080u) || ((word - 0x0101010101010101u) & ~word & 0x8080808080808080u)) break;
      at += 8;
    }
    if (at >= bytes.size() || bytes[at] == '\0') break;
    const uint32_t length = characterAt(bytes, at).length;
    if (!length) break;
    at += length;
  }
  return at;
}

/// One byte for one, so that offsets stay.
void replaceInvalid(std::string_view bytes, Decoded& decoded) {
  while (!bytes.empty()) {
    const size_t valid = validLength(bytes);
    decoded.text.append(bytes, 0, valid);
    bytes.remove_prefix(valid);
    if (bytes.empty()) return;
    const bool zero = bytes.front() == '\0';
    const uint32_t at = static_cast<uint32_t>(decoded.text.size());
    if (decoded.errors.size() < kMostBadBytes) decoded.errors.push_back({at, at + 1, zero ? "a NUL byte has no place in Python" : "this byte is no UTF-8"});
    decoded.text += zero ? ' ' : '?';
    bytes.remove_prefix(1);
  }
}

}  // namespace

Decoded decodeSource(std::string bytes) {
  Decoded decoded;
  const bool marked = bytes.starts_with("\xef\xbb\xbf");
  if (marked) {
    bytes.erase(0, 3);
    decoded.skipped = 3;
  }
  const std::string written = codingOf(bytes);
  const std::string coding = folded(written);
  const bool latin = isOrBeginsWith(coding, "latin-1") || isOrBeginsWith(coding, "iso-8859-1") || isOrBeginsWith(coding, "iso-latin-1");
  const bool utf8 = coding.empty() || isOrBeginsWith(coding, "utf-8") || coding == "utf8" || coding == "u8";
  const bool ascii = coding == "ascii" || coding == "us-ascii";
  decoded.encoding = coding.empty() || isOrBeginsWith(coding, "utf-8") ? "utf-8" : latin ? "iso-8859-1" : written;
  if (validLength(bytes) == bytes.size() && std::none_of(bytes.begin(), bytes.end(), [](char c) { return c & 0x80; })) {
    decoded.text = std::move(bytes);  // plain characters are the same in all of them
  } else if (!marked && (latin || coding == "latin1" || coding == "l1" || coding == "iso8859-1" || coding == "8859")) {
    decoded.sameBytes = false;
    decoded.text = fromLatin1(bytes);
    return decoded;
  } else if (const std::string name = iconvName(coding); !marked && !utf8 && !ascii && !name.empty() && convert(name, bytes, decoded)) {
    decoded.sameBytes = false;
    return decoded;
  } else if (validLength(bytes) == bytes.size()) {
    decoded.text = std::move(bytes);
  } else {
    replaceInvalid(bytes, decoded);
  }
  const bool named = utf8 || ascii || latin || coding == "latin1" || coding == "l1" || coding == "iso8859-1" || coding == "8859" || !iconvName(coding).empty();
  if (!named) decoded.errors.insert(decoded.errors.begin(), {0, 1, "the encoding `" + written + "` is none this tool knows"});
  if (marked && !utf8) decoded.errors.insert(decoded.errors.begin(), {0, 1, "a byte-order mark says UTF-8, the coding comment does not"});
  return decoded;
}

}  // namespace tls_tidy::python
