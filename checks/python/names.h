// Names: which characters beyond ASCII a Python name is made of.
//
// Identifiers follow PEP 3131 (XID_Start, XID_Continue and what normalizes to them) of the newest Unicode; the `tokenize`
// modules up to 3.11 read a name as `\w+` instead, which also takes digits like `²`. The table is made by unicode_ranges.py.
// Test: tests/python/tokenizer_test.cpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tls_tidy::python {

enum NameBits : uint32_t { kStartsName = 1, kContinuesName = 2, kWordCharacter = 4, kStartsOldName = 8 };

/// The bits of a code point from 0x80 up.
uint32_t nameBits(uint32_t codePoint);

/// One character of UTF-8 text. length 0: no valid sequence stands there.
struct Character {
  uint32_t codePoint = 0;
  uint32_t length = 0;
};
Character characterAt(std::string_view text, size_t at);

/// Where each range starts, ascending: code point << 4 | bits; it ends where the next one starts.
extern const uint32_t kNameRanges[];
extern const size_t kNameRangeCount;

}  // namespace tls_tidy::python
