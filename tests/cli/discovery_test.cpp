// Which files a walk lists and what it says about the others.
#include "tool/cli/discovery.h"

#include <git2.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tool/config/glob.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

class DiscoveryFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = fs::path(testing::TempDir()) / "discovery_test_XXXXXX";
    folder_ = fs::canonical(mkdtemp(name.data()));
    before_ = fs::current_path();
    fs::current_path(folder_);
  }
  void TearDown() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }
  void write(const fs::path& name, const std::string& text = "") {
    if (name.has_parent_path()) fs::create_directories(name.parent_path());
    std::ofstream(name, std::ios::binary) << text;
  }
  void makeRepository(const fs::path& folder) {
    git_libgit2_init();
    git_repository* repository = nullptr;
    ASSERT_EQ(git_repository_init(&repository, folder.c_str(), 0), 0);
    git_repository_free(repository);
    git_libgit2_shutdown();
  }
  void track(const char* name) {
    git_libgit2_init();
    git_repository* repository = nullptr;
    git_index* index = nullptr;
    ASSERT_EQ(git_repository_open(&repository, folder_.c_str()), 0);
    ASSERT_EQ(git_repository_index(&index, repository), 0);
    ASSERT_EQ(git_index_add_bypath(index, name), 0);
    ASSERT_EQ(git_index_write(index), 0);
    git_index_free(index);
    git_repository_free(repository);
    git_libgit2_shutdown();
  }
  Names listed(Names paths = {"."}, DiscoveryOptions options = {}) {
    found_ = discover(paths, options);
    Names names;
    for (const Source& source : found_.sources) names.push_back(source.path);
    return names;
  }

  fs::path folder_, before_;
  Discovery found_;
};

TEST_F(DiscoveryFiles, TellsLanguagesByNameAndShebang) {
  write("a.py");
  write("b.c");
  write("c.C");
  write("d.h");
  write("e.txt");
  write("run", "#!/usr/bin/env python3\n");
  write("shell", "#!/bin/sh\n");
  write("tool.cgi", "#!/usr/bin/python\n");
  fs::permissions("tool.cgi", fs::perms(0755));
  EXPECT_EQ(listed(), (Names{"a.py", "b.c", "c.C", "run", "tool.cgi"}));
  EXPECT_EQ(found_.sources[1].language, Source::Language::kC);
  EXPECT_EQ(found_.sources[2].language, Source::Language::kCxx);
  EXPECT_EQ(found_.sources[3].language, Source::Language::kPython);
}

TEST_F(DiscoveryFiles, AHeaderIsListedWhenNamed) {
  write("d.hpp");
  EXPECT_EQ(listed({"d.hpp"}), Names{"d.hpp"});
}

TEST_F(DiscoveryFiles, LeavesGeneratedFoldersOut) {
  for (const char* name : {".git/a.py", ".venv/a.py", "node_modules/a.py", "__pycache__/a.py", "x/site-packages/a.py"}) write(name);
  write("env/a.py");
  write("env/pyvenv.cfg");
  write("out/a.c");
  write("out/CMakeCache.txt");
  write("build/mine.py");
  write("dist/mine.py");
  EXPECT_EQ(listed(), (Names{"build/mine.py", "dist/mine.py"}));
  EXPECT_EQ(listed({"env/a.py"}), Names{"env/a.py"});
  EXPECT_EQ(listed({"env/a.py"}, {{}, true}), Names{});
  EXPECT_EQ(listed({"out"}), Names{"out/a.c"});
}

TEST_F(DiscoveryFiles, RespectsGitignoreButNotForNamedFiles) {
  makeRepository(folder_);
  write(".gitignore", "gen/\n*.tmp.py\n!keep.tmp.py\n");
  write("a.py");
  write("a.tmp.py");
  write("keep.tmp.py");
  write("gen/b.py");
  write("inner/.gitignore", "c.py\n");
  write("inner/c.py");
  EXPECT_EQ(listed(), (Names{"a.py", "keep.tmp.py"}));
  EXPECT_EQ(found_.excluded, 3u);
  EXPECT_EQ(listed({"gen/b.py"}), Names{"gen/b.py"});
  EXPECT_EQ(listed({"gen/b.py"}, {{}, true}), Names{});
  EXPECT_EQ(found_.excluded, 1u);
}

TEST_F(DiscoveryFiles, WhatIsTrackedIsNotIgnored) {
  makeRepository(folder_);
  write("gen/a.py");
  write("gen/b.py");
  track("gen/a.py");
  write(".gitignore", "gen/\n");
  EXPECT_EQ(listed(), Names{"gen/a.py"});
}

