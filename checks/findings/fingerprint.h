// Fingerprints: what a finding is recognised by in the next run, and in the one after the next edit.
// Line numbers are left out, so moved code keeps its own; white space too, so formatted code does.
//
//     {"tls-null-context", "src/mail.py", "connect", "imaplib.IMAP4_SSL(host)"}
//
// Test: tests/findings/fingerprint_test.cpp.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/findings/finding.h"

namespace tls_tidy {

struct Identity {
  std::string rule, path, function;
  std::string text;  // of the finding's place, without white space; a long one ends in its hash
  auto operator<=>(const Identity&) const = default;
};

/// The bytes of a file by its path as findings have it; empty where it cannot be read.
using BytesOf = std::function<std::string_view(const std::string& path)>;

/// One for each finding. All of it is valid UTF-8: other bytes are written as \xNN.
std::vector<Identity> identitiesOf(const std::vector<Finding>& findings, const BytesOf& bytesOf);

/// One for each finding: rule, function, text and occurrence as 16 lowercase hex digits. Paths are left out.
std::vector<std::string> fingerprints(const std::vector<Finding>& findings, const BytesOf& bytesOf);

}  // namespace tls_tidy
