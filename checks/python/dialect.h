// Dialect: which Python's lexical rules are followed.
//
// The analysis reads kEvery: whatever any version from 2.7 to 3.14 takes for a token is one, and it recovers from
// mistakes. The others list tokens exactly as that version's own `tokenize` module does, for proofs and for readers.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace tls_tidy::python {

enum class Dialect : uint8_t {
  kEvery,
  k27,   // bytes, not characters
  k38,   // 3.8 to 3.11: the module is written in Python and reads line by line; f-strings are strings
  k312,  // 3.12 and 3.13: the interpreter's own tokenizer; f-strings are opened (PEP 701)
  k314,  // and t-strings too (PEP 750)
};

/// "2.7", "3.8" ... "3.14"; empty: none we know.
std::optional<Dialect> dialectOf(std::string_view version);

constexpr bool readsLines(Dialect dialect) { return dialect == Dialect::k27 || dialect == Dialect::k38; }
constexpr bool opensFormatted(Dialect dialect) { return !readsLines(dialect); }

}  // namespace tls_tidy::python
