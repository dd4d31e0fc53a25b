#include "tool/cli/revision.h"

#include <git2.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "tool/cli/discovery.h"
#include "tool/config/glob.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxEntries = 2'000'000;           // a tree can name one subtree many times over ...
constexpr size_t kMaxFolders = 300'000;             // ... and so a few trees are as many folders as one likes
constexpr size_t kMaxDepth = 256;
constexpr git_object_size_t kMaxBytes = 20u << 20;  // as Options::maxFileBytes

template <class T, void (*release)(T*)>
struct Released {
  void operator()(T* object) const { release(object); }
};
template <class T, void (*release)(T*)>
using Owned = std::unique_ptr<T, Released<T, release>>;
using Repository = Owned<git_repository, git_repository_free>;
using Object = Owned<git_object, git_object_free>;
using Tree = Owned<git_tree, git_tree_free>;
using Blob = Owned<git_blob, git_blob_free>;

struct Library {
  Library() {
    git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);  // nothing of a repository is executed, so whose it is does not matter
  }
  ~Library() { git_libgit2_shutdown(); }
};

std::string lastTrouble() {
  const git_error* error = git_error_last();
  return error && error->message ? error->message : "unknown trouble";
}

fs::path absoluteOf(const std::string& path) {
  const fs::path absolute = fs::absolute(path).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

/// The repository around a path that may be there no more.
Repository repositoryAround(fs::path path) {
  std::error_code failed;
  while (!fs::is_directory(path, failed) && path.has_relative_path()) path = path.parent_path();
  git_repository* handle = nullptr;
  git_repository_open_ext(&handle, path.c_str(), 0, nullptr);
  return Repository(handle);
}

Result<Object> resolved(git_repository* repository, const std::string& rev) {
  const auto unknown = [&] {
    std::string what = "--diff-base: `" + rev + "` is no revision here (" + lastTrouble() + ")";
    if (git_repository_is_shallow(repository) == 1) what += "; this clone is shallow: fetch more of its history";
    return Error{"", 0, what};
  };
  const auto commitOf = [&](const std::string& text) {
    git_object *found = nullptr, *commit = nullptr;
    if (git_revparse_single(&found, repository, text.c_str()) != 0) return Object();
    const Object owner(found);
    git_object_peel(&commit, found, GIT_OBJECT_COMMIT);
    return Object(commit);
  };
  const bool isMergeBase = rev.ends_with("...");
  Object commit = commitOf(isMergeBase ? rev.substr(0, rev.size() - 3) : rev);
  if (!commit) return unknown();
  if (!isMergeBase) return commit;
  const Object head = commitOf("HEAD");
  git_oid base;
  git_object* found = nullptr;
  if (!head || git_merge_base(&base, repository, git_object_id(commit.get()), git_object_id(head.get())) != 0 ||
      git_object_lookup(&found, repository, &base, GIT_OBJECT_COMMIT) != 0)
    return unknown();
  return Object(found);
}

/// A folder of the repository being walked: where it is on disk, as the user named it.
struct Folder {
  git_repository* repository;
  fs::path absolute;
};

Tree treeOf(const git_object* commit) {
  git_tree* tree = nullptr;
  git_commit_tree(&tree, reinterpret_cast<const git_commit*>(commit));
  return Tree(tree);
}

class Reader {
 public:
  Reader(Revision& revision, const DiscoveryOptions& options, std::string root) : revision_(revision), options_(options), root_(std::move(root)) {}

  /// What a path of the scan was in the commit: a file, a folder, or nothing.
  std::string read(git_repository* repository, const git_object* commit, const fs::path& absolute) {
    const Tree tree = treeOf(commit);
    if (!tree) return lastTrouble();
    std::error_code failed;
    const fs::path work = fs::weakly_canonical(git_repository_workdir(repository), failed);
    const std::string inside = fs::weakly_canonical(absolute, failed).lexically_relative(work).generic_string();
    if (inside == "." || inside.empty()) return walk({repository, absolute}, tree.get(), 0);
    git_tree_entry* found = nullptr;
    if (git_tree_entry_bypath(&found, tree.get(), inside.c_str()) != 0) return "";
    const Owned<git_tree_entry, git_tree_entry_free> entry(found);
    return visit({repository, absolute.parent_path()}, entry.get(), absolute, true, 0);
  }

  /// C and C++ units include headers from all over the repository.
  std::string readHeaders(git_repository* repository, const git_object* commit) {
    onlyHeaders_ = true;
    const Tree tree = treeOf(commit);
    return tree ? walk({repository, absoluteOf(git_repository_workdir(repository))}, tree.get(), 0) : lastTrouble();
  }

 private:
  std::string walk(const Folder& folder, const git_tree* tree, size_t depth) {
    if (depth > kMaxDepth) return "folders lie too deep in each other";
    const size_t count = git_tree_entrycount(tree);
    for (size_t i = 0; i < count; ++i) {
      const git_tree_entry* entry = git_tree_entry_byindex(tree, i);
      const std::string name = git_tree_entry_name(entry);
      if (name == "." || name == ".." || name.find('/') != std::string::npos) continue;
      if (std::string problem = visit(folder, entry, folder.absolute / name, false, depth); !problem.empty()) return problem;
    }
    return "";
  }

  std::string visit(const Folder& folder, const git_tree_entry* entry, const fs::path& absolute, bool isNamed, size_t depth) {
    if (++entries_ > kMaxEntries) return "more than 2 million files";
    const git_filemode_t mode = git_tree_entry_filemode(entry);
    const bool isFolder = mode == GIT_FILEMODE_TREE || mode == GIT_FILEMODE_COMMIT;
    const bool mayBeLeftOut = (!isNamed || options_.forceExclude) && !onlyHeaders_;
    if (mayBeLeftOut && ((isFolder && isNeverEntered(absolute.filename())) || globExcludes(absolute))) return "";
    if (mode == GIT_FILEMODE_COMMIT) return walkSubmodule(absolute, git_tree_entry_id(entry), depth);
    if (mode == GIT_FILEMODE_TREE) {
      if (++folders_ > kMaxFolders) return "more than 300,000 folders";
      git_tree* below = nullptr;
      if (git_tree_lookup(&below, folder.repository, git_tree_entry_id(entry)) != 0) return lastTrouble();
      const Tree tree(below);
      return walk({folder.repository, absolute}, tree.get(), depth + 1);
    }
    if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE) return "";  // a symbolic link is not followed
    return readFile(folder.repository, git_tree_entry_id(entry), absolute, isNamed, mode == GIT_FILEMODE_BLOB_EXECUTABLE);
  }

  bool globExcludes(const fs::path& absolute) const {
    const std::string path = absolute.lexically_relative(options_.excludeFolder.empty() ? root_ : options_.excludeFolder).generic_string();
    return !path.starts_with("..") &&
           std::any_of(options_.exclude.begin(), options_.exclude.end(), [&](const std::string& glob) { return globMatches(glob, path); });
  }

  /// A submodule as it was then, where its own repository has that commit.
  std::string walkSubmodule(const fs::path& absolute, const git_oid* id, size_t depth) {
    git_repository* handle = nullptr;
    git_object* found = nullptr;
    git_tree* below = nullptr;
    git_repository_open_ext(&handle, absolute.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
    const Repository repository(handle);
    if (handle) git_object_lookup(&found, handle, id, GIT_OBJECT_COMMIT);
    const Object commit(found);
    if (found) git_commit_tree(&below, reinterpret_cast<git_commit*>(found));
    const Tree tree(below);
    if (below) return walk({handle, absolute}, below, depth + 1);
    notify(absolute, "this submodule of " + revision_.name + " is not here: what is found in it counts as new");
    return "";
  }

  std::string readFile(git_repository* repository, const git_oid* id, const fs::path& absolute, bool isNamed, bool isExecutable) {
    const std::string name = absolute.filename();
    std::optional<Kind> kind = kindOf(name, "");
    if (onlyHeaders_ && !(kind && kind->header)) return "";
    const bool mayHaveShebang = name.find('.') == std::string::npos || isExecutable;
    if (!kind && !mayHaveShebang && !isNamed) return "";
    const bool isSame = isSameToday(id, absolute);
    std::string text;
    if (!isSame || !kind) {
      git_blob* handle = nullptr;
      if (isTooLarge(repository, id)) {
        if (kind) notify(absolute, "is larger than 20 MiB in " + revision_.name + ": what is found in it counts as new");
        return "";
      }
      if (git_blob_lookup(&handle, repository, id) != 0) return lastTrouble();
      const Blob blob(handle);
      text.assign(static_cast<const char*>(git_blob_rawcontent(handle)), git_blob_rawsize(handle));
      if (!kind) kind = kindOf(name, std::string_view(text).substr(0, 128));
    }
    if (!kind) return "";
    Source source;
    source.path = absolute.lexically_relative(root_).generic_string();
    if (source.path.starts_with("..")) source.path = absolute;
    source.absolute = absolute;
    source.language = kind->language;
    if (!isSame) {
      revision_.texts[source.path] = text;
      if (kind->header) putInstead(source.absolute, text);
      else source.text = std::move(text);
    }
    if (kind->header && (!isNamed || onlyHeaders_)) return "";
    if (seen_.insert(source.path).second) revision_.sources.push_back(std::move(source));
    return "";
  }

  void putInstead(const std::string& absolute, const std::string& text) {
    std::string& file = revision_.instead[absolute];
    if (!file.empty()) return;
    file = revision_.scratch->path() + "/" + std::to_string(revision_.instead.size());
    std::ofstream(file, std::ios::binary) << text;
  }

  static bool isSameToday(const git_oid* id, const fs::path& absolute) {
    std::error_code failed;
    git_oid today;
    return fs::is_regular_file(absolute, failed) && git_odb_hashfile(&today, absolute.c_str(), GIT_OBJECT_BLOB) == 0 && git_oid_equal(id, &today);
  }

  static bool isTooLarge(git_repository* repository, const git_oid* id) {
    git_odb* handle = nullptr;
    if (git_repository_odb(&handle, repository) != 0) return false;
    const Owned<git_odb, git_odb_free> objects(handle);
    size_t size = 0;
    git_object_t type = GIT_OBJECT_BLOB;
    return git_odb_read_header(&size, &type, handle, id) == 0 && size > kMaxBytes;
  }

  void notify(const fs::path& absolute, std::string what) {
    Notification notification;
    notification.at.path = absolute.lexically_relative(root_).generic_string();
    notification.what = std::move(what);
    revision_.notifications.push_back(std::move(notification));
  }

  Revision& revision_;
  const DiscoveryOptions& options_;
  const std::string root_;
  size_t entries_ = 0;
  size_t folders_ = 0;
  bool onlyHeaders_ = false;
  std::set<std::string> seen_;
};

}  // namespace

