// Fix: edits that mend a finding, as data. Applying them to files is apply() below: all or nothing per file.
#pragma once
#include <string>
#include <vector>

#include "checks/ir/location.h"
#include "checks/ir/result.h"

namespace tls_tidy {

/// Replaces the bytes [at.begin, at.end) of at.path by text. begin == end inserts.
struct Edit {
  Place at;
  std::string text;
  auto operator<=>(const Edit&) const = default;
};

struct Fix {
  std::string title;        // "pass a verifying context"
  std::vector<Edit> edits;
  bool safe = true;         // false: changes what a user can configure, shown and applied only on request
};

struct FixOutcome {
  size_t applied = 0;       // fixes applied
  size_t conflicting = 0;   // left out because they overlap one that was applied
  std::vector<std::string> changedFiles;
  std::vector<Error> errors;
};

/// Edited text of one file; fixes that overlap an earlier one are left out whole (across all files).
/// Identical insertions (two findings that both add `import ssl`) count once.
/// Writes each file to a temporary beside it and renames; mode bits kept; a file that changed since it was read is an Error.
FixOutcome applyFixes(const std::string& root, const std::vector<Fix>& fixes, bool write);

}  // namespace tls_tidy
