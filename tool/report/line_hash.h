// Line hashes: what GitHub recognises a line by.
// Test: tests/report/line_hash_test.cpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tls_tidy {

/// The hash GitHub computes for each line of a file, as SARIF's partialFingerprints.primaryLocationLineHash wants it.
/// A rolling hash over the next 100 significant UTF-16 units from the line's start: spaces and tabs are skipped; CR, LF
/// and CRLF count as one LF; one unit 0xFFFF follows the text, then zeros. Shape: lower-case hex without padding, ':',
/// occurrence of that hash in the file from 1. It looks ahead, so edits below a finding move it.
/// Element 0 is line 1. Lines behind the last line end may be missing.
std::vector<std::string> lineHashes(std::string_view bytes);

}  // namespace tls_tidy
