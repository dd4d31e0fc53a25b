// Reporter: a Report as text for people or programs. One function per format; the same Report gives the same bytes.
// A reporter knows findings, never a rule by name, and opens no file but the sources it quotes.
// To add a format: 1. a file here with one function, 2. its line in reporters() in reporter.cpp, 3. a case in tests/cli.
#pragma once
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "checks/analysis.h"

namespace tls_tidy {

struct ReportContext {
  std::vector<RuleInfo> rules;               // all there are, fired or not
  std::string root;                          // absolute folder the paths of the Report are relative to
  std::string shownPrefix;                   // before a path in text and concise, so that a terminal can open it
  std::map<std::string, std::string> texts;  // contents of files that are not on disk, by path
  size_t hidden = 0;                         // findings that --min-severity and --min-confidence left out
  bool trusted = true;                       // false: the run ends with exit code 3, or would without findings
  bool color = false;                        // text: ANSI colours
  bool links = false;                        // text: OSC 8 links
  bool showSuppressed = false;               // sarif: suppressed findings too
  bool compared = false;                     // sarif: with a baseline or a revision, so each result is new or unchanged
  bool quiet = false;                        // text: no summary
  std::string category;                      // sarif: what tells several reports of one commit apart; may be empty
};

using Reporter = void (*)(std::ostream&, const Report&, const ReportContext&);

void reportText(std::ostream& out, const Report& report, const ReportContext& context);
void reportConcise(std::ostream& out, const Report& report, const ReportContext& context);
void reportGithub(std::ostream& out, const Report& report, const ReportContext& context);
void reportGitlab(std::ostream& out, const Report& report, const ReportContext& context);
void reportHtml(std::ostream& out, const Report& report, const ReportContext& context);
void reportJson(std::ostream& out, const Report& report, const ReportContext& context);
void reportJunit(std::ostream& out, const Report& report, const ReportContext& context);
void reportSarif(std::ostream& out, const Report& report, const ReportContext& context);

/// What text ends with: notifications and what the run saw. For runs whose findings go elsewhere.
void reportSummary(std::ostream& out, const Report& report, const ReportContext& context);

struct NamedReporter {
  std::string_view name;
  Reporter report;
};

/// All formats, sorted by name.
const std::vector<NamedReporter>& reporters();

/// "note", "warning", "error".
std::string_view levelOf(const Notification& notification);

/// The address of a rule's page: an address in any case, as SARIF wants one.
std::string pageUrl(const std::string& rule);

/// Is there something at that address? Not when the build names no place where docs/ is published.
bool pagesArePublished();

/// For readers: the address, or the command that shows the page.
std::string whereToRead(const std::string& rule);

}  // namespace tls_tidy
