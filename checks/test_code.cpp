#include "checks/test_code.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>
#include <string_view>

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool isPythonTestFile(std::string_view name) {
  return name == "conftest.py" || name == "tests.py" || name == "test.py" || (name.starts_with("test_") && name.ends_with(".py")) || name.ends_with("_test.py") ||
         name.ends_with("_tests.py");
}

bool isCxxTestFile(std::string_view name) {
  const std::string_view stem = name.substr(0, name.rfind('.'));
  return stem.ends_with("_test") || stem.ends_with("_tests") || stem.ends_with("_unittest") || name.starts_with("test_");
}

bool isTestPath(const fs::path& path, Module::Language language) {
  static const std::set<std::string> kPython = {"test", "tests", "testing"};
  static const std::set<std::string> kCxx = {"test", "tests", "testing", "t", "check", "unittest", "unittests", "testsuite"};
  const bool isPython = language == Module::Language::kPython;
  for (const fs::path& folder : path.parent_path())
    if (isPython ? kPython.contains(folder.string()) : kCxx.contains(lowered(folder.string()))) return true;
  const std::string name = path.filename().string();
  return isPython ? isPythonTestFile(name) : isCxxTestFile(name);
}

/// The project each folder belongs to: asked of the file system once a folder.
class Projects {
 public:
  const fs::path& of(const fs::path& folder) {
    auto [found, isNew] = known_.try_emplace(folder);
    if (!isNew) return found->second;
    std::error_code failed;
    for (const char* own : {".git", ".hg", ".svn", ".bzr"})
      if (fs::exists(folder / own, failed)) return found->second = folder;
    if (!folder.has_relative_path()) return found->second;
    const fs::path above = of(folder.parent_path());
    return known_[folder] = above;
  }

 private:
  std::map<fs::path, fs::path> known_;
};

}  // namespace

void markTestCode(std::vector<Module>& modules, const std::string& root) {
  std::error_code failed;
  const fs::path start = root.empty() ? fs::current_path(failed) : fs::path(root);
  Projects projects;
  for (Module& module : modules) {
    for (File& file : module.files) {
      const fs::path absolute = (start / file.path).lexically_normal();
      const fs::path& project = projects.of(absolute.parent_path());
      file.isTest = file.isTest || isTestPath(project.empty() ? fs::path(file.path) : absolute.lexically_relative(project), module.language);
    }
  }
}

}  // namespace tls_tidy
