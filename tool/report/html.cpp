// html: one file for people, to be opened anywhere, without network: what the run saw, filters, and for each finding its
// source and the path to the handshake, step by step. The pages of the rules that fired are inside.
// Whatever comes from a source is escaped (markup.h); besides, the policy in the head lets the browser run nothing but the
// script written here and fetch nothing at all, so that even a mistake in the escaping could not be used.
// Findings stand in <noscript>, which keeps large reports quick: html_page.js says how.
// Looks and behaviour: html_page.css, html_page.js. Tests: tests/report/html_test.cpp, tests/doors/html_page.py.
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "generated/report_page.h"
#include "tool/report/excerpt.h"
#include "tool/report/markup.h"
#include "tool/report/reporter.h"

namespace tls_tidy {
namespace {

constexpr uint32_t kAround = 2;  // lines shown on both sides of a finding

std::string_view pagePart(std::string_view name) {
  for (const auto& [file, text] : reportPage())
    if (file == name) return text;
  return "";
}

/// As a content security policy names an inline script or style.
std::string sourceHash(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string encoded(4 * ((size + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()), digest.data(), static_cast<int>(size));
  return "'sha256-" + encoded + "'";
}

/// Text with `code` in backticks.
std::string prose(std::string_view text) {
  std::string result;
  bool inCode = false;
  size_t ticks = std::count(text.begin(), text.end(), '`') / 2 * 2;  // one without its partner stays a backtick
  for (size_t begin = 0; begin <= text.size();) {
    size_t tick = ticks > 0 ? text.find('`', begin) : std::string_view::npos;
    result += markupText(text.substr(begin, tick == std::string_view::npos ? tick : tick - begin));
    if (tick == std::string_view::npos) break;
    --ticks;
    inCode = !inCode;
    result += inCode ? "<code>" : "</code>";
    begin = tick + 1;
  }
  return result;
}

std::string counted(size_t number, const std::string& noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

bool sameLine(const Place& a, const Place& b) { return a.path == b.path && a.line == b.line; }

class Page {
 public:
  Page(std::ostream& out, const Report& report, const ReportContext& context)
      : out_(out), report_(report), context_(context), texts_(context.root, context.texts) {}

  void write() {
    writeHead();
    writeSummary();
    writeFilters();
    out_ << "<main id=\"findings\">\n<h2>Findings</h2>\n";
    if (report_.findings.empty()) out_ << "<p>No findings.</p>\n";
    out_ << "<div id=\"list\"></div>\n<button type=\"button\" id=\"more\" hidden></button>\n";
    for (size_t i = 0; i < report_.findings.size(); ++i) writeFinding(report_.findings[i], i + 1);
    out_ << "</main>\n";
    writeNotifications();
    writeRules();
    out_ << "<script>" << pagePart("html_page.js") << "</script>\n</body>\n</html>\n";
  }

 private:
  void writeHead() {
    std::string_view style = pagePart("html_page.css"), script = pagePart("html_page.js");
    out_ << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src " << sourceHash(style)
         << "; script-src " << sourceHash(script) << "; base-uri 'none'; form-action 'none'\">\n"
         << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         << "<meta name=\"referrer\" content=\"no-referrer\">\n<title>tls-tidy: "
         << counted(report_.findings.size(), "finding") << "</title>\n<style>" << style << "</style>\n</head>\n<body>\n"
         << "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n";
  }

  void count(const char* name, size_t number) {
    out_ << "<div><dt>" << name << "</dt><dd>" << number << "</dd></div>\n";
  }

  void writeSummary() {
    std::array<size_t, 3> perSeverity = {};
    for (const Finding& finding : report_.findings) ++perSeverity[static_cast<size_t>(finding.severity)];
    const Evidence& seen = report_.evidence;
    out_ << "<header>\n<h1>tls-tidy report</h1>\n";
    if (!context_.trusted)
      out_ << "<p class=\"alert\" role=\"alert\"><strong>This is not the whole answer.</strong> Something could not be "
              "analysed; see <a href=\"#notes\">what was not seen</a>.</p>\n";
    out_ << "<h2>Findings by severity</h2>\n<dl class=\"counts\">\n";
    count("Errors", perSeverity[static_cast<size_t>(Severity::kError)]);
    count("Warnings", perSeverity[static_cast<size_t>(Severity::kWarning)]);
    count("Notes", perSeverity[static_cast<size_t>(Severity::kNote)]);
    out_ << "</dl>\n<h2>Connections seen in " << counted(seen.files, "file") << "</h2>\n<dl class=\"counts\">\n";
    count("Seen", seen.connections);
    count("Verified", seen.verified);
    count("Reported", seen.reported);
    count("Unknown", seen.unknown);
    out_ << "</dl>\n";
    if (context_.hidden > 0)
      out_ << "<p>" << counted(context_.hidden, "finding")
           << " left out by <code>--min-severity</code> and <code>--min-confidence</code>.</p>\n";
    out_ << "</header>\n";
  }

  void writeChoice(const char* name, const char* label, const std::set<std::string>& values) {
    out_ << "<label><span>" << label << "</span><select name=\"" << name << "\"><option value=\"\">all</option>";
    for (const std::string& value : values)
      out_ << "<option value=\"" << markupText(value) << "\">" << markupText(value) << "</option>";
    out_ << "</select></label>\n";
  }

  void writeFilters() {
    if (report_.findings.empty()) return;
    std::set<std::string> rules, protocols;
    for (const Finding& finding : report_.findings) {
      rules.insert(finding.rule);
      if (!finding.protocol.empty()) protocols.insert(finding.protocol);
    }
    out_ << "<form class=\"filters\" id=\"filters\" role=\"search\" aria-label=\"Filter the findings\" hidden>\n"
            "<fieldset><legend>Severity</legend>";
    for (const char* severity : {"error", "warning", "note"})
      out_ << fmt::format("<label><input type=\"checkbox\" value=\"{0}\" checked> {0}</label>", severity);
    out_ << "</fieldset>\n";
    writeChoice("rule", "Rule", rules);
    writeChoice("protocol", "Protocol", protocols);
    out_ << "<label><span>Words in path, message or source</span><input type=\"search\" name=\"words\" autocomplete=\"off\"></label>\n"
            "<button type=\"reset\">Clear the filters</button>\n<output id=\"shown\" aria-live=\"polite\"></output>\n</form>\n";
  }

  void writeLine(uint32_t number, const std::string& text) {
    out_ << "<span class=\"number\">" << number << "</span>" << text << '\n';
  }

  /// The line of a place with the place marked, and some around it.
  void writeExcerpt(const Place& at, uint32_t around) {
    const SourceText& source = texts_.of(at.path);
    if (at.line == 0 || !source.readable() || at.line > source.lineCount()) return;
    uint32_t first = at.line > around ? at.line - around : 1, last = std::min(at.line + around, source.lineCount());
    if (last > at.line && source.line(last).empty()) --last;
    // Wide lines scroll sideways: the keyboard must reach them.
    out_ << "<pre tabindex=\"0\" role=\"region\" aria-label=\"Source, line " << at.line << "\"><code>";
    for (uint32_t line = first; line <= last; ++line) {
      if (line != at.line) {
        writeLine(line, markupText(quotedLine(source, line)));
        continue;
      }
      Excerpt excerpt = excerptOf(source, at);
      writeLine(line, markupText(excerpt.before) + "<mark>" + markupText(excerpt.marked) + "</mark>" + markupText(excerpt.after));
    }
    out_ << "</code></pre>\n";
  }

  static std::string placeText(const Place& at) {
    std::string text = at.path;
    if (at.line != 0) text += fmt::format(":{}:{}", at.line, at.column);
    return "<span class=\"place\">" + markupText(text) + "</span>";
  }

  void writeStep(const Place& at, const std::string& message, bool essential, bool here) {
    out_ << (essential ? "<li class=\"essential\">" : "<li>") << prose(message);
    if (here) out_ << " <span class=\"here\">(reported here)</span>";
    if (at.path.empty()) {
      out_ << "</li>\n";
      return;
    }
    out_ << "<br>" << placeText(at) << '\n';
    writeExcerpt(at, 0);
    out_ << "</li>\n";
  }

  void writePath(const Finding& finding) {
    if (finding.steps.empty()) return;
    auto isHere = [&](const Step& step) { return sameLine(step.at, finding.at); };
    out_ << "<h4>The path to the handshake</h4>\n<ol class=\"path\" role=\"list\">\n";
    if (std::none_of(finding.steps.begin(), finding.steps.end(), isHere)) writeStep(finding.at, finding.message, false, true);
    for (const Step& step : finding.steps) writeStep(step.at, step.message, step.essential, isHere(step));
    out_ << "</ol>\n";
  }

  void writeFix(const Fix& fix) {
    out_ << "<p>" << prose(fix.title) << (fix.safe ? " (<code>--fix</code>)" : " (<code>--fix --unsafe-fixes</code>)") << "</p>\n";
    if (fix.edits.empty()) return;
    out_ << "<ul>\n";
    for (const Edit& edit : fix.edits) {
      const std::string& bytes = texts_.of(edit.at.path).bytes();
      std::string gone;
      if (edit.at.begin <= edit.at.end && edit.at.end <= bytes.size()) gone = bytes.substr(edit.at.begin, edit.at.end - edit.at.begin);
      out_ << "<li>" << placeText(edit.at) << ": ";
      if (!gone.empty()) out_ << "replace <code><del>" << markupText(gone) << "</del></code> by ";
      out_ << (gone.empty() ? "insert " : "") << "<code><ins>" << markupText(edit.text) << "</ins></code></li>\n";
    }
    out_ << "</ul>\n";
  }

  void writeFinding(const Finding& finding, size_t number) {
    std::string_view severity = nameOf(finding.severity);
    std::string rule = markupText(finding.rule);
    out_ << fmt::format("<noscript data-severity=\"{0}\" data-rule=\"{2}\" data-protocol=\"{3}\"><article class=\"{0}\" id=\"finding-{1}\" aria-label=\"{0}: {4}\">\n",
                        severity, number, rule, markupText(finding.protocol), markupText(finding.message))
         << fmt::format("<h3 tabindex=\"-1\"><span class=\"severity\">{}</span> {}</h3>\n", severity, prose(finding.message))
         << "<p>" << placeText(finding.at);
    if (!finding.function.empty()) out_ << " in <code>" << markupText(finding.function) << "</code>";
    out_ << "<br>Rule <a href=\"#rule-" << rule << "\">" << rule << "</a>";
    if (!finding.protocol.empty()) out_ << ", protocol " << markupText(finding.protocol);
    out_ << ", confidence " << nameOf(finding.confidence) << "</p>\n";
    writeExcerpt(finding.at, kAround);
    writePath(finding);
    if (!finding.remedy.empty() || !finding.fixes.empty()) out_ << "<h4>What to do</h4>\n";
    if (!finding.remedy.empty()) out_ << "<p>" << prose(finding.remedy) << "</p>\n";
    for (const Fix& fix : finding.fixes) writeFix(fix);
    out_ << "</article></noscript>\n";
  }

  void writeNotifications() {
    if (report_.notifications.empty()) return;
    out_ << "<section id=\"notes\">\n<h2>What was not seen, and other remarks</h2>\n<ul>\n";
    for (const Notification& notification : report_.notifications) {
      out_ << "<li>";
      if (!notification.at.path.empty()) out_ << placeText(notification.at) << ": ";
      out_ << levelOf(notification) << ": " << prose(notification.what) << "</li>\n";
    }
    out_ << "</ul>\n</section>\n";
  }

  void writeRules() {
    std::set<std::string> fired;
    for (const Finding& finding : report_.findings) fired.insert(finding.rule);
    if (fired.empty()) return;
    out_ << "<section id=\"rules\">\n<h2>The rules</h2>\n";
    for (const RuleInfo& rule : context_.rules) {
      if (!fired.erase(rule.id)) continue;
      std::string id = markupText(rule.id);
      out_ << fmt::format("<h3 id=\"rule-{0}\">{0}: {1}</h3>\n", id, prose(rule.summary))
           << "<p>";
      if (rule.cwe) out_ << fmt::format("<a href=\"https://cwe.mitre.org/data/definitions/{0}.html\">CWE-{0}</a>", rule.cwe);
      if (pagesArePublished()) out_ << (rule.cwe ? ", " : "") << "<a href=\"" << markupText(pageUrl(rule.id)) << "\">the page of this rule</a>";
      out_ << "</p>\n";
      if (!rule.page.empty())
        out_ << "<details><summary>What it reports and how to mend it<span class=\"skip\"> (" << id << ")</span></summary><pre class=\"page\">"
             << markupText(rule.page) << "</pre></details>\n";
    }
    out_ << "</section>\n<footer><p>tls-tidy " TLS_TIDY_VERSION "</p></footer>\n";
  }

  std::ostream& out_;
  const Report& report_;
  const ReportContext& context_;
  SourceTexts texts_;
};

}  // namespace

void reportHtml(std::ostream& out, const Report& report, const ReportContext& context) { Page(out, report, context).write(); }

}  // namespace tls_tidy
