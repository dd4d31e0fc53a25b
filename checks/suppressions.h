// Suppressions: the comments of the scanned files held against the findings of a run.
#pragma once
#include <string>
#include <vector>

#include "checks/analysis.h"

namespace tls_tidy {

/// Moves what comments suppress from report.findings to report.suppressed, and adds what is wrong with the comments.
/// hostReadsNoLint: NOLINT is left alone. Unused directives are told of in a closed world only: a file alone may lack the
/// finding that another file's presence brings.
void applySuppressions(Report& report, const std::vector<Source>& sources, const Options& options, bool hostReadsNoLint);

/// Edits that allow each finding where it is, one line for each statement; what gets no line is in `left`.
std::vector<Fix> suppressionsFor(const std::vector<Finding>& findings, const std::string& reason, const std::vector<Source>& sources,
                                 const Options& options, std::vector<Finding>& left);

}  // namespace tls_tidy
