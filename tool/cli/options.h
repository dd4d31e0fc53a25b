// Options: the command line, read and checked. Everything wrong with it is a usage error (exit code 2) that names the
// argument and, where one is close, what was probably meant.
// To add an option: 1. a field here, 2. its line in options.cpp, which help, manual page, completions and suggestions read, 3. a case in tests/cli.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "checks/findings/finding.h"
#include "tool/config/config.h"

namespace tls_tidy {

enum ExitCode : int {
  kClean = 0,      // everything asked for was analysed, nothing at or above --fail-on
  kFound = 1,      // findings at or above --fail-on
  kUsage = 2,      // usage or configuration error
  kUntrusted = 3,  // nothing was analysed, or a part could not be
};

enum class Color { kAuto, kAlways, kNever };

struct Output {
  std::string format;
  std::string file;  // empty: standard output
};

struct ScanOptions {
  std::vector<std::string> paths;
  Config config;  // the file and the flags that go before it; what is below is made of it
  std::string compileDatabase;
  std::string stdinName;
  unsigned jobs = 0;
  std::vector<Output> outputs;
  std::vector<int> pythonVersions;
  Severity minSeverity = Severity::kNote;
  Confidence minConfidence = Confidence::kMedium;
  std::optional<Severity> failOn = Severity::kWarning;  // none: never
  bool fix = false, unsafeFixes = false, diff = false;
  bool addSuppressions = false;
  std::string reason;  // written with them
  std::string baseline;  // a file; empty: none
  bool updateBaseline = false;
  std::string diffBase;  // a revision; empty: none
  bool sarifSuppressed = false;
  Color color = Color::kAuto;
  std::string cacheFolder;  // empty: no cache
  double timeout = 60;
  unsigned memory = 4096;
  std::string cxxProgram;
  bool modelHeaders = false;
  std::string dump;
  bool quiet = false;
  std::string sarifCategory;  // empty: none
};

struct Command {
  enum Kind { kScan, kRules, kExplain, kConfig, kDone } kind = kDone;  // kDone: everything is said, end with `exit`
  int exit = kClean;
  ScanOptions scan;   // kScan; kConfig: paths and config
  std::string rule;  // kExplain
  Color color = Color::kAuto;
};

/// Reads argv. Help, version and errors are printed here.
Command readCommand(int argc, const char* const* argv);

/// Colours on a stream: the flag, else NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, else whether it is a terminal.
bool useColor(Color color, int fileDescriptor);

}  // namespace tls_tidy
