// The runner reads a line of output as a command: what a finding says must stay data of one.
#include <gtest/gtest.h>

#include <sstream>

#include "tool/report/reporter.h"

namespace tls_tidy {
namespace {

class Github : public testing::Test {
 protected:
  Github() {
    finding.rule = "tls-null-context";
    finding.at = {"src/a.py", 0, 0, 2, 7, 2, 10};
    finding.message = "no context";
    context.texts["src/a.py"] = "x\n\xF0\x9F\x94\x92  abc\n";  // a lock: four bytes, two UTF-16 units
  }
  std::string written() {
    report.findings = {finding};
    return writtenAsIs();
  }
  std::string writtenAsIs() {
    std::ostringstream out;
    reportGithub(out, report, context);
    return out.str();
  }
  const std::string page = whereToRead("tls-null-context");

  ReportContext context;
  Report report;
  Finding finding;
};

TEST_F(Github, NothingFoundSaysNothing) { EXPECT_EQ(writtenAsIs(), ""); }

TEST_F(Github, CountsUtf16Units) {
  EXPECT_EQ(written(), "::error file=src/a.py,line=2,endLine=2,col=5,endColumn=8,title=tls-null-context::no context%0A" + page + "\n");
}

TEST_F(Github, SeveritiesInItsWords) {
  finding.severity = Severity::kWarning;
  EXPECT_TRUE(written().starts_with("::warning "));
  finding.severity = Severity::kNote;
  EXPECT_TRUE(written().starts_with("::notice "));
}

TEST_F(Github, NoColumnsOverSeveralLines) {
  finding.at.endLine = 3;
  EXPECT_NE(written().find(",line=2,endLine=3,title="), std::string::npos);
}

TEST_F(Github, TextStartsNoCommand) {
  finding.message = "a\r\n::set-env name=x::100% y:z,\n";
  finding.remedy = "::stop-commands::t";
  EXPECT_TRUE(written().ends_with("::a%0D%0A::set-env name=x::100%25 y:z,%0A%0A::stop-commands::t%0A" + page + "\n"));
  EXPECT_EQ(writtenAsIs().find('\n'), writtenAsIs().size() - 1);
}

TEST_F(Github, PathStartsNoCommand) {
  finding.at = {"a,line=9::b%\n\r.py", 0, 0, 1, 1, 1, 2};
  EXPECT_TRUE(written().starts_with("::error file=a%2Cline=9%3A%3Ab%25%0A%0D.py,line=1,endLine=1,col=1,endColumn=2,"));
}

TEST_F(Github, InvalidUtf8IsReplaced) {
  finding.message = "\xFF";
  EXPECT_NE(written().find("::\xEF\xBF\xBD%0A"), std::string::npos);
}

TEST_F(Github, WhatWasNotSeenIsTold) {
  report.notifications = {{Notification::kError, {"gone.c"}, "cannot be read", true}, {Notification::kWarning, {"b.c"}, "a header is missing"}};
  EXPECT_EQ(writtenAsIs(), "::error file=gone.c,title=not analysed::cannot be read\n");
}

}  // namespace
}  // namespace tls_tidy
