// gitlab: a Code Quality report, as GitLab's merge requests show it: a JSON list with what its page on the format asks
// for and nothing else. Paths are relative to the scanned folder; a fingerprint is a finding's identity across edits, and
// unique in the report. What was not seen has no place here: the exit code and the log tell.
// Test: tests/report/gitlab_test.cpp.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "checks/findings/fingerprint.h"
#include "tool/report/reporter.h"
#include "tool/report/source_text.h"

namespace tls_tidy {
namespace {

using Json = nlohmann::ordered_json;

const char* severityOf(Severity severity) {
  switch (severity) {
    case Severity::kNote: return "info";
    case Severity::kWarning: return "major";
    case Severity::kError: return "critical";
  }
  return "critical";
}

Json entryOf(const Finding& finding, const std::string& fingerprint) {
  uint32_t line = std::max(finding.at.line, 1u);
  std::string description = finding.message + '.';
  if (!finding.remedy.empty()) description += " To mend it: " + finding.remedy + '.';
  return {{"description", validUtf8(description)},
          {"check_name", finding.rule},
          {"fingerprint", fingerprint},
          {"severity", severityOf(finding.severity)},
          {"location",
           {{"path", validUtf8(finding.at.path)},
            {"lines", {{"begin", line}, {"end", std::max(finding.at.endLine, line)}}}}}};
}

}  // namespace

void reportGitlab(std::ostream& out, const Report& report, const ReportContext& context) {
  SourceTexts texts(context.root, context.texts);
  std::vector<std::string> identities = fingerprints(report.findings, [&](const std::string& path) -> std::string_view { return texts.of(path).bytes(); });
  out << '[';
  const char* separator = "\n  ";
  for (size_t i = 0; i < report.findings.size(); ++i) {
    out << separator << entryOf(report.findings[i], identities[i]).dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n  ";
  }
  out << (report.findings.empty() ? "" : "\n") << "]\n";
}

}  // namespace tls_tidy
