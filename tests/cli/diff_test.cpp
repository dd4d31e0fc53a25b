// Unified diffs, as `patch` reads them.
#include "tool/cli/diff.h"

#include <gtest/gtest.h>

#include "checks/findings/suggestion.h"

namespace tls_tidy {
namespace {

TEST(UnifiedDiff, EqualTextsGiveNothing) { EXPECT_EQ(unifiedDiff("a", "x\n", "x\n"), ""); }

TEST(UnifiedDiff, ShowsThreeLinesAround) {
  EXPECT_EQ(unifiedDiff("a.py", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/a.py\n+++ b/a.py\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, InsertionAtTheStart) {
  EXPECT_EQ(unifiedDiff("a", "f()\n", "import ssl\nf()\n"), "--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n+import ssl\n f()\n");
}

TEST(UnifiedDiff, IntoAnEmptyFile) {
  EXPECT_EQ(unifiedDiff("a", "", "x\n"), "--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n");
}

TEST(UnifiedDiff, SaysWhereALineEndIsMissing) {
  EXPECT_EQ(unifiedDiff("a", "x", "y"),
            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n");
}

TEST(UnifiedDiff, FarChangesHaveHunksOfTheirOwn) {
  std::string before, after;
  for (int i = 0; i < 40; ++i) {
    before += std::to_string(i) + "\n";
    after += (i == 5 || i == 30 ? "x" : std::to_string(i)) + "\n";
  }
  std::string diff = unifiedDiff("a", before, after);
  EXPECT_NE(diff.find("@@ -3,7 +3,7 @@"), std::string::npos);
  EXPECT_NE(diff.find("@@ -28,7 +28,7 @@"), std::string::npos);
}

TEST(UnifiedDiff, CloseChangesShareOne) {
  std::string before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n", after = "a\nB\nc\nd\ne\nf\ng\nH\ni\nj\n";
  std::string diff = unifiedDiff("a", before, after);
  EXPECT_NE(diff.find("@@ -1,10 +1,10 @@"), std::string::npos);
}

TEST(Suggestion, FindsWhatWasMeant) {
  EXPECT_EQ(closest("scna", {"scan", "rules"}), "scan");
  EXPECT_EQ(closest("tls-null-contxt", {"tls-null-context", "tls-broken-call"}), "tls-null-context");
  EXPECT_EQ(closest("frobnicate", {"scan", "rules"}), "");
}

}  // namespace
}  // namespace tls_tidy
