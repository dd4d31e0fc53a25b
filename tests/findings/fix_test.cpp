// The fix engine on real files in a folder of their own: what is written, what is left out, what is refused.
#include "checks/findings/fix.h"
#include "checks/findings/pending_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

class FixFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "fix_test_XXXXXX";
    folder_ = mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  std::string read(const std::string& name) {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static Edit edit(const std::string& path, uint32_t begin, uint32_t end, const std::string& text) {
    Edit result;
    result.at.path = path;
    result.at.begin = begin;
    result.at.end = end;
    result.text = text;
    return result;
  }
  FixOutcome apply(std::vector<std::vector<Edit>> fixes, bool write = true) {
    std::vector<Fix> list;
    for (auto& edits : fixes) list.push_back({"mend", edits, true});
    return applyFixes(folder_.string(), list, write);
  }

  fs::path folder_;
};

TEST_F(FixFiles, ReplacesAndInserts) {
  write("a.py", "f(x)\ng(y)\n");
  FixOutcome outcome = apply({{edit("a.py", 2, 3, "z"), edit("a.py", 0, 0, "import ssl\n")}});
  EXPECT_EQ(outcome.applied, 1u);
  EXPECT_EQ(outcome.changedFiles, std::vector<std::string>{"a.py"});
  EXPECT_EQ(read("a.py"), "import ssl\nf(z)\ng(y)\n");
}

TEST_F(FixFiles, WritesNothingWhenOnlyAsked) {
  write("a.py", "f(x)\n");
  FixOutcome outcome = apply({{edit("a.py", 2, 3, "z")}}, false);
  EXPECT_EQ(outcome.changedFiles, std::vector<std::string>{"a.py"});
  EXPECT_EQ(read("a.py"), "f(x)\n");
}

TEST_F(FixFiles, IdenticalInsertionsCountOnce) {
  write("a.py", "f()\ng()\n");
  FixOutcome outcome = apply({{edit("a.py", 0, 0, "import ssl\n"), edit("a.py", 2, 2, "1")},
                              {edit("a.py", 0, 0, "import ssl\n"), edit("a.py", 6, 6, "2")}});
  EXPECT_EQ(outcome.applied, 2u);
  EXPECT_EQ(read("a.py"), "import ssl\nf(1)\ng(2)\n");
}

TEST_F(FixFiles, OverlapLeavesTheLaterFixOutWholeAcrossFiles) {
  write("a.c", "abcdef");
  write("b.c", "abcdef");
  FixOutcome outcome = apply({{edit("a.c", 1, 3, "X")}, {edit("b.c", 0, 1, "Y"), edit("a.c", 2, 4, "Y")}});
  EXPECT_EQ(outcome.applied, 1u);
  EXPECT_EQ(outcome.conflicting, 1u);
  EXPECT_EQ(read("a.c"), "aXdef");
  EXPECT_EQ(read("b.c"), "abcdef");
}

TEST_F(FixFiles, TouchingRangesBothApply) {
  write("a.c", "abcdef");
  EXPECT_EQ(apply({{edit("a.c", 0, 2, "X")}, {edit("a.c", 2, 4, "Y")}}).applied, 2u);
  EXPECT_EQ(read("a.c"), "XYef");
}

TEST_F(FixFiles, DifferentArgumentsAtOnePlaceConflict) {
  write("a.py", "f()");
  FixOutcome outcome = apply({{edit("a.py", 2, 2, "a=1")}, {edit("a.py", 2, 2, "b=2")}});
  EXPECT_EQ(outcome.conflicting, 1u);
  EXPECT_EQ(read("a.py"), "f(a=1)");
}

TEST_F(FixFiles, KeepsLineEndsAndBytesItDoesNotKnow) {
  write("a.py", "x = '\xE9'\r\nf()\r\n");
  apply({{edit("a.py", 0, 0, "import ssl\n"), edit("a.py", 11, 11, "1")}});
  EXPECT_EQ(read("a.py"), "import ssl\r\nx = '\xE9'\r\nf(1)\r\n");
}

TEST_F(FixFiles, KeepsTheMode) {
  write("a.py", "f()");
  fs::permissions(folder_ / "a.py", fs::perms(0751));
  apply({{edit("a.py", 2, 2, "1")}});
  EXPECT_EQ(fs::status(folder_ / "a.py").permissions(), fs::perms(0751));
}

TEST_F(FixFiles, FollowsALinkInsideAndRefusesOneToTheOutside) {
  write("a.py", "f()");
  fs::create_symlink("a.py", folder_ / "link.py");
  apply({{edit("link.py", 2, 2, "1")}});
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.py"));
  EXPECT_EQ(read("a.py"), "f(1)");

  fs::create_directory(folder_ / "inner");
  fs::create_symlink("../a.py", folder_ / "inner/out.py");
  FixOutcome outcome = applyFixes((folder_ / "inner").string(), {{"mend", {edit("out.py", 2, 2, "2")}, true}}, true);
  ASSERT_EQ(outcome.errors.size(), 1u);
  EXPECT_EQ(outcome.applied, 0u);
  EXPECT_EQ(read("a.py"), "f(1)");
}

TEST_F(FixFiles, TwoNamesOfOneFileShareTheirEdits) {
  write("a.py", "f(); g()");
  fs::create_symlink("a.py", folder_ / "link.py");
  EXPECT_EQ(apply({{edit("link.py", 2, 2, "1")}, {edit("a.py", 7, 7, "2")}}).applied, 2u);
  EXPECT_EQ(read("a.py"), "f(1); g(2)");
}

TEST_F(FixFiles, AFileThatChangedIsAnError) {
  write("a.py", "\n\nf()");
  Edit moved = edit("a.py", 2, 3, "x");
  moved.at.line = 1;
  moved.at.column = 1;
  FixOutcome outcome = apply({{moved}, {edit("a.py", 4, 40, "x")}});
  ASSERT_EQ(outcome.errors.size(), 1u);
  EXPECT_EQ(outcome.errors[0].path, "a.py");
  EXPECT_EQ(read("a.py"), "\n\nf()");
}

TEST_F(FixFiles, AMissingFileDropsTheFixAndNotTheOthers) {
  write("a.py", "f()");
  FixOutcome outcome = apply({{edit("gone.py", 0, 0, "x"), edit("a.py", 2, 2, "1")}, {edit("a.py", 2, 2, "2")}});
  EXPECT_EQ(outcome.errors.size(), 1u);
  EXPECT_EQ(read("a.py"), "f(2)");
}

TEST_F(FixFiles, LeavesNoTemporaryBehind) {
  write("a.py", "f()");
  apply({{edit("a.py", 2, 2, "1")}});
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(FixFiles, AFileThatIsNotPutInItsPlaceGoesAway) {
  write("a.py", "f()");
  const auto files = [&] { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); };
  {
    PendingFile one(folder_ / "a.py"), other(folder_ / "a.py");
    EXPECT_EQ(files(), 3);
  }
  EXPECT_EQ(files(), 1);
  PendingFile interrupted(folder_ / "a.py");
  PendingFile::removeAll();
  EXPECT_EQ(files(), 1);
  EXPECT_FALSE(interrupted.put());
  EXPECT_EQ(read("a.py"), "f()");
  EXPECT_TRUE(PendingFile(folder_ / "a.py").put());
  EXPECT_EQ(read("a.py"), "");
  EXPECT_EQ(PendingFile("/nowhere/at all/a.py").path(), "");
}

}  // namespace
}  // namespace tls_tidy
