// What keeps a finding's identity and what changes it.
#include "checks/findings/fingerprint.h"

#include <gtest/gtest.h>

namespace tls_tidy {
namespace {

Finding findingAt(uint32_t line, uint32_t column, uint32_t endLine, uint32_t endColumn) {
  Finding finding;
  finding.rule = "tls-sample";
  finding.function = "connect";
  finding.at.path = "a.py";
  finding.at.line = line;
  finding.at.column = column;
  finding.at.endLine = endLine;
  finding.at.endColumn = endColumn;
  return finding;
}

BytesOf holding(std::string_view text) {
  return [text](const std::string&) { return text; };
}

TEST(Fingerprints, MovedAndReformattedCodeKeepsIts) {
  auto before = fingerprints({findingAt(1, 1, 1, 8)}, holding("f(a, b)"));
  auto after = fingerprints({findingAt(3, 1, 4, 5)}, holding("\n\nf(a,\n  b)"));
  EXPECT_EQ(before, after);
  EXPECT_EQ(before[0].size(), 16u);
}

TEST(Fingerprints, EqualStatementsAreKeptApart) {
  auto both = fingerprints({findingAt(1, 1, 1, 4), findingAt(2, 1, 2, 4)}, holding("f()\nf()\n"));
  EXPECT_NE(both[0], both[1]);
}

TEST(Fingerprints, BytesBeforeTheLineDoNotCount) {
  // Offsets of a Latin-1 file count in its UTF-8 text; lines do not.
  auto before = fingerprints({findingAt(2, 1, 2, 4)}, holding("# \xE4\nf()\n"));
  auto after = fingerprints({findingAt(2, 1, 2, 4)}, holding("# \xE4\xE4\xE4\nf()\n"));
  EXPECT_EQ(before, after);
}

TEST(Identities, AreTheText) {
  EXPECT_EQ(identitiesOf({findingAt(1, 3, 2, 3)}, holding("  f(a,\n b)"))[0], (Identity{"tls-sample", "a.py", "connect", "f(a,b"}));
}

TEST(Identities, AreValidUtf8) {
  EXPECT_EQ(identitiesOf({findingAt(1, 1, 1, 9)}, holding("\xC3\xA4\xFF\xED\xA0\x80\xC3"))[0].text, "\xC3\xA4\\xff\\xed\\xa0\\x80\\xc3");
}

TEST(Identities, LongTextsEndInAHash) {
  const std::string text(1000, 'x'), other = std::string(999, 'x') + "y";
  const std::string first = identitiesOf({findingAt(1, 1, 1, 1001)}, holding(text))[0].text;
  EXPECT_LE(first.size(), 200u);
  EXPECT_NE(first, identitiesOf({findingAt(1, 1, 1, 1001)}, holding(other))[0].text);
}

TEST(Identities, PlacesOutsideOfTheTextAreEmpty) {
  EXPECT_EQ(identitiesOf({findingAt(7, 1, 9, 4)}, holding("f()\n"))[0].text, "");
  EXPECT_EQ(identitiesOf({findingAt(0, 0, 0, 0)}, holding("f()\n"))[0].text, "");
  EXPECT_EQ(identitiesOf({findingAt(1, 1, 1, 4)}, holding(""))[0].text, "");
}

}  // namespace
}  // namespace tls_tidy
