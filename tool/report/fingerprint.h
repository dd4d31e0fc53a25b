// Fingerprints: what a finding is recognised by in the next run.
// Test: tests/report/fingerprint_test.cpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "checks/analysis.h"
#include "tool/report/source_text.h"

namespace tls_tidy {

/// The hash GitHub computes for each line of a file, as SARIF's partialFingerprints.primaryLocationLineHash wants it.
/// A rolling hash over the next 100 significant UTF-16 units from the line's start: spaces and tabs are skipped; CR, LF
/// and CRLF count as one LF; one unit 0xFFFF follows the text, then zeros. Shape: lower-case hex without padding, ':',
/// occurrence of that hash in the file from 1. It looks ahead, so edits below a finding move it.
/// Element 0 is line 1. Lines behind the last line end may be missing.
std::vector<std::string> lineHashes(std::string_view bytes);

/// A finding's identity across edits: rule, function, text of its place without white space, occurrence.
/// Shape: 16 lowercase hex digits, in the order of the findings. Line numbers and paths are left out.
std::vector<std::string> fingerprints(const std::vector<Finding>& findings, SourceTexts& texts);

}  // namespace tls_tidy
