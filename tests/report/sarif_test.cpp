// SARIF: what GitHub reads, and what no schema notices.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tool/report/reporter.h"

namespace tls_tidy {
namespace {

using Json = nlohmann::json;

const std::string kSource =
    "int a;\n"
    "/* \xF0\x9F\x94\x92 */ f(NULL);\n"  // a lock, two UTF-16 units and four bytes
    "\xFF g();\n"
    "h(\n  1);\n";

Place place(uint32_t begin, uint32_t end, uint32_t line, uint32_t column, uint32_t endLine, uint32_t endColumn) {
  return {"src/a b.c", begin, end, line, column, endLine, endColumn};
}

class Sarif : public testing::Test {
 protected:
  Sarif() {
    context.root = "/nowhere";
    context.texts["src/a b.c"] = kSource;
    RuleInfo rule;
    rule.id = "tls-null-context";
    rule.name = "NullContext";
    rule.summary = "no context";
    rule.page = "# tls-null-context\n\nA context of `None` verifies\nnothing.\n\nMore.\n";
    rule.securitySeverity = "7.4";
    context.rules = {rule};
    finding.rule = "tls-null-context";
    finding.at = place(18, 25, 2, 12, 2, 19);
    finding.message = "`f` takes no context";
    finding.remedy = "pass a context";
    finding.protocol = "imap";
  }
  Json run() {
    report.findings = {finding};
    return whole()["runs"][0];
  }
  Json whole() {
    std::ostringstream out;
    reportSarif(out, report, context);
    return Json::parse(out.str());
  }
  Json result() { return run()["results"][0]; }
  Json region() { return result()["locations"][0]["physicalLocation"]["region"]; }

