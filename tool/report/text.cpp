// text: for people. Each finding with its source, the steps that lead to it, and what to do; then what the run saw.
//
//     error[tls-peer-verification-off]: peer verification turned off for a client handshake
//       --> mail/connect.c:12:3
//        |
//     12 |   SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
//        |                               ^^^^^^^^^^^^^^^
//     note: accepts any certificate here
//       --> mail/connect.c:15:7
//        ...
//        = help: ask for SSL_VERIFY_PEER
#include <algorithm>

#include <fmt/format.h>

#include "tool/report/excerpt.h"
#include "tool/report/reporter.h"
#include "tool/report/source_text.h"
#include "tool/report/terminal.h"

namespace tls_tidy {
namespace {

constexpr size_t kMaxNotifications = 20;  // of those that do not touch the answer; all are in json and sarif

class TextWriter {
 public:
  TextWriter(std::ostream& out, const Report& report, const ReportContext& context)
      : out_(out), report_(report), context_(context), texts_(context.root, context.texts) {}

  void write() {
    for (const Finding& finding : report_.findings) writeFinding(finding);
    if (!context_.quiet) writeEnd();
  }

  void writeEnd() {
    writeNotifications();
    writeSummary();
  }

 private:
  std::string styled(std::string_view code, const std::string& text) const {
    return context_.color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  std::string bold(const std::string& text) const { return styled("1", text); }
  std::string blue(const std::string& text) const { return styled("1;34", text); }
  std::string ofSeverity(Severity severity, const std::string& text) const {
    return styled(severity == Severity::kError ? "1;31" : severity == Severity::kWarning ? "1;33" : "1;36", text);
  }
  std::string linked(const std::string& url, const std::string& text) const {
    return context_.links ? fmt::format("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", url, text) : text;
  }
  std::string shown(const std::string& path) const { return printablePath(context_.shownPrefix + path); }

  void writeExcerpt(const Place& at, uint32_t margin, bool primary, Severity severity) {
    std::string empty(margin, ' ');
    std::string where = shown(at.path);
    if (at.line != 0) where += fmt::format(":{}:{}", at.line, at.column);
    out_ << empty << blue("--> ") << where << '\n';
    const SourceText& source = texts_.of(at.path);
    if (at.line == 0 || !source.readable() || at.line > source.lineCount()) return;
    Excerpt excerpt = excerptOf(source, at);
    std::string mark(std::max(1u, displayWidth(excerpt.marked)), primary ? '^' : '-');
    out_ << empty << blue(" |") << '\n'
         << blue(fmt::format("{:>{}} |", at.line, margin)) << ' ' << excerpt.before + excerpt.marked + excerpt.after << '\n'
         << empty << blue(" |") << ' ' << std::string(displayWidth(excerpt.before), ' ')
         << (primary ? ofSeverity(severity, mark) : blue(mark)) << '\n';
  }

  void writeHint(uint32_t margin, const std::string& label, const std::string& text) {
    out_ << std::string(margin, ' ') << blue(" = ") << bold(label + ":") << ' ' << text << '\n';
  }

  void writeFinding(const Finding& finding) {
    uint32_t lastLine = finding.at.line;
    for (const Step& step : finding.steps) lastLine = std::max(lastLine, step.at.line);
    uint32_t margin = static_cast<uint32_t>(std::to_string(lastLine).size());
    out_ << ofSeverity(finding.severity, fmt::format("{}[{}]", nameOf(finding.severity), finding.rule))
         << bold(": " + printable(finding.message)) << '\n';
    writeExcerpt(finding.at, margin, true, finding.severity);
    std::vector<const Place*> quoted = {&finding.at};
    for (const Step& step : finding.steps) {
      bool known = step.at.path.empty() || step.at.line == 0 ||
                   std::any_of(quoted.begin(), quoted.end(), [&](const Place* place) {
                     return place->path == step.at.path && place->line == step.at.line && place->column == step.at.column;
                   });
      if (known) {
        if (step.message != finding.message) writeHint(margin, "note", printable(step.message));
        continue;
      }
      quoted.push_back(&step.at);
      out_ << bold("note") << ": " << printable(step.message) << '\n';
      writeExcerpt(step.at, margin, false, finding.severity);
    }
    if (!finding.remedy.empty()) writeHint(margin, "help", printable(finding.remedy));
    for (const Fix& fix : finding.fixes)
      writeHint(margin, "fix available with " + std::string(fix.safe ? "--fix" : "--unsafe-fixes"), printable(fix.title));
    if (finding.confidence == Confidence::kLow) writeHint(margin, "confidence", "low");
    writeHint(margin, "rule", context_.links && pagesArePublished() ? linked(pageUrl(finding.rule), finding.rule) : whereToRead(finding.rule));
    out_ << '\n';
  }

  void writeNotifications() {
    size_t left = 0, written = 0;
    for (const Notification& notification : report_.notifications) {
      if (!notification.untrusted && notification.level != Notification::kError && written >= kMaxNotifications) {
        ++left;
        continue;
      }
      ++written;
      std::string place = notification.at.path.empty() ? "" : shown(notification.at.path);
      if (!place.empty() && notification.at.line != 0)
        place += fmt::format(":{}:{}", notification.at.line, std::max(notification.at.column, 1u));
      Severity severity = notification.level == Notification::kError     ? Severity::kError
                          : notification.level == Notification::kWarning ? Severity::kWarning
                                                                         : Severity::kNote;
      out_ << (place.empty() ? "" : bold(place) + ": ") << ofSeverity(severity, std::string(levelOf(notification))) << ": "
           << printable(notification.what) << '\n';
    }
    if (left > 0) out_ << fmt::format("... and {} more like these (--output json lists all)\n", left);
  }

  static std::string counted(size_t number, const std::string& noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
  }

  void writeSummary() {
    size_t perSeverity[3] = {};
    for (const Finding& finding : report_.findings) ++perSeverity[static_cast<size_t>(finding.severity)];
    std::string found;
    auto add = [&](Severity severity) {
      size_t number = perSeverity[static_cast<size_t>(severity)];
      if (number == 0) return;
      found += (found.empty() ? "" : ", ") + ofSeverity(severity, counted(number, std::string(nameOf(severity))));
    };
    add(Severity::kError);
    add(Severity::kWarning);
    add(Severity::kNote);
    const Evidence& seen = report_.evidence;
    out_ << (found.empty() ? "no findings" : found) << " in " << counted(seen.files, "file") << '\n'
         << counted(seen.connections, "connection") << " seen: " << seen.verified << " verified, " << seen.reported
         << " reported, " << seen.unknown << " unknown\n";
    if (context_.hidden > 0)
      out_ << counted(context_.hidden, "finding") << " not shown (--min-confidence low --min-severity note shows all)\n";
    const auto writeSuppressed = [&](Suppressed::By by, const char* how) {
      const size_t number = std::count_if(report_.suppressed.begin(), report_.suppressed.end(), [&](const Suppressed& suppressed) { return suppressed.by == by; });
      if (number > 0) out_ << counted(number, "finding") << how << '\n';
    };
    writeSuppressed(Suppressed::By::kComment, " suppressed");
    writeSuppressed(Suppressed::By::kConfig, " turned off (tls-tidy config tells where)");
    writeSuppressed(Suppressed::By::kRevision, " there before (--diff-base)");
    writeSuppressed(Suppressed::By::kBaseline, " known from the baseline");
    size_t unseen = std::count_if(report_.notifications.begin(), report_.notifications.end(),
                                  [](const Notification& notification) { return notification.untrusted && !notification.at.path.empty(); });
    if (unseen > 0)
      out_ << ofSeverity(Severity::kError, fmt::format("{} could not be analysed: this result is not the whole answer",
                                                       counted(unseen, "input")))
           << '\n';
  }

  std::ostream& out_;
  const Report& report_;
  const ReportContext& context_;
  SourceTexts texts_;
};

}  // namespace

void reportText(std::ostream& out, const Report& report, const ReportContext& context) {
  TextWriter(out, report, context).write();
}

void reportSummary(std::ostream& out, const Report& report, const ReportContext& context) {
  TextWriter(out, report, context).writeEnd();
}

}  // namespace tls_tidy
