// Encoding: a Python file's bytes as UTF-8 text, by byte-order mark and coding comment (PEP 263).
//
// UTF-8 and Latin-1 are read here, other encodings by the system's iconv. A byte that its encoding does not know becomes
// `?`, an encoding nobody knows is read as UTF-8; both are errors, and reading goes on. Encodings in which ASCII is
// not ASCII (UTF-16) are unknown, as they are to Python. Test: tests/python/tokenizer_test.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "checks/python/tokenizer.h"

namespace tls_tidy::python {

/// sameBytes: the text is the file from byte `skipped` on (no conversion), so edits can be made.
struct Decoded {
  std::string text;
  std::string encoding;  // as Python's tokenize names it: "utf-8", "iso-8859-1", else as written
  uint32_t skipped = 0;  // bytes of a byte-order mark
  bool sameBytes = true;
  std::vector<LexError> errors;
};
Decoded decodeSource(std::string bytes);

}  // namespace tls_tidy::python
