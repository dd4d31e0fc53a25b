// Diff: two texts as a unified diff, and what a set of fixes would change.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "checks/findings/fix.h"

namespace tls_tidy {

/// Unified diff with three lines of context, headed by a/path and b/path. Empty when the texts are equal.
/// Lines are split at LF only, so that `patch` restores CRLF and unknown bytes.
std::string unifiedDiff(const std::string& path, std::string_view before, std::string_view after);

/// The changes that applyFixes would make below root, file by file. Writes nothing below root: the engine works on
/// copies in a temporary folder.
Result<std::string> diffOfFixes(const std::string& root, const std::vector<Fix>& fixes, FixOutcome& outcome);

}  // namespace tls_tidy
