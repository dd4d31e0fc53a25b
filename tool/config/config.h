// Config: what a project says about its scans, in .tls-tidy.toml or in [tool.tls-tidy] of pyproject.toml.
// It is data from a tree that may be hostile: nothing in it starts a program or names a file to write, the files it names to
// read lie below its folder, and it is looked for no higher than the repository's root. Everything unknown is an error
// with line and column. Options on the command line replace what it says, key by key; they are a Config of their own.
//
//     Result<Config> config = findConfig({"src/mail.py"});
//     std::optional<std::string> why = settle(finding, *config, root);  // turned off, or of another severity now
//
// To add a key: 1. a field here, 2. its line in config_reader.cpp and in replacedBy(), 3. its lines in tool/cli: options.cpp,
// config_listing.cpp, 4. docs/config.schema.json and docs/configuration.md. Test: tests/cli/config_test.py, which holds the
// schema against the reader.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/analysis.h"
#include "checks/ir/result.h"

namespace tls_tidy {

using Words = std::vector<std::string>;
using RuleLevels = std::map<std::string, std::string>;  // full id -> off, note, warning, error, default

struct PathSettings {
  Words match;       // globs from Config::folder
  RuleLevels rules;
};

struct Config {
  std::string file;           // as named to the user; empty: there is none
  std::string folder;         // absolute: what globs start from
  std::string excludeFolder;  // the same for `exclude`; empty: the scanned folder
  std::optional<Words> exclude, models, protocols, pythonVersions;
  std::optional<bool> forceExclude;
  std::optional<std::string> minSeverity, minConfidence, failOn, compileCommands;
  RuleLevels rules;
  std::vector<PathSettings> paths;  // the last that matches a file and names the rule decides
  RuleLevels forced;                // by --rule: before all others
  std::map<std::string, std::string> origins;  // where a key stands: "fail-on" -> ".tls-tidy.toml:3"; also "rules.ID", "paths.0.ID", "forced.ID"
};

extern const Words kSeverityNames, kConfidenceNames, kThresholds, kRuleLevels, kProtocols;

/// The nearest config at or above the folder that holds all paths: up to the repository's root, else up to the current
/// folder, else in that folder alone. .tls-tidy.toml goes before pyproject.toml. None found: an empty Config.
Result<Config> findConfig(const Words& paths);
/// A file that the user names. Globs start from the current folder, files it names lie below its own.
Result<Config> readNamedConfig(const std::string& file);
/// inPyproject: only the table tool.tls-tidy counts; a file without it is an empty Config.
Result<Config> parseConfig(std::string_view text, const std::string& file, const std::string& folder, bool inPyproject);

/// What `over` says replaces what config says.
Config replacedBy(Config config, Config over);

/// A rule's full id from what a user wrote; empty: there is no such rule, and `problem` says so.
std::string ruleNamed(const std::string& word, std::string& problem);

struct RuleLevel {
  std::string level = "default";
  std::string origin;  // empty: nobody said anything
};
/// What holds for a rule in a file. An empty path: outside of every [[paths]].
RuleLevel levelOf(const std::string& rule, const std::string& absolutePath, const Config& config);

/// Gives a finding the severity that holds where it is. Returned: why it is turned off. A note that a rule's
/// circumstances (test code, loopback, a setting of the user's) made of something graver stays one.
std::optional<std::string> settle(Finding& finding, const Config& config, const std::string& root);

}  // namespace tls_tidy
