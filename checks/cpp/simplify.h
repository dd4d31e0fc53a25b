// Makes a freshly lowered function small: what nobody reads goes, then the blocks that are left empty.
// Knows the Module only, no Clang.
//
// Removed are assignments to locals that are never read, branches whose both sides are the same, blocks that only jump,
// and blocks nobody reaches. Calls, throws, returns and stores to fields, globals and through pointers stay.
//
// Test: tests/cpp/lower_test.cpp.
#pragma once
#include "checks/ir/module.h"

namespace tls_tidy {

/// O(size of the function) for each of at most eight rounds.
void simplify(Function& function);

}  // namespace tls_tidy
