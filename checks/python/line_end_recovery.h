// Line-end recovery: where a statement or string that is never closed most likely ended, judged by whole lines.
//
// Only asked once something is known to be broken: a bracket or triple quotes that reach the end of the text, or a line that no
// expression can contain. People indent what is in brackets and in doc strings deeper than, or as far as, the statement.
// Test: tests/python/tokenizer_test.cpp, tests/python/recovery_test.py.
#pragma once
#include <cstdint>
#include <string_view>

namespace tls_tidy::python {

/// Does the line at `lineStart` begin with a keyword that no expression can contain, or with a decorator in column 0?
bool startsStatement(std::string_view text, uint32_t lineStart);

/// Is the line outside of what a statement in `column` opened: not deeper than it, not blank, no comment, no closing bracket?
bool leavesBrackets(std::string_view text, uint32_t lineStart, uint32_t column);

/// Does a word stand behind `at`, on its line, that can't follow a string? What looks like closing quotes opens another string then.
bool wordFollows(std::string_view text, size_t at);

/// The end of a string in triple quotes that starts at `begin` with `opening` characters and would end at `end`, in a text whose
/// triple quotes do not pair up: `end` when what stands there looks like closing quotes, else the last line before code.
uint32_t endOfDoubtedString(std::string_view text, uint32_t begin, uint32_t opening, uint32_t end, bool closed, uint32_t column);

}  // namespace tls_tidy::python
