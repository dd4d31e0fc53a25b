// Tests whose answer is known before the program runs: the Python version, TYPE_CHECKING, `__name__ == "__main__"`.
// The arm that cannot run is not lowered, and its imports and definitions bind nothing:
//     if sys.version_info >= (3, 4): import ssl as tls     # in force: 3.8 .. 3.14
//     else: import backports.ssl as tls                    # never seen
// Names are compared as written (`sys.version_info`, `six.PY2`, `PY3`), since imports are resolved only afterwards.
#pragma once
#include <optional>
#include <vector>

#include "checks/python/tree.h"

namespace tls_tidy::python {

/// The value of the test if all versions agree on it. No versions: version tests stay open.
std::optional<bool> decideTest(const Tree& tree, ExprId test, const std::vector<int>& versions);

/// Whether the test is `TYPE_CHECKING`, whose arm only the type checker runs.
bool isTypeChecking(const Tree& tree, ExprId test);

}  // namespace tls_tidy::python
