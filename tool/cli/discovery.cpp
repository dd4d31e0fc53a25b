#include "tool/cli/discovery.h"

#include <git2.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>

#include "tool/config/glob.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;
using Language = Source::Language;

struct Ending {
  std::string_view text;
  Kind kind;
};
constexpr Ending kEndings[] = {
    {".C", {Language::kCxx, false}},    {".c", {Language::kC, false}},       {".c++", {Language::kCxx, false}},
    {".cc", {Language::kCxx, false}},   {".cpp", {Language::kCxx, false}},   {".cppm", {Language::kCxx, false}},
    {".cxx", {Language::kCxx, false}},  {".h", {Language::kC, true}},        {".hh", {Language::kCxx, true}},
    {".hpp", {Language::kCxx, true}},   {".hxx", {Language::kCxx, true}},    {".inl", {Language::kCxx, true}},
    {".ipp", {Language::kCxx, true}},   {".ixx", {Language::kCxx, false}},   {".py", {Language::kPython, false}},
    {".pyi", {Language::kPython, false}}, {".pyw", {Language::kPython, false}}, {".tac", {Language::kPython, false}},
    {".tpp", {Language::kCxx, true}}};

constexpr std::string_view kNeverEntered[] = {
    ".bzr",        ".eggs",         ".git",          ".hg",        ".mypy_cache",  ".nox",   ".pytest_cache",
    ".ruff_cache", ".svn",          ".tox",          ".venv",      "__pycache__",  "_darcs", "node_modules",
    "site-packages", "venv"};
// A folder that holds one of these was made by a tool: a virtual environment, a build tree.
constexpr std::string_view kMarkers[] = {"CMakeCache.txt", "build.ninja", "pyvenv.cfg"};

/// Is this folder left out wherever it is met?
bool neverEntered(const fs::path& folder) {
  if (isNeverEntered(folder.filename())) return true;
  return std::any_of(std::begin(kMarkers), std::end(kMarkers),
                     [&](std::string_view marker) { return access((folder / marker).c_str(), F_OK) == 0; });
}

/// The repositories around and below the scanned folders, asked for nothing but what they ignore.
class Ignores {
 public:
  Ignores() {
    git_libgit2_init();
    // Nothing of a repository is executed or followed, so whose it is does not matter.
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  }
  ~Ignores() {
    repositories_.clear();
    git_libgit2_shutdown();
  }
  Ignores(const Ignores&) = delete;
  Ignores& operator=(const Ignores&) = delete;

  /// path is absolute with links resolved, but for its last part.
  bool ignored(const fs::path& path, bool isFolder) {
    Repository* repository = around(path.parent_path());
    if (!repository) return false;
    std::string relative = path.lexically_relative(repository->workFolder).generic_string();
    if (relative.empty() || relative.starts_with("..")) return false;
    if (isFolder) relative += '/';
    int answer = 0;
    if (git_ignore_path_is_ignored(&answer, repository->handle.get(), relative.c_str()) != 0 || !answer) return false;
    // What is tracked is not ignored, whatever the patterns say.
    git_index* index = repository->index.get();
    if (!index) return true;
    if (!isFolder) return !git_index_get_bypath(index, relative.c_str(), 0);
    return git_index_find_prefix(nullptr, index, relative.c_str()) != 0;
  }

 private:
  template <class T, void (*release)(T*)>
  struct Released {
    void operator()(T* object) const { release(object); }
  };
  struct Repository {
    std::unique_ptr<git_repository, Released<git_repository, git_repository_free>> handle;
    std::unique_ptr<git_index, Released<git_index, git_index_free>> index;
    fs::path workFolder;
  };

  Repository* around(const fs::path& folder) {
    auto known = byFolder_.find(folder);
    if (known != byFolder_.end()) return known->second;
    Repository* found = nullptr;
    if (access((folder / ".git").c_str(), F_OK) == 0) found = opened(folder);
    if (!found && folder.has_relative_path()) found = around(folder.parent_path());
    return byFolder_[folder] = found;
  }

  Repository* opened(const fs::path& folder) {
    git_repository* handle = nullptr;
    if (git_repository_open_ext(&handle, folder.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr) != 0) return nullptr;
    auto repository = std::make_unique<Repository>();
    repository->handle.reset(handle);
    repository->workFolder = folder;
    git_index* index = nullptr;
    if (git_repository_index(&index, handle) == 0) repository->index.reset(index);
    return repositories_.emplace_back(std::move(repository)).get();
  }

