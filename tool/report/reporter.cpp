#include "tool/report/reporter.h"

namespace tls_tidy {

const std::vector<NamedReporter>& reporters() {
  static const std::vector<NamedReporter> list = {
      {"concise", reportConcise},
      {"github", reportGithub},
      {"gitlab", reportGitlab},
      {"html", reportHtml},
      {"json", reportJson},
      {"junit", reportJunit},
      {"sarif", reportSarif},
      {"text", reportText},
  };
  return list;
}

std::string_view levelOf(const Notification& notification) {
  switch (notification.level) {
    case Notification::kNote: return "note";
    case Notification::kWarning: return "warning";
    case Notification::kError: return "error";
  }
  return "error";
}

std::string pageUrl(const std::string& rule) { return TLS_TIDY_HOMEPAGE "/docs/rules/" + rule + ".md"; }

bool pagesArePublished() { return !std::string_view(TLS_TIDY_HOMEPAGE).ends_with(".example"); }

std::string whereToRead(const std::string& rule) { return pagesArePublished() ? pageUrl(rule) : "tls-tidy explain " + rule; }

}  // namespace tls_tidy
