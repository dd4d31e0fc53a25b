// Tokenizer: the text of a Python file, of any version from 2.7 to 3.14, as tokens.
//
// The layout rules are the language's own: INDENT and DEDENT from leading white space, no NEWLINE inside brackets, a
// backslash joins lines. An f-string is one token, nested quotes and braces included (PEP 701); the parser opens it.
// What can't be read becomes an error and tokenizing goes on. An open bracket does not swallow the rest of the file: a line that starts
// with a keyword no expression can contain ends the statement.
// Test: tests/python/tokenizer_test.cpp.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tls_tidy::python {

enum class TokenKind : uint8_t { kName, kNumber, kString, kOp, kNewline, kIndent, kDedent, kEnd };

/// begin, end: bytes in the decoded text.
struct Token {
  TokenKind kind = TokenKind::kEnd;
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

Tokens tokenize(std::string_view text);
/// Tokens of an expression inside an f-string: `begin` is where the piece starts, no layout tokens are made.
Tokens tokenizeExpression(std::string_view text, uint32_t begin, uint32_t end);

/// A file's bytes as UTF-8 text, by byte-order mark and coding comment.
/// sameBytes: offsets in the text are offsets in the file (no mark, no conversion), so edits can be made.
struct Decoded {
  std::string text;
  bool sameBytes = true;
  std::vector<LexError> errors;
};
Decoded decodeSource(std::string bytes);

/// `--dump=tokens`: line,column-line,column, kind and text, a token a line.
std::string dumpTokens(std::string_view text);

}  // namespace tls_tidy::python
