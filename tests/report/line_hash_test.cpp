// The line hash against the values GitHub's own code gives, and the identity that edits elsewhere do not change.
#include "tool/report/line_hash.h"

#include <gtest/gtest.h>

namespace tls_tidy {
namespace {

struct Case {
  const char* name;
  std::string_view text;
  std::vector<std::string> hashes;
};
const Case kCases[] = {
    {"Empty", "", {"c129715d7a2bc9a3:1"}},
    {"OneLine", "int main(void){return 0;}\n", {"827a77941c3ee567:1", "c129715d7a2bc9a3:1"}},
    {"ByteOrderMark", "\xEF\xBB\xBFint a;\n", {"5518f035afcdfd3f:1", "c129715d7a2bc9a3:1"}},
    {"NonBmp",
     "// caf\xC3\xA9 \xF0\x9F\x94\x92 lock\nx\n",
     {"30e9ed544a1aa5b4:1", "828973aa50c68d6d:1", "c129715d7a2bc9a3:1"}},
    {"BlankLines", "\t \n\n", {"5b5d4caf73a13177:1", "3c5bef55b72b93c9:1", "c129715d7a2bc9a3:1"}},
    {"CarriageReturns", "a\r\nb\r\n", {"81b8d8db678b2bbe:1", "ade70578248be16f:1", "c129715d7a2bc9a3:1"}},
    {"InvalidUtf8", "\x61\xFF\xC3\x28\x0A", {"581a7ca8d03a5444:1", "c129715d7a2bc9a3:1"}},
};
class LineHash : public testing::TestWithParam<Case> {};
TEST_P(LineHash, EqualsGitHubs) { EXPECT_EQ(lineHashes(GetParam().text), GetParam().hashes); }
INSTANTIATE_TEST_SUITE_P(Vectors, LineHash, testing::ValuesIn(kCases), [](auto& info) { return info.param.name; });

TEST(LineHashes, EqualLinesAreCounted) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "x\n";
  std::vector<std::string> hashes = lineHashes(text);
  EXPECT_TRUE(hashes[0].ends_with(":1"));
  EXPECT_TRUE(hashes[1].ends_with(":2"));
}

}  // namespace
}  // namespace tls_tidy
