#include "checks/scratch_folder.h"

#include <unistd.h>

#include <filesystem>
#include <mutex>
#include <set>

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

struct Live {
  std::mutex lock;
  std::set<std::string> paths;
};

Live& live() {
  static Live* const folders = new Live;  // outlives every destructor
  return *folders;
}

void remove(const std::string& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

}  // namespace

ScratchFolder::ScratchFolder() {
  const std::lock_guard<std::mutex> lock(live().lock);
  std::string pattern = (fs::temp_directory_path() / "tls-tidy-XXXXXX").string();
  if (mkdtemp(pattern.data())) live().paths.insert(path_ = pattern);
}

ScratchFolder::~ScratchFolder() {
  if (path_.empty()) return;
  const std::lock_guard<std::mutex> lock(live().lock);
  remove(path_);
  live().paths.erase(path_);
}

void ScratchFolder::removeAll() {
  const std::lock_guard<std::mutex> lock(live().lock);
  for (const std::string& path : live().paths) remove(path);
  live().paths.clear();
}

}  // namespace tls_tidy
