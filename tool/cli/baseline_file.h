// BaselineFile: the baseline a scan is given, and what the scan makes of it.
// It shrinks by itself: an entry whose finding is gone is told of and taken out of the file, so that the finding would be new
// if it came back. That is concluded only by a run that can know: all it read can be trusted, and the folders it scanned
// hold every file of the baseline. A run over some files leaves the file as it is.
// Paths in it start from the root of the repository around the file, else from the file's folder.
// Test: tests/cli/baseline_test.py.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "checks/analysis.h"
#include "checks/findings/baseline.h"

namespace tls_tidy {

class BaselineFile {
 public:
  /// mayBeMissing: then it is empty.
  static Result<BaselineFile> read(const std::string& file, bool mayBeMissing);

  /// Which of the findings it knows. root: what their paths start from. The last call's are the ones that are concluded.
  std::vector<bool> knows(const std::vector<Finding>& findings, const BytesOf& bytesOf, const std::string& root);

  struct Scan {
    std::vector<std::string> folders;  // absolute: those that were scanned
    std::set<std::string> files;       // absolute: those that were read
    bool trusted = false;
    bool mayWrite = false;
  };
  struct Conclusion {
    std::vector<Notification> notifications;
    size_t added = 0, takenOut = 0, entries = 0;
  };
  /// Takes out what is stale and follows what was moved. update: and takes in the findings that are `wanted`, of those of
  /// the last knows(). Writes the file when that changes it.
  Conclusion conclude(const Scan& scan, bool update, const std::vector<bool>& wanted);

 private:
  bool exists(const std::string& path) const;
  bool isJudgedBy(const Scan& scan, const std::string& path) const;
  Notification gone(const Identity& entry, bool isTakenOut) const;
  bool write(const std::string& text) const;

  std::string file_, folder_, root_;
  std::string text_;  // as it is on disk
  std::vector<Identity> entries_;
  std::vector<Identity> findings_;              // of the last knows()
  std::vector<std::optional<size_t>> answers_;  // likewise
};

}  // namespace tls_tidy