  std::vector<std::unique_ptr<Repository>> repositories_;
  std::map<fs::path, Repository*> byFolder_;
};

std::string firstBytesOf(const fs::path& file) {
  std::array<char, 128> bytes;
  std::ifstream in(file, std::ios::binary);
  in.read(bytes.data(), bytes.size());
  return {bytes.data(), static_cast<size_t>(std::max<std::streamsize>(in.gcount(), 0))};
}

class Walk {
 public:
  Walk(const DiscoveryOptions& options, Discovery& result) : options_(options), result_(result) {}

  void startAt(const fs::path& absolute) {
    struct stat status;
    if (stat(absolute.c_str(), &status) != 0) {
      fail(shown(absolute), errno == ENOENT ? "no such file or folder" : std::string("cannot be read: ") + std::strerror(errno));
      return;
    }
    if (options_.forceExclude && excludedByName(absolute, S_ISDIR(status.st_mode))) {
      ++result_.excluded;
      return;
    }
    if (S_ISDIR(status.st_mode)) {
      walk(absolute);
    } else if (S_ISREG(status.st_mode)) {
      addNamed(absolute, status);
    } else {
      fail(shown(absolute), "not a regular file");
    }
  }

 private:
  std::string shown(const fs::path& absolute) const {
    return absolute.lexically_relative(result_.root).generic_string();
  }

  void notify(Notification::Level level, const std::string& path, std::string what, bool untrusted) {
    Notification notification;
    notification.level = level;
    notification.at.path = path;
    notification.what = std::move(what);
    notification.untrusted = untrusted;
    result_.notifications.push_back(std::move(notification));
  }
  void fail(const std::string& path, std::string what) { notify(Notification::kError, path, std::move(what), true); }

  bool globExcludes(const fs::path& absolute) const {
    std::string path = options_.excludeFolder.empty() ? shown(absolute) : absolute.lexically_relative(options_.excludeFolder).generic_string();
    if (path.starts_with("..")) return false;
    return std::any_of(options_.exclude.begin(), options_.exclude.end(),
                       [&](const std::string& pattern) { return globMatches(pattern, path); });
  }

  /// real: the path with links in its folders resolved.
  bool excluded(const fs::path& absolute, const fs::path& real, bool isFolder) {
    return (isFolder && neverEntered(absolute)) || globExcludes(absolute) || ignores_.ignored(real, isFolder);
  }

  static fs::path withRealFolders(const fs::path& path) {
    std::error_code failed;
    fs::path folder = fs::canonical(path.parent_path(), failed);
    return failed ? path : folder / path.filename();
  }

  /// For a named path: would a walk from the root have reached it?
  bool excludedByName(const fs::path& absolute, bool isFolder) {
    if (excluded(absolute, withRealFolders(absolute), isFolder)) return true;
    for (fs::path folder = absolute.parent_path(); folder != result_.root && folder.has_relative_path();
         folder = folder.parent_path())
      if (excluded(folder, withRealFolders(folder), true)) return true;
    return false;
  }

  void addNamed(const fs::path& absolute, const struct stat& status) {
    auto kind = kindOf(absolute.filename(), firstBytesOf(absolute));
    if (!kind) {
      notify(Notification::kWarning, shown(absolute), "neither C, C++ nor Python by its name or first line: skipped", false);
      return;
    }
    add(absolute, status, *kind);
  }

  void add(const fs::path& absolute, const struct stat& status, Kind kind) {
    if (!files_.emplace(status.st_dev, status.st_ino).second) return;
    Source source;
    source.path = shown(absolute);
    source.absolute = absolute;
    source.language = kind.language;
    result_.sources.push_back(std::move(source));
  }

  struct Folder {
    fs::path path, real;
  };

  void walk(const fs::path& start) {
    std::error_code failed;
    start_ = fs::canonical(start, failed);
    std::vector<Folder> pending = {{start, start_}};  // a stack, so that the depth of a tree costs no stack frames
    while (!pending.empty()) {
      Folder folder = std::move(pending.back());
      pending.pop_back();
      struct stat status;
      if (stat(folder.path.c_str(), &status) != 0 || !folders_.emplace(status.st_dev, status.st_ino).second) continue;
      failed.clear();
      std::vector<fs::path> names;
      for (fs::directory_iterator entry(folder.path, failed), end; !failed && entry != end; entry.increment(failed))
        names.push_back(entry->path().filename());
      if (failed) fail(shown(folder.path), "cannot be read: " + failed.message());
      std::sort(names.begin(), names.end());
      std::vector<Folder> below;
      for (const fs::path& name : names) visit({folder.path / name, folder.real / name}, below);
      pending.insert(pending.end(), below.rbegin(), below.rend());
    }
  }

