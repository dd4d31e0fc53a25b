// Token listing: `--dump=tokens` and `--dump=tokens=VERSION`, a token a line: `1,0-1,5:<tab>NAME<tab>'print'`.
//
// Lines count from 1, columns from 0 in characters (in bytes for 2.7), as Python's `tokenize` modules do. In the text,
// control characters and backslashes are escaped as in Python. Errors follow: `error 3,0 what is wrong`.
// Without a version the tokens of the analysis are shown, which has no comments and no empty lines.
// Test: tests/python/tokenizer_test.cpp.
#pragma once
#include <string>

#include "checks/python/dialect.h"

namespace tls_tidy::python {

std::string listTokens(std::string bytes, Dialect dialect);

}  // namespace tls_tidy::python
