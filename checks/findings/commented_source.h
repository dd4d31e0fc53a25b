// CommentedSource: a source file as suppressions see it: its comments, and which tokens form a statement.
// A statement here is what a reader would put one comment on: a Python logical line; in C and C++ what ends with `;`, the
// head of a block up to its `{`, a preprocessor line. A lambda's body within a call has statements of its own.
// The text of strings and the tokens' own text are gone, so nothing in them can be taken for a comment.
// Python's comes from the tokenizer (checks/suppressions.cpp), C's from commentedC() below, which knows no grammar but
// brackets: enough to bind a comment, and it never fails. Test: tests/findings/commented_source_test.cpp.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace tls_tidy {

struct Comment {
  uint32_t begin = 0, end = 0;      // bytes, markers included, line end not
  uint32_t textBegin = 0, textEnd = 0;  // without `#`, `//`, `/*`, `*/`
};

struct StatementToken {
  static constexpr uint32_t kNone = UINT32_MAX;  // a `}`: of no statement
  uint32_t begin = 0, end = 0;
  uint32_t statement = kNone;
};

struct CommentedSource {
  std::vector<Comment> comments;       // in order
  std::vector<StatementToken> tokens;  // in order
};

CommentedSource commentedC(std::string_view text);

/// Byte offsets at which the lines start; lines end with LF, CRLF or CR.
std::vector<uint32_t> lineStartsOf(std::string_view text);

}  // namespace tls_tidy
