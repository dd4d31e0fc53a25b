// Rows of C text: `@` is where a finding of tls-weak-protocol lies; does a comment hold for it, and what is said of the others?
#include "checks/findings/suppression.h"

#include <gtest/gtest.h>

namespace tls_tidy {
namespace {

const std::vector<std::string> kRules = {"tls-null-context", "tls-weak-protocol"};

struct Seen {
  bool suppressed = false;
  std::string reason;
  std::vector<Finding> invalid, unused;
  std::string text;
};

Seen seenIn(std::string text, const std::string& today = "2026-11-28") {
  Finding finding;
  finding.rule = "tls-weak-protocol";
  const size_t mark = text.find('@');
  if (mark != std::string::npos) text.erase(mark, 1);
  Suppressions suppressions("a.c", text, commentedC(text), {.isC = true, .today = today}, kRules);
  Seen seen;
  if (mark != std::string::npos) {
    finding.at.begin = static_cast<uint32_t>(mark);
    finding.at.line = static_cast<uint32_t>(std::count(text.begin(), text.begin() + mark, '\n')) + 1;
    if (const Directive* directive = suppressions.over(finding)) seen.suppressed = true, seen.reason = directive->reason;
  }
  seen.invalid = suppressions.invalid();
  seen.unused = suppressions.unused();
  seen.text = text;
  return seen;
}

struct Case {
  const char* name;
  const char* text;
  bool suppressed;
};
const Case kCases[] = {
    {"AtTheEnd", "@f(a);  // tls-tidy: allow tls-weak-protocol", true},
    {"BlockCommentBefore", "/* tls-tidy: allow tls-weak-protocol */ @f(a);", true},
    {"Above", "g();\n// tls-tidy: allow tls-weak-protocol\n@f(a);", true},
    {"AboveWithReasonBetween", "// tls-tidy: allow tls-weak-protocol\n// The old server speaks nothing else.\n/* Until it\n goes. */\n@f(a);", true},
    {"BlankLineEndsIt", "// tls-tidy: allow tls-weak-protocol\n\n@f(a);", false},
    {"NotTheStatementBefore", "@f(a);\n// tls-tidy: allow tls-weak-protocol\ng();", false},
    {"InsideOfACall", "f(a,\n  // tls-tidy: allow tls-weak-protocol\n  @b);", true},
    {"EndOfAnotherLineOfTheCall", "f(a,  // tls-tidy: allow tls-weak-protocol\n  g(),\n  @b);", true},
    {"LastLineOfTheCall", "@f(a,\n  b);  // tls-tidy: allow tls-weak-protocol", true},
    {"StatementOfTheLambdaOnly", "run([&] {\n  g();  // tls-tidy: allow tls-weak-protocol\n  @f(a);\n});", false},
    {"InTheLambda", "run([&] {\n  g();\n  @f(a);  // tls-tidy: allow tls-weak-protocol\n});", true},
    {"AfterTheLambda", "run([&] {\n  g();\n}, @f(a));  // tls-tidy: allow tls-weak-protocol", true},
    {"HeadOfABlock", "if (@f(a)) {  // tls-tidy: allow tls-weak-protocol\n  g();\n}", true},
    {"HeadIsNotTheBody", "if (g()) {  // tls-tidy: allow tls-weak-protocol\n  @f(a);\n}", false},
    {"ElseIf", "if (a) {\n// tls-tidy: allow tls-weak-protocol\n} else if (@f(a)) {\n}", true},
    {"ForHasSemicolons", "// tls-tidy: allow tls-weak-protocol\nfor (int i = 0; i < 3;\n  @f(i)) {}", true},
    {"Initializer", "// tls-tidy: allow tls-weak-protocol\nstruct S s = {\n  .a = {1},\n  .f = @f(a)};", true},
    {"BracedVariable", "// tls-tidy: allow tls-weak-protocol\nS s{1,\n  @f(a)};", true},
    {"TypeIsABlock", "// tls-tidy: allow tls-weak-protocol\nstruct S {\n  int a = @f(a);\n};", false},
    {"ArmsOfACondition", "#if A\nif (a) {\n#else\nif (b) {\n#endif\n  g(); }\n@f(a);  // tls-tidy: allow tls-weak-protocol", true},
    {"Macro", "#define F \\\n  @f(a)  // tls-tidy: allow tls-weak-protocol\ng();", true},
    {"BehindAnotherComment", "@f(a);  // checked // tls-tidy: allow tls-weak-protocol", true},
    {"SeveralRules", "@f(a);  // tls-tidy: allow tls-null-context, tls-weak-protocol", true},
    {"WithoutPrefix", "@f(a);  // tls-tidy: allow weak-protocol", true},
    {"OtherRule", "@f(a);  // tls-tidy: allow tls-null-context", false},
    {"InAString", "@f(a, \"// tls-tidy: allow tls-weak-protocol\");", false},
    {"InARawString", "@f(a, R\"x(\n// tls-tidy: allow tls-weak-protocol\n)x\");", false},
    {"AfterAQuoteInACharacter", "@f(a, '\"');  // tls-tidy: allow tls-weak-protocol", true},
    {"DigitSeparator", "@f(1'000);  // tls-tidy: allow tls-weak-protocol", true},
    {"Prose", "@f(a);  // we could use tls-tidy: allow tls-weak-protocol", false},
    {"NotYetEnded", "@f(a);  // tls-tidy: allow tls-weak-protocol until=2026-11-28 soon", true},
    {"Ended", "@f(a);  // tls-tidy: allow tls-weak-protocol until=2026-11-27 soon", false},
    {"NoLint", "@f(a);  // NOLINT", true},
    {"NoLintNamed", "@f(a);  // NOLINT(tls-weak-protocol): no other server", true},
    {"NoLintGlob", "@f(a);  // NOLINT(bugprone-*, tls-*)", true},
    {"NoLintOther", "@f(a);  // NOLINT(bugprone-*)", false},
    {"NoLintNegativeGlobCountsForNothing", "@f(a);  // NOLINT(tls-*,-tls-weak-protocol)", true},
    {"NoLintOfNothing", "@f(a);  // NOLINT()", false},
    {"NoLintIsForItsLine", "f(a,\n  @b);  // NOLINT\n", true},
    {"NoLintIsNotForTheStatement", "@f(a,\n  b);  // NOLINT\n", false},
    {"NoLintInAString", "@f(a, \"NOLINT\");", false},
    {"NextLine", "// NOLINTNEXTLINE(tls-weak-protocol)\n@f(a);", true},
    {"NextLineOnly", "// NOLINTNEXTLINE(tls-weak-protocol)\n// why\n@f(a);", false},
    {"Block", "// NOLINTBEGIN(tls-*)\n\n@f(a);\n// NOLINTEND(tls-*)", true},
    {"BehindTheBlock", "// NOLINTBEGIN(tls-*)\n// NOLINTEND(tls-*)\n@f(a);", false},
    {"OpenBlock", "// NOLINTBEGIN(tls-*)\n@f(a);", false},
    {"BlockOfAnotherName", "// NOLINTBEGIN(tls-*)\n@f(a);\n// NOLINTEND", false},
    {"Nested", "// NOLINTBEGIN(tls-weak-protocol)\n// NOLINTBEGIN(x)\n// NOLINTEND(x)\n@f(a);\n// NOLINTEND(tls-weak-protocol)", true},
};
class Suppressing : public testing::TestWithParam<Case> {};
TEST_P(Suppressing, IsBoundToWhatItStandsBy) { EXPECT_EQ(seenIn(GetParam().text).suppressed, GetParam().suppressed) << GetParam().text; }
INSTANTIATE_TEST_SUITE_P(C, Suppressing, testing::ValuesIn(kCases), [](auto& info) { return info.param.name; });

TEST(Suppression, ReasonIsKept) {
  EXPECT_EQ(seenIn("@f();  // tls-tidy: allow tls-weak-protocol until=2027-01-31 -- old server").reason, "old server");
  EXPECT_EQ(seenIn("@f();  // tls-tidy: allow tls-weak-protocol old server").reason, "old server");
}

TEST(Suppression, WhatIsNotUnderstoodIsAFinding) {
  const auto message = [](const char* text) {
    const Seen seen = seenIn(text);
    return seen.invalid.size() == 1 ? seen.invalid[0].message : std::to_string(seen.invalid.size());
  };
  EXPECT_EQ(message("f();  // tls-tidy: alow tls-weak-protocol"), "`alow` says nothing to tls-tidy; did you mean `allow`?");
  EXPECT_EQ(message("f();  // tls-tidy: allow tls-waek-protocol"), "no rule is called `tls-waek-protocol`; did you mean `tls-weak-protocol`?");
  EXPECT_EQ(message("f();  // tls-tidy: allow"), "`allow` names no rule");
  EXPECT_EQ(message("f();  // tls-tidy: allow tls-weak-protocol until=soon"), "`soon` is no day like 2027-01-31");
  EXPECT_EQ(message("f();  // NOLINT(tls-weak-protocl)"), "no rule is called `tls-weak-protocl`; did you mean `tls-weak-protocol`?");
  EXPECT_EQ(message("f();  // NOLINT(bugprone-nonsense)"), "0");
}

/// The text once what is unused is taken out.
std::string cleaned(const std::string& text) {
  const Seen seen = seenIn(text);
  std::string result = seen.text;
  std::vector<Edit> edits;
  for (const Finding& finding : seen.unused)
    for (const Fix& fix : finding.fixes) edits.insert(edits.end(), fix.edits.begin(), fix.edits.end());
  std::sort(edits.rbegin(), edits.rend(), [](auto& a, auto& b) { return a.at.begin < b.at.begin; });
  for (const Edit& edit : edits) result.replace(edit.at.begin, edit.at.end - edit.at.begin, edit.text);
  return result;
}

TEST(Suppression, UnusedOnesAreTakenOut) {
  EXPECT_EQ(cleaned("f();  // tls-tidy: allow tls-weak-protocol old\ng();\n"), "f();\ng();\n");
  EXPECT_EQ(cleaned("f();\n  // tls-tidy: allow tls-weak-protocol\r\ng();\n"), "f();\ng();\n");
  EXPECT_EQ(cleaned("/* tls-tidy: allow tls-weak-protocol */ f();\n"), " f();\n");
  EXPECT_EQ(cleaned("f();  // see below // tls-tidy: allow tls-weak-protocol\n"), "f();  // see below\n");
  EXPECT_EQ(cleaned("@f();  // tls-tidy: allow tls-null-context, tls-weak-protocol\n"), "f();  // tls-tidy: allow tls-weak-protocol\n");
  EXPECT_EQ(cleaned("@f();  // tls-tidy: allow weak-protocol, null-context old\n"), "f();  // tls-tidy: allow weak-protocol old\n");
  EXPECT_EQ(cleaned("f();  // NOLINT(tls-weak-protocol)\n"), "f();\n");
  EXPECT_EQ(cleaned("f();  // NOLINT(bugprone-x, tls-weak-protocol)\n"), "f();  // NOLINT(bugprone-x)\n");
  EXPECT_EQ(cleaned("// NOLINTBEGIN(tls-*)\nf();\n// NOLINTEND(tls-*)\n"), "f();\n");
  EXPECT_EQ(cleaned("f();  // NOLINT\nf();  // NOLINT(bugprone-*)\n"), "f();  // NOLINT\nf();  // NOLINT(bugprone-*)\n");
  EXPECT_EQ(cleaned("@f();  // tls-tidy: allow tls-weak-protocol until=2020-01-01\n"), "f();\n");
}

/// The text with a line that allows the rule at `@`, which must then hold for it.
std::string allowed(std::string text) {
  const size_t mark = text.find('@');
  text.erase(mark, 1);
  Suppressions suppressions("a.cpp", text, commentedC(text), {.isC = true}, kRules);
  Place at;
  at.begin = static_cast<uint32_t>(mark);
  const auto edit = suppressions.allowing(at, {"tls-weak-protocol"}, "why");
  if (!edit) return "";
  text.insert(edit->at.begin, edit->text);
  std::string marked = text;
  marked.insert(mark + edit->text.size(), "@");
  EXPECT_TRUE(seenIn(marked).suppressed) << marked;
  return text;
}

TEST(Suppression, IsWrittenAboveTheStatement) {
  EXPECT_EQ(allowed("  g();\n  f(a,\n    @b);\n"), "  g();\n  // tls-tidy: allow tls-weak-protocol why\n  f(a,\n    b);\n");
  EXPECT_EQ(allowed("if (a) {\n} else if (@f()) {\n}\n"), "if (a) {\n// tls-tidy: allow tls-weak-protocol why\n} else if (f()) {\n}\n");
  EXPECT_EQ(allowed("#define F \\\n  @f()\n"), "// tls-tidy: allow tls-weak-protocol why\n#define F \\\n  f()\n");
  EXPECT_EQ(allowed("g(); @f();\n"), "");
  EXPECT_EQ(allowed("/* a\n*/ @f();\n"), "");
}

TEST(Suppression, AnyBytesAreRead) {
  for (const char* const text : {"", "/*", "//", "\"", "'", "R\"(", "R\"", "#", "#if", "}", "}}{{", "\\", "// tls-tidy:", "/* NOLINT(", "NOLINT(", "f(\\\r", "#endif\n#else\n{"}) seenIn(text);
}

}  // namespace
}  // namespace tls_tidy
