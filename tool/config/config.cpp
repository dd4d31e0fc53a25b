#include "tool/config/config.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tool/config/glob.h"

namespace tls_tidy {

const Words kSeverityNames = {"note", "warning", "error"};
const Words kConfidenceNames = {"low", "medium", "high"};
const Words kThresholds = {"note", "warning", "error", "never"};
const Words kRuleLevels = {"off", "note", "warning", "error", "default"};
const Words kProtocols = {"ftp", "imap", "nntp", "other", "pop3", "smtp"};

namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxBytes = 128 << 10;  // the parser takes stack for every dot of a key
constexpr uintmax_t kMaxRead = 16 << 20;
constexpr int kMaxUp = 6;  // more `../` than anybody counts: the absolute path is shown instead

fs::path absoluteOf(const std::string& path, const fs::path& current) {
  const fs::path absolute = (current / path).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

/// The folder that holds all paths.
fs::path sharedFolder(const Words& paths, const fs::path& current) {
  std::optional<fs::path> shared;
  for (const std::string& path : paths) {
    fs::path folder = absoluteOf(path, current);
    std::error_code failed;
    if (!fs::is_directory(folder, failed)) folder = folder.parent_path();
    if (!shared) {
      shared = folder;
      continue;
    }
    fs::path common;
    for (auto x = shared->begin(), y = folder.begin(); x != shared->end() && y != folder.end() && *x == *y; ++x, ++y) common /= *x;
    shared = common;
  }
  return shared.value_or(current);
}

/// start and the folders above it that may hold its config.
std::vector<fs::path> foldersToAsk(const fs::path& start, const fs::path& current) {
  std::vector<fs::path> folders;
  std::optional<size_t> upToCurrent;
  for (fs::path folder = start;; folder = folder.parent_path()) {
    folders.push_back(folder);
    if (access((folder / ".git").c_str(), F_OK) == 0) return folders;
    if (folder == current) upToCurrent = folders.size();
    if (!folder.has_relative_path()) break;
  }
  folders.resize(upToCurrent.value_or(1));
  return folders;
}

Result<Config> readConfigFile(const std::string& file) {
  const fs::path path = fs::absolute(file).lexically_normal();
  std::error_code failed;
  if (!fs::is_regular_file(path, failed)) return Error{file, 0, fs::exists(path, failed) ? "is no regular file" : "no such file"};
  if (fs::file_size(path, failed) > kMaxRead) return Error{file, 0, "is larger than 16 MiB"};
  std::ifstream in(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (!in.is_open() || in.bad()) return Error{file, 0, "cannot be read"};
  const bool inPyproject = path.filename() == "pyproject.toml";
  if (text.size() > kMaxBytes) {
    if (inPyproject && text.find("tls-tidy") == std::string::npos) return Config{};
    return Error{file, 0, "is larger than 128 KiB"};
  }
  return parseConfig(text, file, path.parent_path(), inPyproject);
}

/// A path as globs see it: from the folder they start from. Empty: outside of it.
std::string pathFrom(const std::string& folder, const std::string& absolutePath) {
  std::string relative = fs::path(absolutePath).lexically_relative(folder).generic_string();
  return relative.starts_with("..") ? "" : relative;
}

template <class T>
void replace(std::optional<T>& value, std::optional<T>& by) {
  if (by) value = std::move(by);
}

std::string origin(const Config& config, const std::string& key) {
  const auto known = config.origins.find(key);
  return known == config.origins.end() ? "" : known->second;
}

}  // namespace

Result<Config> findConfig(const Words& paths) {
  const fs::path current = fs::current_path();
  for (const fs::path& folder : foldersToAsk(sharedFolder(paths, current), current)) {
    for (const char* const name : {".tls-tidy.toml", "pyproject.toml"}) {
      std::error_code failed;
      const fs::path file = folder / name;
      if (fs::symlink_status(file, failed).type() == fs::file_type::not_found) continue;
      fs::path shown = file.lexically_relative(current);
      if (std::distance(shown.begin(), shown.end()) > kMaxUp) shown = file;
      Result<Config> config = readConfigFile(shown);
      if (!config || !config->file.empty()) return config;
    }
  }
  return Config{};
}

Result<Config> readNamedConfig(const std::string& file) {
  Result<Config> config = readConfigFile(file);
  if (!config) return config;
  if (config->file.empty()) return Error{file, 0, "has no table [tool.tls-tidy]"};
  config->folder = config->excludeFolder = fs::current_path();
  return config;
}

Config replacedBy(Config config, Config over) {
  if (over.exclude) config.excludeFolder.clear();
  replace(config.exclude, over.exclude);
  replace(config.models, over.models);
  replace(config.protocols, over.protocols);
  replace(config.pythonVersions, over.pythonVersions);
  replace(config.forceExclude, over.forceExclude);
  replace(config.minSeverity, over.minSeverity);
  replace(config.minConfidence, over.minConfidence);
  replace(config.failOn, over.failOn);
  replace(config.compileCommands, over.compileCommands);
  config.forced = std::move(over.forced);
  for (auto& [key, where] : over.origins) config.origins[key] = std::move(where);
  return config;
}

RuleLevel levelOf(const std::string& rule, const std::string& absolutePath, const Config& config) {
  if (const auto forced = config.forced.find(rule); forced != config.forced.end()) return {forced->second, origin(config, "forced." + rule)};
  const std::string path = config.paths.empty() || absolutePath.empty() ? "" : pathFrom(config.folder, absolutePath);
  for (size_t i = config.paths.size(); i-- > 0 && !path.empty();) {
    const PathSettings& settings = config.paths[i];
    const auto level = settings.rules.find(rule);
    if (level == settings.rules.end()) continue;
    if (std::any_of(settings.match.begin(), settings.match.end(), [&](const std::string& glob) { return globMatches(glob, path); }))
      return {level->second, origin(config, "paths." + std::to_string(i) + "." + rule)};
  }
  if (const auto level = config.rules.find(rule); level != config.rules.end()) return {level->second, origin(config, "rules." + rule)};
  return {};
}

std::optional<std::string> settle(Finding& finding, const Config& config, const std::string& root) {
  const RuleLevel rule = levelOf(finding.rule, fs::path(root) / finding.at.path, config);
  if (rule.level == "off") return "turned off by " + rule.origin;
  if (config.protocols && !finding.protocol.empty() &&
      std::find(config.protocols->begin(), config.protocols->end(), finding.protocol) == config.protocols->end())
    return "`" + finding.protocol + "` is left out by " + origin(config, "protocols");
  if (rule.level == "default") return std::nullopt;
  const auto known = std::find_if(ruleList().begin(), ruleList().end(), [&](const RuleInfo& info) { return info.id == finding.rule; });
  const bool lowered = known != ruleList().end() && finding.severity < known->severity;
  if (!lowered) finding.severity = static_cast<Severity>(std::find(kSeverityNames.begin(), kSeverityNames.end(), rule.level) - kSeverityNames.begin());
  return std::nullopt;
}

}  // namespace tls_tidy
