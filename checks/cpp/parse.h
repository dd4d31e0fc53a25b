// Runs Clang over one unit and lowers what it understood. A missing header, an unknown type or broken syntax is a Notice,
// never the end: the rest of the file is read all the same.
//
// A header that is not found is passed over; names that stay unknown as types are declared as opaque structs and the unit
// is parsed again, three times at most. A conditional block without an active arm that hides trigger names is switched on
// by defining its macros, and the Module says so (kGuess, with the block's lines). Bodies of functions in system headers are not parsed.
//
// Not here: which flags are harmless (project.h), what matters in the tree (select.h).
//
// Test: tests/cpp/lower_test.cpp.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "checks/cpp/lower.h"

namespace tls_tidy {

struct ParseOptions {
  std::string resourceFolder;         // Clang's builtin headers: the folder that holds include/stddef.h
  std::string modelHeaders;           // headers generated from the models; "": none
  bool onlyModelHeaders = false;      // they come before the system's
};

struct ParseJob {
  std::string file;                   // absolute path
  std::string directory;              // where relative flags start
  std::vector<std::string> flags;     // harmless ones
  std::vector<std::pair<std::string, std::string>> installed;  // headers as included, and their files (Flags)
  const std::string* text = nullptr;  // the file's text when it is not the one on disk
  LowerOptions lower;
};

/// One Clang with its file cache. Not for several threads.
class Parser {
 public:
  explicit Parser(ParseOptions options);
  ~Parser();
  /// The unit's Module with its notices. Never fails: a unit that cannot be read gives a Module with a notice only.
  Module parse(const ParseJob& job);
  /// Jobs that include `path` (absolute) get the content of `file`. A file that cannot be read changes nothing.
  void readInstead(const std::string& path, const std::string& file);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Where Clang 19's builtin headers are: beside the program, where it was configured, or in the known places.
/// `wanted` is tried first. "" when there are none. Starts no program.
std::string findResourceFolder(const std::string& wanted);

}  // namespace tls_tidy
