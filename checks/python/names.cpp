#include "checks/python/names.h"

#include <algorithm>

namespace tls_tidy::python {

uint32_t nameBits(uint32_t codePoint) {
  const uint32_t* const end = kNameRanges + kNameRangeCount;
  const uint32_t* const after = std::upper_bound(kNameRanges, end, codePoint << 4 | 15);
  return after == kNameRanges ? 0 : after[-1] & 15;
}

Character characterAt(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const uint32_t length = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (!length || at + length > text.size()) return {};
  uint32_t point = first & (0xff >> (length + 1));
  for (uint32_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {};
    point = point << 6 | (byte(i) & 0x3f);
  }
  const bool overlong = point < (length == 3 ? 0x800u : length == 4 ? 0x10000u : 0x80u);
  if (overlong || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return {};
  return {point, length};
}

}  // namespace tls_tidy::python
