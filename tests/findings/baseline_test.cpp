// Which entry answers for which finding, and the text a baseline is kept as.
#include "checks/findings/baseline.h"

#include <gtest/gtest.h>

namespace tls_tidy {
namespace {

using Answers = std::vector<std::optional<size_t>>;
constexpr auto kNone = std::nullopt;

const Identity kA = {"tls-a", "a.py", "f", "call()"};
const Identity kOther = {"tls-a", "a.py", "f", "other()"};
const Identity kRenamed = {"tls-a", "a.py", "g", "call()"};
const Identity kMoved = {"tls-a", "b.py", "f", "call()"};
const Identity kOtherRule = {"tls-b", "a.py", "f", "call()"};

struct Case {
  const char* name;
  std::vector<Identity> findings, entries;
  bool gone;  // the entries' files
  Answers answers;
};
const Case kCases[] = {
    {"Same", {kA, kOther}, {kOther, kA}, false, {1, 0}},
    {"EachAnswersOnce", {kA, kA, kA}, {kA, kA}, false, {0, 1, kNone}},
    {"New", {kA, kOther}, {kA}, false, {0, kNone}},
    {"OtherRule", {kOtherRule}, {kA}, false, {kNone}},
    {"FunctionRenamed", {kRenamed}, {kA}, false, {0}},
    {"SameGoesBeforeRenamed", {kRenamed, kA}, {kA}, false, {kNone, 0}},
    {"FileMoved", {kMoved}, {kA}, true, {0}},
    {"CopiedNotMoved", {kMoved}, {kA}, false, {kNone}},
    {"Nothing", {}, {kA}, false, {}},
};
class Baseline : public testing::TestWithParam<Case> {};
TEST_P(Baseline, Answers) {
  const Case& each = GetParam();
  EXPECT_EQ(entriesFor(each.findings, each.entries, [&](const std::string&) { return each.gone; }), each.answers);
}
INSTANTIATE_TEST_SUITE_P(Entries, Baseline, testing::ValuesIn(kCases), [](auto& info) { return info.param.name; });

TEST(BaselineText, IsReadBackSorted) {
  const Identity odd = {"tls-a", "a\"b.py", "", "\xC3\xA4\\n"};
  const std::string text = baselineText({kMoved, odd, kA, kA});
  EXPECT_EQ(text, "{\"tls-tidy-baseline\": 1,\n \"findings\": [\n"
                  "  {\"path\":\"a\\\"b.py\",\"function\":\"\",\"rule\":\"tls-a\",\"text\":\"\xC3\xA4\\\\n\"},\n"
                  "  {\"path\":\"a.py\",\"function\":\"f\",\"rule\":\"tls-a\",\"text\":\"call()\"},\n"
                  "  {\"path\":\"a.py\",\"function\":\"f\",\"rule\":\"tls-a\",\"text\":\"call()\"},\n"
                  "  {\"path\":\"b.py\",\"function\":\"f\",\"rule\":\"tls-a\",\"text\":\"call()\"}]}\n");
  EXPECT_EQ(*parseBaseline(text, "b"), (std::vector<Identity>{odd, kA, kA, kMoved}));
  EXPECT_TRUE(parseBaseline(baselineText({}), "b")->empty());
}

TEST(BaselineText, ErrorsSayWhereAndWhat) {
  const auto told = [](const char* text) { return toText(parseBaseline(text, "b.json").error()); };
  EXPECT_EQ(told("{\n\"a\": }"), "b.json:2: is no JSON");
  EXPECT_EQ(told(""), "b.json:1: is no JSON");
  EXPECT_EQ(told("[]"), "b.json: is no baseline: `tls-tidy-baseline` is missing");
  EXPECT_EQ(told("{\"tls-tidy-baseline\": 2, \"findings\": []}"), "b.json: is a baseline of another format than 1: --update-baseline writes it anew");
  EXPECT_EQ(told("{\"tls-tidy-baseline\": 1}"), "b.json: `findings`: expected a list");
  EXPECT_EQ(told("{\"tls-tidy-baseline\": 1, \"findings\": [{\"path\": \"a\", \"function\": \"\", \"rule\": 3, \"text\": \"\"}]}"),
            "b.json: entry 1: `rule`: expected a string");
}

}  // namespace
}  // namespace tls_tidy
