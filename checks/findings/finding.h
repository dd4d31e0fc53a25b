// Finding: a rule's verdict at a place, with the steps that lead to it. Reporters know this and nothing else.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "checks/findings/fix.h"
#include "checks/ir/location.h"

namespace tls_tidy {

enum class Severity : uint8_t { kNote, kWarning, kError };
enum class Confidence : uint8_t { kLow, kMedium, kHigh };

/// A second place that explains the finding, in the order things happen.
struct Step {
  Place at;
  std::string message;   // observation, lower case, no final period, code in backticks
  bool essential = false;
};

struct Finding {
  std::string rule;      // full id: "tls-peer-verification-off"
  Severity severity = Severity::kError;
  Confidence confidence = Confidence::kHigh;
  Place at;              // the call or argument to edit
  std::string message;   // observation, lower case, no final period, code in backticks
  std::string remedy;    // what to do, one sentence; may be empty
  std::string protocol;  // imap, smtp, pop3, ftp, nntp, other
  std::string function;  // display name of the function around `at`
  std::vector<Step> steps;  // at most 12, ends at the handshake or send
  std::vector<Fix> fixes;
};

/// A finding that someone has answered already: withheld, and told of only on request.
struct Suppressed {
  Finding finding;
  enum class By : uint8_t { kComment, kConfig, kBaseline, kRevision } by = By::kComment;  // all but kComment lie outside of the source
  std::string reason;  // may be empty
  bool known = false;  // to the baseline or the revision that the scan is compared with
};

/// Metadata of a rule, as every door shows it.
struct RuleInfo {
  std::string id;             // full id with prefix
  std::string name;           // PascalCase
  std::string summary;        // one line
  Severity severity = Severity::kError;
  int cwe = 295;              // 0: none
  std::string securitySeverity;  // "7.4"
  std::string since;
  std::string page;           // docs/rules/<id>.md, embedded
};

/// What the run saw, shown at the end of every run.
struct Evidence {
  size_t connections = 0, verified = 0, reported = 0, unknown = 0;
  size_t files = 0, lowered = 0, dismissed = 0, cached = 0;
};

/// Something about the input, not about the code's security: never a finding.
struct Notification {
  enum Level : uint8_t { kNote, kWarning, kError } level = kWarning;
  Place at;              // line 0: the whole file; path may be empty
  std::string what;      // lower case, no final period
  bool untrusted = false;  // the answer for this input can't be trusted (unreadable, crash, time-out): exit code 3
};

/// Sorts by path, line, column, rule, message and drops equal ones.
void sortFindings(std::vector<Finding>& findings);
void sortSuppressed(std::vector<Suppressed>& suppressed);
std::string_view nameOf(Severity severity);     // "note", "warning", "error"
std::string_view nameOf(Confidence confidence); // "low", "medium", "high"

}  // namespace tls_tidy
