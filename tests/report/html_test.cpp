// The page holds whatever a finding says as text. How it looks and behaves: tests/doors/html_page.py.
#include <gtest/gtest.h>

#include <sstream>

#include "tool/report/reporter.h"

namespace tls_tidy {
namespace {

class Html : public testing::Test {
 protected:
  Html() {
    context.texts["src/a.py"] = "one\n\tf(None) # </mark><script>\nthree\n";
    RuleInfo rule;
    rule.id = "tls-null-context";
    rule.summary = "no `context`";
    rule.page = "# tls-null-context\n<script>\n";
    context.rules = {rule, {"tls-other"}};
    finding.rule = "tls-null-context";
    finding.at = {"src/a.py", 5, 12, 2, 2, 2, 9};
    finding.message = "`f` takes no context";
    finding.steps = {{{"src/b.py", 0, 3, 7, 1, 7, 4}, "the handshake", true}};
  }
  std::string written() {
    std::ostringstream out;
    reportHtml(out, report, context);
    return out.str();
  }
  void expect(const std::string& part) { EXPECT_NE(written().find(part), std::string::npos) << part; }
  static size_t count(const std::string& text, const std::string& part) {
    size_t number = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++number;
    return number;
  }

  ReportContext context;
  Report report;
  Finding finding;
};

TEST_F(Html, NothingFound) {
  expect("<p>No findings.</p>");
  EXPECT_EQ(written().find("<form"), std::string::npos);
  EXPECT_EQ(written().find("role=\"alert\""), std::string::npos);
}

TEST_F(Html, PolicyAllowsOneScriptAndNoNetwork) {
  expect("content=\"default-src 'none'; style-src 'sha256-");
  expect("'; base-uri 'none'; form-action 'none'\">");
  EXPECT_EQ(written().find("unsafe-inline"), std::string::npos);
  EXPECT_EQ(written().find(" style=\""), std::string::npos);
}

TEST_F(Html, ExcerptWithThePlaceMarked) {
  report.findings = {finding};
  expect("<span class=\"number\">2</span>    <mark>f(None)</mark> # &lt;/mark&gt;&lt;script&gt;\n<span class=\"number\">3</span>three\n");
}

TEST_F(Html, PathBeginsWhereTheFindingIs) {
  report.findings = {finding};
  expect("<li><code>f</code> takes no context <span class=\"here\">(reported here)</span><br><span class=\"place\">src/a.py:2:2</span>");
  expect("<li class=\"essential\">the handshake<br><span class=\"place\">src/b.py:7:1</span>");
}

TEST_F(Html, TextStaysText) {
  const std::string attack = "</h3></noscript></script><script>x</script>\"'><img src=x onerror=x> `a`` \xFF\xE2\x80\xAE";
  finding.message = finding.remedy = finding.function = finding.protocol = finding.rule = finding.at.path = attack;
  finding.steps = {{finding.at, attack}};
  Edit edit;
  edit.at = finding.at;
  edit.text = attack;
  finding.fixes = {{attack, {edit}}};
  report.findings = {finding};
  report.notifications = {{Notification::kError, finding.at, attack, true}};
  std::string page = written();
  EXPECT_EQ(count(page, "<script>"), 1u);
  EXPECT_EQ(count(page, "</script>"), 1u);
  EXPECT_EQ(count(page, "</noscript>"), 1u);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("\"'>"), std::string::npos);
  EXPECT_EQ(page.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_EQ(count(page, "<code>"), count(page, "</code>"));
}

TEST_F(Html, PagesOfTheRulesThatFired) {
  report.findings = {finding};
  expect("<h3 id=\"rule-tls-null-context\">tls-null-context: no <code>context</code></h3>");
  expect("# tls-null-context\n&lt;script&gt;\n</pre>");
  EXPECT_EQ(written().find("rule-tls-other"), std::string::npos);
}

TEST_F(Html, AnAnswerThatIsNotWholeSaysSo) {
  context.trusted = false;
  context.hidden = 2;
  report.notifications = {{Notification::kError, {"gone.c"}, "cannot be read", true}};
  expect("role=\"alert\"");
  expect("<li><span class=\"place\">gone.c</span>: error: cannot be read</li>");
  expect("2 findings left out");
}

}  // namespace
}  // namespace tls_tidy
