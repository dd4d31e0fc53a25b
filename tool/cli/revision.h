// Revision: the files of a scan as they were at another commit, so that what was found then can be told from what is new.
// Read through libgit2 from the repository's objects; nothing is checked out, and no program, filter or hook of the
// repository runs. A file that is the same today is read from disk, and comes out of the cache. Others are texts in
// memory; headers lie in a folder of our own and are read in the place of today's, so compile commands and generated files
// serve both. What git does not track is new by definition. Paths are those of today's scan.
// Test: tests/cli/diff_base_test.py.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "checks/analysis.h"
#include "checks/scratch_folder.h"
#include "tool/cli/discovery.h"

namespace tls_tidy {

struct Revision {
  std::string name;                            // abbreviated id
  std::vector<Source> sources;
  std::map<std::string, std::string> instead;  // Options::instead
  std::vector<Notification> notifications;     // submodules that are not here, files too large
  std::unique_ptr<ScratchFolder> scratch;      // where `instead` lies
  std::map<std::string, std::string> texts;    // what was another text then, by its path in a report
};

/// rev: whatever git rev-parse takes for one commit; "REV..." is the merge base of REV and HEAD.
/// Errors: no repository around the paths, several, an unknown revision, damaged or missing objects.
Result<Revision> readRevision(const std::string& rev, const std::vector<std::string>& paths, const DiscoveryOptions& options, const std::string& root);

}  // namespace tls_tidy
