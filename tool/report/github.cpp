// github: one finding, one workflow command, which GitHub shows as an annotation at its line:
//
//     ::error file=mail/a.py,line=5,endLine=5,col=24,endColumn=29,title=tls-null-context::message%0Awhat to do
//
// Everything after `::` is data once it is escaped: a text with a line end can start no command of its own. GitHub shows
// ten annotations of a kind per step, so this is no substitute for a report.
// Paths are relative to the scanned folder: scan from the top of the repository. Test: tests/report/github_test.cpp.
#include <algorithm>
#include <string>

#include "tool/report/reporter.h"
#include "tool/report/source_text.h"

namespace tls_tidy {
namespace {

/// The runner undoes exactly these and nothing else; in a property `:` and `,` have a meaning, too.
std::string escaped(const std::string& text, bool inProperty) {
  std::string result;
  for (char c : validUtf8(text)) {
    switch (c) {
      case '%': result += "%25"; break;
      case '\r': result += "%0D"; break;
      case '\n': result += "%0A"; break;
      case ':': result += inProperty ? "%3A" : ":"; break;
      case ',': result += inProperty ? "%2C" : ","; break;
      default: result += c;
    }
  }
  return result;
}

std::string property(const char* name, const std::string& value) { return std::string(name) + '=' + escaped(value, true); }

std::string placeOf(const Place& at, SourceTexts& texts) {
  std::string result = property("file", at.path);
  if (at.line == 0) return result;
  uint32_t endLine = std::max(at.line, at.endLine);
  result += ',' + property("line", std::to_string(at.line)) + ',' + property("endLine", std::to_string(endLine));
  if (endLine != at.line) return result;  // the runner takes columns within one line only
  const SourceText& text = texts.of(at.path);
  uint32_t column = std::max(at.column, 1u), end = std::max(at.endColumn, column);
  if (text.readable()) column = text.utf16Column(at.line, column), end = text.utf16Column(at.line, end);
  return result + ',' + property("col", std::to_string(column)) + ',' + property("endColumn", std::to_string(end));
}

std::string_view command(std::string_view level) { return level == "note" ? "notice" : level; }

}  // namespace

void reportGithub(std::ostream& out, const Report& report, const ReportContext& context) {
  SourceTexts texts(context.root, context.texts);
  for (const Finding& finding : report.findings) {
    std::string message = finding.message;
    if (!finding.remedy.empty()) message += "\n" + finding.remedy;
    message += "\n" + whereToRead(finding.rule);
    out << "::" << command(nameOf(finding.severity)) << ' ' << placeOf(finding.at, texts) << ','
        << property("title", finding.rule) << "::" << escaped(message, false) << '\n';
  }
  // What makes the answer untrustworthy is no detail of the log.
  for (const Notification& notification : report.notifications) {
    if (!notification.untrusted && notification.level != Notification::kError) continue;
    std::string place = notification.at.path.empty() ? "" : placeOf(notification.at, texts) + ',';
    out << "::" << command(levelOf(notification)) << ' ' << place << property("title", "not analysed")
        << "::" << escaped(notification.what, false) << '\n';
  }
}

}  // namespace tls_tidy
