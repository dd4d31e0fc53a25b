// PendingFile: a file that is written beside its place and then put there, so that nobody reads half of it, and that goes
// away again when it is not put there, also when the program is interrupted.
// Test: tests/findings/fix_test.cpp, tests/cli/interrupted_test.py.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>

namespace tls_tidy {

class PendingFile {
 public:
  /// An empty file in the folder of `target`, which is no link; `mode` is subject to the umask. `path()` is empty when none
  /// can be made, and errno tells why.
  explicit PendingFile(const std::filesystem::path& target, mode_t mode = 0666);
  ~PendingFile();
  PendingFile(const PendingFile&) = delete;

  const std::string& path() const { return path_; }
  int descriptor() const { return descriptor_; }

  /// Renames it over the target. False: errno tells why.
  bool put();

  /// Removes every one that is there now. For a program that is about to end without running destructors; any thread may ask.
  static void removeAll();

 private:
  std::string target_, path_;
  int descriptor_ = -1;
};

}  // namespace tls_tidy
