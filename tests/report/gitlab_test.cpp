// What GitLab asks of a Code Quality report.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tool/report/reporter.h"

namespace tls_tidy {
namespace {

using Json = nlohmann::json;

class Gitlab : public testing::Test {
 protected:
  Gitlab() {
    finding.rule = "tls-null-context";
    finding.at = {"src/a.py", 0, 3, 1, 1, 2, 2};
    finding.message = "no context";
    finding.remedy = "pass one";
    context.texts["src/a.py"] = "abc\ndef\n";
  }
  std::string written() {
    std::ostringstream out;
    reportGitlab(out, report, context);
    return out.str();
  }

  ReportContext context;
  Report report;
  Finding finding;
};

TEST_F(Gitlab, NothingFoundIsAnEmptyList) { EXPECT_EQ(written(), "[]\n"); }

TEST_F(Gitlab, WhatItShows) {
  report.findings = {finding};
  Json entry = Json::parse(written())[0];
  EXPECT_EQ(entry["description"], "no context. To mend it: pass one.");
  EXPECT_EQ(entry["check_name"], "tls-null-context");
  EXPECT_EQ(entry["severity"], "critical");
  EXPECT_EQ(entry["location"], (Json{{"path", "src/a.py"}, {"lines", {{"begin", 1}, {"end", 2}}}}));
  EXPECT_EQ(entry["fingerprint"].get<std::string>().size(), 16u);
}

TEST_F(Gitlab, SeveritiesInItsWords) {
  report.findings.assign(2, finding);
  report.findings[0].severity = Severity::kWarning;
  report.findings[1].severity = Severity::kNote;
  Json list = Json::parse(written());
  EXPECT_EQ(list[0]["severity"], "major");
  EXPECT_EQ(list[1]["severity"], "info");
}

TEST_F(Gitlab, FingerprintsDiffer) {
  report.findings.assign(2, finding);
  report.findings[1].at.path = "src/copy_of_a.py";
  context.texts["src/copy_of_a.py"] = context.texts["src/a.py"];
  Json list = Json::parse(written());
  EXPECT_NE(list[0]["fingerprint"], list[1]["fingerprint"]);
}

TEST_F(Gitlab, AFindingWithoutLineIsAtTheFirst) {
  finding.at = {"src/a.py"};
  report.findings = {finding};
  EXPECT_EQ(Json::parse(written())[0]["location"]["lines"]["begin"], 1);
}

TEST_F(Gitlab, TextStaysText) {
  finding.message = "\"}],\n[{\xFF";
  report.findings = {finding};
  Json list = Json::parse(written());
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["description"], "\"}],\n[{\xEF\xBF\xBD. To mend it: pass one.");
}

}  // namespace
}  // namespace tls_tidy
