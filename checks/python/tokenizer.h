// Tokenizer: the text of a Python file, of any version from 2.7 to 3.14, as tokens.
//
// The layout rules are the language's own: INDENT and DEDENT from leading white space, no NEWLINE inside brackets, a
// backslash joins lines. An f-string or t-string is opened (PEP 701): start, literal parts, the tokens of what is in braces, end.
// What can't be read becomes an error and tokenizing goes on: a line that starts with a keyword no expression can contain
// ends a statement whose bracket is open; such a bracket is then closed where the indentation says its statement ended.
//
// One tokenizer serves the analysis and `--dump=tokens=VERSION`: a Dialect switches between what any version accepts and
// exactly what one version's `tokenize` module lists, its errors included.
// Test: tests/python/tokenizer_test.cpp; against Python's own modules: tests/python/compare_with_cpython.py.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "checks/python/dialect.h"
#include "checks/python/lexemes.h"

namespace tls_tidy::python {

enum class TokenKind : uint8_t {
  kName, kNumber, kString, kOp, kNewline, kIndent, kDedent, kEnd,
  kFormatStart, kFormatText, kFormatEnd,  // of f-strings and t-strings
  kComment, kLineBreak, kError,           // only listed for a version
};

/// begin, end: bytes in the text. lexeme: which operator or keyword.
struct Token {
  TokenKind kind = TokenKind::kEnd;
  Lexeme lexeme = Lexeme::kNone;
  uint32_t begin = 0, end = 0;
};

struct LexError {
  uint32_t begin = 0, end = 0;
  std::string what;  // lower case, no final period
};

struct Tokens {
  std::vector<Token> tokens;   // ends with kEnd
  std::vector<LexError> errors;
};

Tokens tokenize(std::string_view text, Dialect dialect = Dialect::kEvery);

}  // namespace tls_tidy::python
