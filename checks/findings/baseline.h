// Baseline: the findings that are known already, and which of today's they are.
// An entry answers for one finding: for the one that is the same in every part; else, where only the function around it has
// another name, for that; else, when the entry's file is gone, for the same text in a file it may have been moved to.
// Nothing counts lines, so edits elsewhere change no answer. Not here: files (tool/cli/baseline_file.h), what is done with
// a known finding. Test: tests/findings/baseline_test.cpp.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/findings/fingerprint.h"
#include "checks/ir/result.h"

namespace tls_tidy {

/// For each finding the entry that answers for it. isGone: does the file of an entry exist no more?
std::vector<std::optional<size_t>> entriesFor(const std::vector<Identity>& findings, const std::vector<Identity>& entries,
                                              const std::function<bool(const std::string& path)>& isGone);

/// A baseline as text (JSON, format 1), an entry a line, sorted: two branches that add entries seldom conflict.
std::string baselineText(std::vector<Identity> entries);
/// Errors: no JSON, another format, an entry that is none; with path and line.
Result<std::vector<Identity>> parseBaseline(std::string_view text, const std::string& path);

}  // namespace tls_tidy
