// ScratchFolder: a temporary folder of our own that goes away again, also when the program is interrupted.
#pragma once
#include <string>

namespace tls_tidy {

class ScratchFolder {
 public:
  /// Below the system's folder for temporary files; `path()` is empty when none can be made.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  const std::string& path() const { return path_; }

  /// Removes every one that is there now. For a program that is about to end without running destructors; any thread may ask.
  static void removeAll();

 private:
  std::string path_;
};

}  // namespace tls_tidy
