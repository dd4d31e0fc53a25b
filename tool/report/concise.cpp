// concise: one finding, one line: file:line:col: severity: message [rule]. Editors and grep read it.
#include "tool/report/reporter.h"
#include "tool/report/terminal.h"

namespace tls_tidy {

void reportConcise(std::ostream& out, const Report& report, const ReportContext& context) {
  for (const Finding& finding : report.findings)
    out << printablePath(context.shownPrefix + finding.at.path) << ':' << finding.at.line << ':' << finding.at.column << ": "
        << nameOf(finding.severity) << ": " << printable(finding.message) << " [" << finding.rule << "]\n";
}

}  // namespace tls_tidy
