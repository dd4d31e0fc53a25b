// Analysis: the door of the analyzer. Sources or ready Modules in, sorted findings out.
// No output, no argv, no network. Writes nothing but the cache folder it is given.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "checks/findings/finding.h"
#include "checks/ir/module.h"
#include "checks/models/models.h"

namespace tls_tidy {

/// One file to look at. path is what the user sees; text is set for a file that is not read from disk (stdin, editor).
struct Source {
  std::string path;
  std::string absolute;                  // where to read it
  std::optional<std::string> text;
  enum class Language : uint8_t { kC, kCxx, kPython } language = Language::kPython;
};

struct Options {
  const Models* models = nullptr;        // null: Models::builtin()
  std::string root;                      // absolute folder the displayed paths are relative to
  std::string compileDatabase;           // path of compile_commands.json; empty: look for it
  std::string cxxProgram;                // path of tls-tidy-cxx; empty: no C or C++ analysis (a notification tells)
  std::string cacheFolder;               // empty: no cache
  unsigned jobs = 0;                     // 0: all cores
  double unitSeconds = 60;               // wall clock per unit
  unsigned unitMegabytes = 4096;
  bool modelHeadersOnly = false;         // parse C and C++ with headers generated from the models (corpus, tests)
  bool closedWorld = true;               // false: a file alone (editor, plugin)
  std::vector<int> pythonVersions;       // empty: from the project's own metadata
  size_t maxFileBytes = 20u << 20;       // larger files are skipped with a notification
  std::map<std::string, std::string> instead;  // absolute path of a header -> the file that is read in its place (another revision's)
  std::string today;                     // "2026-11-28", for suppressions that end; empty: the clock's
  std::function<void(size_t done, size_t total, const std::string& what)> progress;
};

struct Report {
  std::vector<Finding> findings;         // sorted
  std::vector<Suppressed> suppressed;    // sorted likewise
  std::vector<Notification> notifications;
  Evidence evidence;
};

/// Lowers, links and judges. Never throws.
Report analyze(const std::vector<Source>& sources, const Options& options);
/// Links and judges Modules that are there already (the plugin's door).
Report analyzeModules(std::vector<Module> modules, const Options& options);
/// One stage's value as text, for --dump: "tokens", "tokens=3.11", "tree", "tree=outline", "events", "program", "state".
/// Tokens and trees of several files have a line `file PATH` before each.
Result<std::string> dump(const std::string& stage, const std::vector<Source>& sources, const Options& options);
/// All rules, sorted by id.
const std::vector<RuleInfo>& ruleList();

}  // namespace tls_tidy