  ReportContext context;
  Report report;
  Finding finding;
};

TEST_F(Sarif, CountsUtf16Units) {
  Json region = this->region();
  EXPECT_EQ(run()["columnKind"], "utf16CodeUnits");
  EXPECT_EQ(region["startLine"], 2);
  EXPECT_EQ(region["startColumn"], 10);
  EXPECT_EQ(region["endLine"], 2);
  EXPECT_EQ(region["endColumn"], 17);
  EXPECT_EQ(region["snippet"]["text"], "f(NULL)");
}

TEST_F(Sarif, InvalidUtf8StaysValidJson) {
  finding.at = place(29, 32, 3, 3, 3, 6);
  finding.message = "bad \xC3 byte";
  Json result = this->result();
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"], "g()");
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["startColumn"], 3);
  EXPECT_EQ(result["message"]["text"], "bad \xEF\xBF\xBD byte. Pass a context.");
}

TEST_F(Sarif, APlaceOfSeveralLinesEndsWithItsFirst) {
  finding.at = place(34, 41, 4, 1, 5, 5);
  Json region = this->region();
  EXPECT_EQ(region["endLine"], 4);
  EXPECT_EQ(region["endColumn"], 3);
}

TEST_F(Sarif, WholeFileIsItsFirstLine) {
  finding.at = place(0, 0, 0, 0, 0, 0);
  EXPECT_EQ(region()["startLine"], 1);
  EXPECT_EQ(region()["endColumn"], 7);
}

TEST_F(Sarif, MessageInItsDress) {
  EXPECT_EQ(result()["message"]["text"], "'f' takes no context. Pass a context.");
}

TEST_F(Sarif, StepsAreLinkedAndFlow) {
  finding.steps = {{place(18, 25, 2, 12, 2, 19), "set here", false}, {place(29, 32, 3, 3, 3, 6), "handshake [here]", true}};
  Json result = this->result();
  EXPECT_EQ(result["message"]["text"],
            "'f' takes no context. See: [handshake \\[here\\]](1). Pass a context.");
  ASSERT_EQ(result["relatedLocations"].size(), 1u);
  EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
  Json flow = result["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_EQ(flow.size(), 2u);
  EXPECT_EQ(flow[1]["importance"], "essential");
  EXPECT_EQ(flow[1]["location"]["physicalLocation"]["region"]["startLine"], 3);
}

TEST_F(Sarif, RulesAreListedWithWhatGitHubNeeds) {
  report.findings.clear();
  Json run = whole()["runs"][0];
  Json rule = run["tool"]["driver"]["rules"][0];
  EXPECT_EQ(run["results"], Json::array());
  EXPECT_EQ(rule["id"], "tls-null-context");
  EXPECT_EQ(rule["fullDescription"]["text"], "A context of 'None' verifies nothing.");
  EXPECT_TRUE(rule["properties"]["security-severity"].is_string());
  EXPECT_EQ(rule["properties"]["tags"], Json::array({"security", "external/cwe/cwe-295"}));
  EXPECT_TRUE(rule["help"]["markdown"].is_string());
  EXPECT_TRUE(rule["helpUri"].is_string());
  EXPECT_EQ(rule["defaultConfiguration"]["level"], "error");
}

TEST_F(Sarif, PathsAreRelativeAndEncoded) {
  Json artifact = result()["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(artifact["uri"], "src/a%20b.c");
  EXPECT_EQ(artifact["uriBaseId"], "SRCROOT");
  EXPECT_TRUE(run()["originalUriBaseIds"]["SRCROOT"]["description"]["text"].is_string());
}

TEST_F(Sarif, UnreadableFilesHaveNoLineHash) {
  Json prints = result()["partialFingerprints"];
  EXPECT_TRUE(prints.contains("primaryLocationLineHash"));
  context.texts.clear();
  prints = result()["partialFingerprints"];
  EXPECT_FALSE(prints.contains("primaryLocationLineHash"));
  EXPECT_TRUE(prints.contains("tlsTidy/v1"));
  EXPECT_EQ(region()["startLine"], 2);
}

TEST_F(Sarif, FixesAreExactRegions) {
  Edit edit;
  edit.at.path = "src/a b.c";
  edit.at.begin = 20;
  edit.at.end = 24;
  edit.text = "context";
  finding.fixes = {{"pass `context`", {edit}, true}};
  Json change = result()["fixes"][0]["artifactChanges"][0];
  EXPECT_EQ(change["replacements"][0]["deletedRegion"],
            (Json{{"startLine", 2}, {"startColumn", 12}, {"endLine", 2}, {"endColumn", 16}}));
  EXPECT_EQ(change["replacements"][0]["insertedContent"]["text"], "context");
}

TEST_F(Sarif, CategoryOnlyWhenAskedFor) {
  EXPECT_FALSE(run().contains("automationDetails"));
  context.category = "nightly";
  EXPECT_EQ(run()["automationDetails"], (Json{{"id", "nightly/"}}));
  context.category = "a/b/";
  EXPECT_EQ(run()["automationDetails"]["id"], "a/b/");
}

TEST_F(Sarif, AllResultsAreNewOrUnchangedOrNoneIs) {
  report.suppressed = {{finding, Suppressed::By::kBaseline, "in the baseline", true}, {finding, Suppressed::By::kComment, "meant"}};
  context.showSuppressed = true;
  EXPECT_FALSE(result().contains("baselineState"));
  context.compared = true;
  Json results = run()["results"];
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[0]["baselineState"], "new");
  EXPECT_EQ(results[1]["baselineState"], "unchanged");
  EXPECT_EQ(results[2]["baselineState"], "new");
}

TEST_F(Sarif, SuccessIsTrueToFact) {
  report.notifications = {{Notification::kError, {"gone.c"}, "cannot be read", true}};
  context.trusted = false;
  Json invocation = run()["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  Json notification = invocation["toolExecutionNotifications"][0];
  EXPECT_EQ(notification["message"]["text"], "cannot be read.");
  EXPECT_EQ(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "gone.c");
}

TEST_F(Sarif, TooManyResultsAreCutBySeverityAndSaid) {
  finding.severity = Severity::kNote;
  report.findings.assign(25000, finding);
  finding.severity = Severity::kError;
  report.findings.push_back(finding);
  Json run = whole()["runs"][0];
  EXPECT_EQ(run["results"].size(), 25000u);
  EXPECT_EQ(run["results"].back()["level"], "error");
  EXPECT_EQ(run["invocations"][0]["toolExecutionNotifications"].size(), 1u);
}

}  // namespace
}  // namespace tls_tidy
