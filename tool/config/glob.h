// Globs as .gitignore has them: without '/' for any name on the way, else from the top; ** crosses folders.
// Test: tests/cli/discovery_test.cpp.
#pragma once
#include <string_view>

namespace tls_tidy {

/// path has '/' between its parts and is relative. A match of a folder on the way counts.
bool globMatches(std::string_view pattern, std::string_view path);

}  // namespace tls_tidy
