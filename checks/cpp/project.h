// Compile commands: which units a project has, and which of their flags may reach Clang.
//
// A compile command is data from a stranger. Nothing in it is executed or loaded: only flags from a list of known
// harmless ones pass (search paths, macros, language, target word size); the rest is dropped, with a Notice when it
// could have changed the meaning. Without a database the flags are guessed from the file's name and the tree's headers.
//
//     cc -O2 -Iinclude -fplugin=evil.so -DUSE_SSL -c a.c -o a.o   ->   -Iinclude -DUSE_SSL   (notice: -fplugin dropped)
//
// Not here: running Clang (parse.h). No Clang headers.
//
// Test: tests/cpp/project_test.cpp.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "checks/ir/module.h"
#include "checks/ir/result.h"

namespace tls_tidy {

/// One unit to read. Paths as given; `directory` is where relative ones start.
struct CompileCommand {
  std::string file;
  std::string directory;
  std::vector<std::string> arguments;  // with the compiler's name; empty: to be guessed
};

/// Reads compile_commands.json. One command per file, the first one; files that are gone stay in (reading them says so).
/// Errors: missing file, bad JSON, a wrong shape: path and 1-based line.
Result<std::vector<CompileCommand>> readCompileDatabase(const std::string& path);

/// Flags for Clang without the compiler's and the file's name, and what was dropped.
struct Flags {
  std::vector<std::string> arguments;
  std::vector<std::string> dropped;  // as written, each once
  /// A header as it is included, and the file of the tree that an install step would have put there.
  std::vector<std::pair<std::string, std::string>> installed;
};

/// `root`: absolute folder outside of which no response file (@file) is read.
Flags harmlessFlags(const CompileCommand& command, const std::string& root);

/// Every header below a folder by its base name, for guessing search paths. Reads folder entries only; hidden folders and
/// symbolic links are passed over; at most 200,000 entries.
class HeaderIndex {
 public:
  explicit HeaderIndex(const std::string& root);
  /// Folders to search so that the #include lines of `file`, and of the headers found by them, resolve.
  /// `#include <Library/part.h>` where the tree has one part.h, elsewhere: `installed` says which, when several headers of that folder are so.
  std::vector<std::string> foldersFor(const std::string& file, std::vector<std::pair<std::string, std::string>>* installed = nullptr) const;

 private:
  std::unordered_map<std::string, std::vector<std::string>> byName_;
};

enum class SourceLanguage { kC, kCxx, kObjective };
/// By suffix; a ".h" is C++ when its first 64 KiB look like it.
SourceLanguage languageOf(const std::string& file);

/// Flags for a file without a command: gnu17 or gnu++20, and search paths from `headers` (may be null).
Flags guessedFlags(const std::string& file, const HeaderIndex* headers);

/// `path` seen from `directory`, absolute, without "." and "..".
std::string absolutePath(const std::string& path, const std::string& directory);

}  // namespace tls_tidy