Result<Revision> readRevision(const std::string& rev, const std::vector<std::string>& paths, const DiscoveryOptions& options, const std::string& root) {
  const Library library;
  Revision revision;
  revision.scratch = std::make_unique<ScratchFolder>();
  Repository repository;
  Object commit;
  Reader reader(revision, options, root);
  for (const std::string& path : paths) {
    const fs::path absolute = absoluteOf(path);
    Repository around = repositoryAround(absolute);
    if (!around || !git_repository_workdir(around.get())) return Error{path, 0, "--diff-base: lies in no git repository"};
    if (!repository) {
      repository = std::move(around);
      Result<Object> found = resolved(repository.get(), rev);
      if (!found) return found.error();
      commit = std::move(*found);
      revision.name = std::string(git_oid_tostr_s(git_object_id(commit.get()))).substr(0, 12);
    } else if (std::string(git_repository_workdir(around.get())) != git_repository_workdir(repository.get())) {
      return Error{path, 0, "--diff-base: lies in another repository than the paths before it"};
    }
    if (std::string problem = reader.read(repository.get(), commit.get(), absolute); !problem.empty())
      return Error{"", 0, "--diff-base: " + revision.name + " cannot be read: " + problem};
  }
  if (std::any_of(revision.sources.begin(), revision.sources.end(), [](const Source& source) { return source.language != Source::Language::kPython; }))
    if (std::string problem = reader.readHeaders(repository.get(), commit.get()); !problem.empty())
      return Error{"", 0, "--diff-base: " + revision.name + " cannot be read: " + problem};
  return revision;
}

}  // namespace tls_tidy
