#include "tool/report/terminal.h"

#include <algorithm>
#include <iterator>

#include "tool/report/source_text.h"

namespace tls_tidy {
namespace {

struct Span {
  char32_t first, last;
};
// Unicode 15: East Asian Width W and F, and the blocks of emoji that terminals draw wide.
constexpr Span kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x25FD, 0x25FE},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x26BD, 0x26BE},   {0x2705, 0x2705},
    {0x274C, 0x274C},   {0x2753, 0x2755},   {0x2795, 0x2797},   {0x2B50, 0x2B50},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x17000, 0x18CFF}, {0x1B000, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F19A},
    {0x1F200, 0x1F320}, {0x1F32D, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};
constexpr Span kZero[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0900, 0x0902},
    {0x093C, 0x093C}, {0x0941, 0x0948}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};

template <size_t N>
bool contains(const Span (&spans)[N], char32_t point) {
  auto after = std::upper_bound(std::begin(spans), std::end(spans), point,
                                [](char32_t value, const Span& span) { return value < span.first; });
  return after != std::begin(spans) && point <= std::prev(after)->last;
}

/// Escape sequences, and the bidirectional overrides that make code look like other code.
bool commands(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069) || point == 0x2028 || point == 0x2029;
}

std::string clean(std::string_view text, bool expandTabs) {
  std::string result;
  uint32_t column = 0;
  while (!text.empty()) {
    CodePoint point = firstCodePoint(text);
    if (expandTabs && point.value == '\t') {
      uint32_t spaces = 4 - column % 4;
      result.append(spaces, ' ');
      column += spaces;
    } else if (commands(point.value) || point.value == 0xFFFD) {
      result += "\xEF\xBF\xBD";
      ++column;
    } else {
      result += text.substr(0, point.bytes);
      column += displayWidth(point.value);
    }
    text.remove_prefix(point.bytes);
  }
  return result;
}

}  // namespace

uint32_t displayWidth(char32_t point) {
  if (point < 0x300) return 1;
  return contains(kZero, point) ? 0 : contains(kWide, point) ? 2 : 1;
}

uint32_t displayWidth(std::string_view text) {
  uint32_t width = 0;
  while (!text.empty()) {
    CodePoint point = firstCodePoint(text);
    width += displayWidth(point.value);
    text.remove_prefix(point.bytes);
  }
  return width;
}

std::string printable(std::string_view text) { return clean(text, false); }
std::string printablePath(std::string_view path) {
  const std::string_view text = path.substr(std::min(path.find_first_not_of(' '), path.size()));
  return (text.starts_with("::") || text.starts_with("##") ? "./" : "") + printable(path);
}
std::string printableLine(std::string_view text) { return clean(text, true); }

}  // namespace tls_tidy
