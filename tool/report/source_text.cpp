#include "tool/report/source_text.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tls_tidy {

CodePoint firstCodePoint(std::string_view text) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  // Length, bits of the lead and the range of the second byte, which rules out overlong forms and surrogates.
  uint32_t length = 0;
  unsigned char low = 0x80, high = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2, value = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3, value = lead & 0x0F;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4, value = lead & 0x07;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {0xFFFD, 1};
  }
  for (uint32_t i = 1; i < length; ++i) {
    if (i >= text.size() || byte(i) < low || byte(i) > high) return {0xFFFD, i};
    value = value << 6 | (byte(i) & 0x3F);
    low = 0x80, high = 0xBF;
  }
  return {value, length};
}

std::string validUtf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    CodePoint point = firstCodePoint(text);
    // A real U+FFFD is three bytes long and may be copied as it stands.
    if (point.value == 0xFFFD && !text.starts_with("\xEF\xBF\xBD")) {
      result += "\xEF\xBF\xBD";
    } else {
      result += text.substr(0, point.bytes);
    }
    text.remove_prefix(point.bytes);
  }
  return result;
}

uint32_t utf16Length(std::string_view text) {
  uint32_t units = 0;
  while (!text.empty()) {
    CodePoint point = firstCodePoint(text);
    units += point.value > 0xFFFF ? 2 : 1;
    text.remove_prefix(point.bytes);
  }
  return units;
}

SourceText::SourceText(std::string bytes) : readable_(true), bytes_(std::move(bytes)) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) mark_ = 3;
  lineStarts_.push_back(0);
  for (uint32_t i = 0; i < bytes_.size(); ++i) {
    bool pair = bytes_[i] == '\r' && i + 1 < bytes_.size() && bytes_[i + 1] == '\n';
    if (bytes_[i] == '\n' || (bytes_[i] == '\r' && !pair)) lineStarts_.push_back(i + 1);
  }
}

std::string_view SourceText::line(uint32_t number) const {
  if (number == 0 || number > lineStarts_.size()) return {};
  uint32_t begin = lineStarts_[number - 1];
  uint32_t end = number < lineStarts_.size() ? lineStarts_[number] : static_cast<uint32_t>(bytes_.size());
  while (end > begin && (bytes_[end - 1] == '\n' || bytes_[end - 1] == '\r')) --end;
  if (number == 1) begin = std::min(mark_, end);
  return std::string_view(bytes_).substr(begin, end - begin);
}

uint32_t SourceText::columnInLine(uint32_t number, uint32_t byteColumn) const {
  uint32_t column = std::max(byteColumn, 1u) - 1;
  if (number == 1) column = column > mark_ ? column - mark_ : 0;
  return std::min<uint32_t>(column, line(number).size()) + 1;
}

uint32_t SourceText::utf16Column(uint32_t number, uint32_t byteColumn) const {
  return utf16Length(line(number).substr(0, columnInLine(number, byteColumn) - 1)) + 1;
}

Utf16Position SourceText::at(uint32_t offset) const {
  if (lineStarts_.empty()) return {};
  offset = std::min<uint32_t>(offset, bytes_.size());
  auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
  uint32_t number = static_cast<uint32_t>(after - lineStarts_.begin());
  return {number, utf16Column(number, offset - lineStarts_[number - 1] + 1)};
}

bool SourceText::usesCrlf() const {
  size_t end = bytes_.find('\n');
  return end != std::string::npos && end > 0 && bytes_[end - 1] == '\r';
}

SourceTexts::SourceTexts(std::string root, std::map<std::string, std::string> given) : root_(std::move(root)) {
  for (auto& [path, text] : given) texts_.emplace(path, SourceText(std::move(text)));
}

const SourceText& SourceTexts::of(const std::string& path) {
  auto [found, isNew] = texts_.try_emplace(path);
  if (!isNew || path.empty()) return found->second;
  std::filesystem::path file = std::filesystem::path(root_) / path;
  struct stat status;
  constexpr off_t kTooLarge = 64 << 20;
  if (stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > kTooLarge) return found->second;
  std::ifstream in(file, std::ios::binary);
  if (!in) return found->second;
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (!in.bad()) found->second = SourceText(std::move(bytes));
  return found->second;
}

}  // namespace tls_tidy