  void visit(const Folder& entry, std::vector<Folder>& below) {
    struct stat status;
    if (lstat(entry.path.c_str(), &status) != 0) return;  // gone since it was listed
    if (S_ISLNK(status.st_mode)) return visitLink(entry);
    bool isFolder = S_ISDIR(status.st_mode);
    if (!isFolder && !S_ISREG(status.st_mode)) return;
    std::string name = entry.path.filename();
    std::optional<Kind> kind;
    if (!isFolder) {
      bool mayHaveShebang = name.find('.') == std::string::npos || (status.st_mode & 0111);
      kind = kindOf(name, "");
      if (!kind && mayHaveShebang) kind = kindOf(name, firstBytesOf(entry.path));
      if (!kind || kind->header) return;
    }
    if (excluded(entry.path, entry.real, isFolder)) {
      if (name != ".git") ++result_.excluded;
    } else if (isFolder) {
      below.push_back(entry);
    } else {
      add(entry.path, status, *kind);
    }
  }

  void visitLink(const Folder& entry) {
    std::error_code failed;
    fs::path target = fs::canonical(entry.real, failed);
    bool isSource = kindOf(entry.path.filename(), "").has_value();
    if (failed) {
      if (isSource && !excluded(entry.path, entry.real, false))
        notify(Notification::kNote, shown(entry.path), "symbolic link that leads nowhere", false);
      return;
    }
    bool isFolder = fs::is_directory(target, failed);
    if (isInside(target, start_) || !(isFolder || isSource) || excluded(entry.path, entry.real, isFolder)) return;
    notify(Notification::kNote, shown(entry.path), "symbolic link out of the scanned folder: not followed", false);
  }

  const DiscoveryOptions& options_;
  Discovery& result_;
  Ignores ignores_;
  std::set<std::pair<dev_t, ino_t>> files_, folders_;
  fs::path start_;  // of the walk under way, links resolved
};

fs::path absoluteOf(const std::string& path, const fs::path& current) {
  fs::path absolute = (current / path).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

fs::path sharedFolder(const fs::path& a, const fs::path& b) {
  fs::path shared;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end() && *x == *y; ++x, ++y) shared /= *x;
  return shared;
}

}  // namespace

bool isInside(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

bool isNeverEntered(const std::string& name) {
  return std::find(std::begin(kNeverEntered), std::end(kNeverEntered), name) != std::end(kNeverEntered);
}

std::optional<Kind> kindOf(const std::string& name, std::string_view firstBytes) {
  for (const Ending& ending : kEndings)
    if (name.size() > ending.text.size() && name.ends_with(ending.text)) return ending.kind;
  if (!firstBytes.starts_with("#!")) return std::nullopt;
  std::string_view line = firstBytes.substr(0, firstBytes.find('\n'));
  if (line.find("python") == std::string_view::npos && line.find("pypy") == std::string_view::npos) return std::nullopt;
  return Kind{Language::kPython, false};
}

Discovery discover(const std::vector<std::string>& paths, const DiscoveryOptions& options) {
  fs::path current = fs::current_path();
  std::vector<fs::path> starts;
  for (const std::string& path : paths) starts.push_back(absoluteOf(path, current));
  fs::path root = current;
  if (!std::all_of(starts.begin(), starts.end(), [&](const fs::path& start) { return isInside(start, current); })) {
    bool first = true;
    for (const fs::path& absolute : starts) {
      fs::path folder = fs::is_directory(absolute) ? absolute : absolute.parent_path();
      root = first ? folder : sharedFolder(root, folder);
      first = false;
    }
  }
  Discovery result;
  result.root = root;
  if (root != current) {
    fs::path up = root.lexically_relative(current);
    bool near = std::distance(up.begin(), up.end()) <= 3;
    result.shownPrefix = (near ? up : root).generic_string();
    if (!result.shownPrefix.ends_with('/')) result.shownPrefix += '/';
  }
  Walk walk(options, result);
  for (const fs::path& absolute : starts) walk.startAt(absolute);
  return result;
}

}  // namespace tls_tidy
