// Findings as tests, and XML that holds whatever a finding says.
#include <gtest/gtest.h>

#include <sstream>

#include "tool/report/markup.h"
#include "tool/report/reporter.h"

namespace tls_tidy {
namespace {

class Junit : public testing::Test {
 protected:
  Junit() {
    finding.rule = "tls-null-context";
    finding.at = {"src/a.py", 0, 3, 4, 2, 4, 5};
    finding.message = "no context";
    finding.remedy = "pass one";
    finding.steps = {{{"src/b.py", 0, 3, 7, 1, 7, 4}, "the handshake", true}};
  }
  std::string written() {
    std::ostringstream out;
    reportJunit(out, report, {});
    return out.str();
  }
  void expect(const std::string& part) { EXPECT_NE(written().find(part), std::string::npos) << part << "\n" << written(); }

  Report report;
  Finding finding;
};

TEST_F(Junit, NothingFoundIsATestThatPassed) {
  EXPECT_EQ(written(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"tls-tidy\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
            "  <testsuite name=\"tls-tidy\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
            "    <testcase name=\"no findings\" classname=\"tls-tidy\"/>\n"
            "  </testsuite>\n</testsuites>\n");
}

TEST_F(Junit, AFindingIsAFailure) {
  report.findings = {finding};
  expect("tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\"");
  expect("<testcase name=\"tls-null-context at 4:2\" classname=\"src/a.py\" file=\"src/a.py\" line=\"4\">");
  expect("<failure type=\"tls-null-context\" message=\"no context\">src/a.py:4:2: error: no context [tls-null-context]\n"
         "  src/b.py:7:1: the handshake\nTo mend it: pass one\n");
}

TEST_F(Junit, ANoteNeverFails) {
  finding.severity = Severity::kNote;
  report.findings = {finding};
  expect("failures=\"0\" errors=\"0\" skipped=\"1\"");
  expect("<skipped message=\"no context\"/>");
}

TEST_F(Junit, WhatWasNotSeenIsAnError) {
  report.notifications = {{Notification::kError, {"gone.c"}, "cannot be read", true}, {Notification::kWarning, {"b.c"}, "a header is missing"}};
  expect("tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\"");
  expect("classname=\"gone.c\" file=\"gone.c\">\n      <error type=\"not analysed\" message=\"cannot be read\"/>");
}

TEST_F(Junit, TextStaysText) {
  finding.message = "\"/><x>&amp;\n]]>\x1b[1m\xFF";
  report.findings = {finding};
  expect("message=\"&quot;/&gt;&lt;x&gt;&amp;amp; ]]&gt;\xEF\xBF\xBD[1m\xEF\xBF\xBD\">");
}

TEST(Markup, WhatHasNoPlaceIsReplaced) {
  const std::string gone = "\xEF\xBF\xBD";
  EXPECT_EQ(markupText(std::string("a\0b", 3)), "a" + gone + "b");
  EXPECT_EQ(markupText("\x01\x0b\x0c\x7f\xC2\x85"), gone + gone + gone + gone + gone);
  EXPECT_EQ(markupText("\xEF\xBF\xBE\xEF\xBF\xBF"), gone + gone);    // U+FFFE, U+FFFF
  EXPECT_EQ(markupText("\xE2\x80\xAE\xE2\x81\xA6"), gone + gone);    // U+202E, U+2066
  EXPECT_EQ(markupText("\xED\xA0\x80"), gone + gone + gone);         // a surrogate
  EXPECT_EQ(markupText("\t\n\r \xF0\x9F\x94\x92"), "\t\n\r \xF0\x9F\x94\x92");
  EXPECT_EQ(markupText("<'\"&>"), "&lt;&#39;&quot;&amp;&gt;");
}

}  // namespace
}  // namespace tls_tidy
