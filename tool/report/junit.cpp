// junit: findings as failed tests, for whatever shows test results. One suite, one case per finding: a note is a skipped
// case, because notes never fail a run; an input that could not be analysed is a case in error. A run with nothing to say
// has one case that passed, because viewers take a suite without cases for a run that did not happen.
// No time, no host name: the same report gives the same bytes. Test: tests/report/junit_test.cpp.
#include <algorithm>

#include <fmt/format.h>

#include "tool/report/markup.h"
#include "tool/report/reporter.h"

namespace tls_tidy {
namespace {

std::string lineAndColumn(const Place& at) {
  std::string place = at.path;
  if (at.line != 0) place += fmt::format(":{}:{}", at.line, at.column);
  return place;
}

/// An attribute's value is one line.
std::string oneLine(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return markupText(text);
}

/// `name` in `place.path`, and what became of it.
std::string caseOf(const std::string& name, const Place& place, const std::string& outcome) {
  std::string file = place.path.empty() ? "" : fmt::format(" file=\"{}\"", oneLine(place.path));
  if (!file.empty() && place.line != 0) file += fmt::format(" line=\"{}\"", place.line);
  std::string head = fmt::format("    <testcase name=\"{}\" classname=\"{}\"{}", oneLine(name),
                                 place.path.empty() ? "tls-tidy" : oneLine(place.path), file);
  return outcome.empty() ? head + "/>\n" : head + ">\n" + outcome + "    </testcase>\n";
}

std::string outcomeOf(const Finding& finding) {
  std::string message = oneLine(finding.message);
  if (finding.severity == Severity::kNote) return fmt::format("      <skipped message=\"{}\"/>\n", message);
  std::string text = fmt::format("{}: {}: {} [{}]\n", lineAndColumn(finding.at), nameOf(finding.severity), finding.message, finding.rule);
  for (const Step& step : finding.steps)
    if (!step.at.path.empty()) text += fmt::format("  {}: {}\n", lineAndColumn(step.at), step.message);
  if (!finding.remedy.empty()) text += "To mend it: " + finding.remedy + "\n";
  text += whereToRead(finding.rule) + "\n";
  return fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", oneLine(finding.rule), message, markupText(text));
}

}  // namespace

void reportJunit(std::ostream& out, const Report& report, const ReportContext&) {
  std::string cases;
  size_t tests = 0, failures = 0, skipped = 0, errors = 0;
  for (const Finding& finding : report.findings) {
    ++tests;
    ++(finding.severity == Severity::kNote ? skipped : failures);
    std::string name = finding.rule;
    if (finding.at.line != 0) name += fmt::format(" at {}:{}", finding.at.line, finding.at.column);
    cases += caseOf(name, finding.at, outcomeOf(finding));
  }
  for (const Notification& notification : report.notifications) {
    if (!notification.untrusted) continue;
    ++tests, ++errors;
    cases += caseOf("analysed", notification.at,
                    fmt::format("      <error type=\"not analysed\" message=\"{}\"/>\n", oneLine(notification.what)));
  }
  if (tests == 0) tests = 1, cases = caseOf("no findings", {}, "");
  std::string counts = fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", tests, failures, errors, skipped);
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tls-tidy\" " << counts
      << ">\n  <testsuite name=\"tls-tidy\" " << counts << ">\n" << cases << "  </testsuite>\n</testsuites>\n";
}

}  // namespace tls_tidy
