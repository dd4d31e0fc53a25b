// Literals: how far a number or a string reaches, by the rules of one version. Pure functions on text.
//
// Where a literal is malformed, tokenizers differ: `0777` is one number in Python 2 and two for the `tokenize` module of
// 3.11, `1_` is a number and a name. For the analysis the longest reading counts.
// Test: tests/python/tokenizer_test.cpp.
#pragma once
#include <cstdint>
#include <string_view>

#include "checks/python/dialect.h"

namespace tls_tidy::python {

/// The end of the number that starts at `at`: a digit, or a dot and a digit.
uint32_t endOfNumber(std::string_view text, uint32_t at, Dialect dialect);

/// The letters before a quote. length 0 with quoted: a string without prefix; not quoted: no string starts here.
struct StringStart {
  uint32_t length = 0;
  bool quoted = false, raw = false, formatted = false, isTemplate = false;
  bool triple = false;
  char quote = 0;
  uint32_t opening() const { return length + (triple ? 3 : 1); }  // prefix and quotes
};
StringStart stringStartAt(std::string_view text, uint32_t at, Dialect dialect);

/// Where a plain string ends. closed: behind its closing quotes. Else: where the line ends (one quote) or the text.
struct StringEnd {
  uint32_t at = 0;
  bool closed = false;
};
StringEnd endOfString(std::string_view text, uint32_t at, const StringStart& start);

}  // namespace tls_tidy::python
