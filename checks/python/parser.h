// Parser: tokens to Tree, for every Python from 2.7 to 3.14, tolerant.
//
// A statement that can't be read is lost alone: it becomes kBroken, what is indented under it is read as if it stood
// there, and the next line starts afresh. Nesting is bounded, so no input can exhaust the stack; time is linear.
// Test: tests/python/parser_test.cpp; against CPython's own ast: tests/python/compare_with_cpython.py.
#pragma once
#include <string>

#include "checks/python/tree.h"

namespace tls_tidy::python {

/// `text` is UTF-8 (tokenizer.h: decodeSource).
Tree parse(std::string path, std::string text);

}  // namespace tls_tidy::python
