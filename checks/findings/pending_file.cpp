#include "checks/findings/pending_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <mutex>
#include <set>

namespace tls_tidy {
namespace {

struct Pending {
  std::mutex lock;
  std::set<std::string> paths;
  unsigned made = 0;
};

Pending& pending() {
  static Pending* const files = new Pending;  // outlives every destructor
  return *files;
}

}  // namespace

PendingFile::PendingFile(const std::filesystem::path& target, mode_t mode) : target_(target) {
  const std::string start = (target.parent_path() / ".tls-tidy-").string() + std::to_string(getpid()) + "-";
  const std::lock_guard<std::mutex> lock(pending().lock);
  do {
    path_ = start + std::to_string(++pending().made);
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  } while (descriptor_ < 0 && errno == EEXIST);
  if (descriptor_ < 0) path_.clear();
  else pending().paths.insert(path_);
}

PendingFile::~PendingFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (path_.empty()) return;
  const std::lock_guard<std::mutex> lock(pending().lock);
  if (pending().paths.erase(path_)) unlink(path_.c_str());
}

bool PendingFile::put() {
  const std::lock_guard<std::mutex> lock(pending().lock);
  if (std::rename(path_.c_str(), target_.c_str()) != 0) return false;
  pending().paths.erase(path_);
  return true;
}

void PendingFile::removeAll() {
  const std::lock_guard<std::mutex> lock(pending().lock);
  for (const std::string& path : pending().paths) unlink(path.c_str());
  pending().paths.clear();
}

}  // namespace tls_tidy