TEST_F(DiscoveryFiles, ARepositoryBelowHasItsOwnRules) {
  fs::create_directories("sub");
  makeRepository(folder_ / "sub");
  write("sub/.gitignore", "*.py\n");
  write("sub/a.py");
  write("b.py");
  EXPECT_EQ(listed(), Names{"b.py"});
}

TEST_F(DiscoveryFiles, ABrokenRepositoryIgnoresNothing) {
  write(".git/HEAD", "nonsense");
  write(".gitignore", "a.py");
  write("a.py");
  EXPECT_EQ(listed(), Names{"a.py"});
}

TEST_F(DiscoveryFiles, CountsAFileOnce) {
  write("a.py");
  write("b/c.py");
  fs::create_symlink("a.py", "link.py");
  EXPECT_EQ(listed({"a.py", ".", "./b/../a.py", "link.py", "b"}), (Names{"a.py", "b/c.py"}));
}

TEST_F(DiscoveryFiles, EndsLoopsAndStaysInside) {
  write("in/a.py");
  write("outside/b.py");
  fs::create_symlink(".", "in/self");
  fs::create_symlink("..", "in/up");
  fs::create_symlink("../outside/b.py", "in/b.py");
  fs::create_symlink("gone.py", "in/nowhere.py");
  EXPECT_EQ(listed({"in"}), Names{"in/a.py"});
  ASSERT_EQ(found_.notifications.size(), 3u);
  for (const Notification& notification : found_.notifications) EXPECT_FALSE(notification.untrusted);
}

TEST_F(DiscoveryFiles, SaysWhatCannotBeRead) {
  write("notes.txt");
  mkfifo("pipe.py", 0600);
  EXPECT_EQ(listed({"missing.py", "notes.txt", "pipe.py"}), Names{});
  ASSERT_EQ(found_.notifications.size(), 3u);
  EXPECT_TRUE(found_.notifications[0].untrusted);
  EXPECT_FALSE(found_.notifications[1].untrusted);
  EXPECT_TRUE(found_.notifications[2].untrusted);
}

TEST_F(DiscoveryFiles, PathsOutsideMoveTheRoot) {
  write("here/x.py");
  write("there/deep/a.py");
  fs::current_path("here");
  EXPECT_EQ(listed({"../there"}), Names{"deep/a.py"});
  EXPECT_EQ(found_.shownPrefix, "../there/");
  EXPECT_EQ(listed({".", "../there"}), (Names{"here/x.py", "there/deep/a.py"}));
}

TEST_F(DiscoveryFiles, ADeepTreeIsNoTrouble) {
  fs::path deep;
  for (int i = 0; i < 1000; ++i) deep /= "d";
  fs::create_directories(deep);
  EXPECT_EQ(listed(), Names{});
}

struct GlobCase {
  const char *name, *pattern, *path;
  bool matches;
};
const GlobCase kGlobs[] = {
    {"NameAnywhere", "test_*.py", "a/b/test_x.py", true},
    {"FolderAnywhere", "vendor", "a/vendor/x.py", true},
    {"FolderWithSlash", "vendor/", "a/vendor/x.py", true},
    {"WholeNameOnly", "vendor", "a/vendors/x.py", false},
    {"AnchoredFolder", "a/vendor", "a/vendor/x.py", true},
    {"AnchoredElsewhere", "a/vendor", "b/a/vendor/x.py", false},
    {"LeadingSlash", "/a", "a/x.py", true},
    {"StarStaysInAFolder", "a/*.py", "a/b/x.py", false},
    {"TwoStarsCross", "a/**/*.py", "a/b/c/x.py", true},
    {"TwoStarsMatchNothing", "a/**/x.py", "a/x.py", true},
    {"AllBelow", "a/**", "a/b/x.py", true},
    {"Class", "[a-c]?.py", "b1.py", true},
    {"NegatedClass", "[!a-c]?.py", "b1.py", false},
    {"Current", "./a/*.py", "a/x.py", true},
    {"ManyStars", "*a*a*a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
};
class Glob : public testing::TestWithParam<GlobCase> {};
TEST_P(Glob, Matches) { EXPECT_EQ(globMatches(GetParam().pattern, GetParam().path), GetParam().matches); }
INSTANTIATE_TEST_SUITE_P(Patterns, Glob, testing::ValuesIn(kGlobs), [](auto& info) { return info.param.name; });

}  // namespace
}  // namespace tls_tidy
