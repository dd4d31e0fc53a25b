#include "checks/findings/finding.h"

#include <algorithm>
#include <tuple>

namespace tls_tidy {
namespace {

auto sortKey(const Finding& finding) {
  return std::tie(finding.at.path, finding.at.line, finding.at.column, finding.rule, finding.message);
}

}  // namespace

void sortFindings(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return sortKey(a) < sortKey(b); });
  findings.erase(std::unique(findings.begin(), findings.end(),
                             [](const Finding& a, const Finding& b) { return sortKey(a) == sortKey(b); }),
                 findings.end());
}

void sortSuppressed(std::vector<Suppressed>& suppressed) {
  std::stable_sort(suppressed.begin(), suppressed.end(),
                   [](const Suppressed& a, const Suppressed& b) { return sortKey(a.finding) < sortKey(b.finding); });
}

std::string_view nameOf(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "note";
    case Severity::kWarning: return "warning";
    case Severity::kError: return "error";
  }
  return "error";
}

std::string_view nameOf(Confidence confidence) {
  switch (confidence) {
    case Confidence::kLow: return "low";
    case Confidence::kMedium: return "medium";
    case Confidence::kHigh: return "high";
  }
  return "high";
}

}  // namespace tls_tidy
