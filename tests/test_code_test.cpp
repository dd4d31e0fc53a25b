// Where a file lies in its project tells whether it is test code; where the project lies does not.
#include "checks/test_code.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "checks/scratch_folder.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

bool isTest(const std::string& path, Module::Language language, const std::string& root) {
  std::vector<Module> modules(1);
  modules[0].language = language;
  modules[0].files.push_back({path, false});
  markTestCode(modules, root);
  return modules[0].files[0].isTest;
}

struct PathCase {
  const char* path;
  Module::Language language;
  bool isTest;
};

TEST(TestCode, IsToldByFolderAndName) {
  const ScratchFolder root;
  constexpr Module::Language kPython = Module::Language::kPython, kC = Module::Language::kC, kCxx = Module::Language::kCxx;
  for (const PathCase& one : {PathCase{"mail/send.py", kPython, false}, PathCase{"mail/tests/send.py", kPython, true}, PathCase{"mail/test_send.py", kPython, true},
                              PathCase{"mail/send_test.py", kPython, true}, PathCase{"conftest.py", kPython, true}, PathCase{"mail/latest/contest.py", kPython, false},
                              PathCase{"t/send.py", kPython, false}, PathCase{"src/send.c", kC, false}, PathCase{"t/send.c", kC, true},
                              PathCase{"src/Tests/send.cpp", kCxx, true}, PathCase{"src/send_unittest.cc", kCxx, true}, PathCase{"src/latest.c", kC, false}})
    EXPECT_EQ(isTest(one.path, one.language, root.path()), one.isTest) << one.path;
}

TEST(TestCode, IsNotToldByWhatLiesAboveTheProject) {
  const ScratchFolder root;
  const fs::path project = fs::path(root.path()) / "tests" / "mail";
  fs::create_directories(project / ".git");
  fs::create_directories(project / "tests");
  EXPECT_FALSE(isTest("tests/mail/send.py", Module::Language::kPython, root.path()));
  EXPECT_FALSE(isTest(project / "send.c", Module::Language::kC, "")) << "the plugin's paths are absolute";
  EXPECT_TRUE(isTest("tests/mail/tests/send.py", Module::Language::kPython, root.path()));
  EXPECT_TRUE(isTest("send.py", Module::Language::kPython, project / "tests")) << "from inside the project's tests";
}

TEST(TestCode, StaysWhatTheFrontEndSaid) {
  std::vector<Module> modules(1);
  modules[0].files.push_back({"send.py", true});
  markTestCode(modules, "/");
  EXPECT_TRUE(modules[0].files[0].isTest);
}

}  // namespace
}  // namespace tls_tidy
