// Discovery: which files a scan of some paths looks at, and why others are left out.
// C, C++ and Python are told apart by name, files without a known name by their shebang. A folder is walked in sorted
// order; .gitignore is answered by libgit2, and no program is ever started in a scanned tree. Headers are read through
// the units that include them, so they are listed only when named. A symbolic link found on the way is not followed:
// what it leads to inside of the tree is met there, and the rest was not asked for.
// Test: tests/cli/discovery_test.cpp.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "checks/analysis.h"

namespace tls_tidy {

struct DiscoveryOptions {
  std::vector<std::string> exclude;  // globs, see tool/config/glob.h
  bool forceExclude = false;         // leave out what is ignored or excluded even when it is named
  std::string excludeFolder;         // what `exclude` starts from; empty: Discovery::root
};

struct Discovery {
  std::string root;         // absolute: the current folder, or what holds all paths when one lies outside of it
  std::string shownPrefix;  // from the current folder to root, for people; empty or with '/' at its end
  std::vector<Source> sources;              // in the order named, folders in sorted order, each file once
  std::vector<Notification> notifications;  // missing paths, unreadable folders
  size_t excluded = 0;                      // files and folders left out by .gitignore, --exclude or the default list
};

Discovery discover(const std::vector<std::string>& paths, const DiscoveryOptions& options);

/// Does the path lie in the folder, or is it the folder? By their words alone: both absolute and normal.
bool isInside(const std::filesystem::path& path, const std::filesystem::path& folder);

/// Is a folder of this name left out wherever it is met?
bool isNeverEntered(const std::string& name);

/// Language by name, else by the first bytes; nothing: not ours. header: only of interest when named.
struct Kind {
  Source::Language language = Source::Language::kPython;
  bool header = false;
};
std::optional<Kind> kindOf(const std::string& name, std::string_view firstBytes);

}  // namespace tls_tidy
