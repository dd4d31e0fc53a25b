#include "tool/cli/config_listing.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>

#include "tool/report/terminal.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

std::string asString(const std::string& text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) result += fmt::format("\\u{:04x}", static_cast<unsigned char>(letter));
    else result += letter;
  }
  return result + '"';
}

std::string asList(const Words& words) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : ", ") + asString(word);
  return "[" + result + "]";
}

class Listing {
 public:
  explicit Listing(const ScanOptions& options) : config_(options.config) {
    std::error_code failed;
    if (options.paths.size() == 1 && !fs::is_directory(options.paths[0], failed)) file_ = fs::absolute(options.paths[0]).lexically_normal();
  }

  void write() {
    std::cout << "# " << printable(config_.file.empty() ? "no config was found" : config_.file) << '\n';
    entry("compile-commands", config_.compileCommands ? asString(written(*config_.compileCommands)) : "", "searched in the scanned folder and in build*/");
    entry("exclude", asList(config_.exclude.value_or(Words{})));
    entry("fail-on", asString(config_.failOn.value_or("warning")));
    entry("force-exclude", config_.forceExclude.value_or(false) ? "true" : "false");
    entry("min-confidence", asString(config_.minConfidence.value_or("medium")));
    entry("min-severity", asString(config_.minSeverity.value_or("note")));
    entry("models", asList(models()));
    entry("protocols", asList(config_.protocols.value_or(kProtocols)));
    entry("python-version", config_.pythonVersions ? asList(*config_.pythonVersions) : "", "what the project's metadata says, else 3");
    std::cout << "\n[rules]\n";
    for (const RuleInfo& rule : ruleList()) {
      const RuleLevel level = levelOf(rule.id, file_, config_);
      const std::string name = level.level == "default" ? std::string(nameOf(rule.severity)) : level.level;
      line(rule.id + " = " + asString(name), level.origin);
    }
    if (!file_.empty()) return;
    for (size_t i = 0; i < config_.paths.size(); ++i) {
      const PathSettings& settings = config_.paths[i];
      const std::string name = "paths." + std::to_string(i);
      std::cout << "\n[[paths]]\n";
      line("match = " + asList(settings.match), config_.origins.at(name));
      for (const auto& [rule, level] : settings.rules) line("rules." + rule + " = " + asString(level), config_.origins.at(name + "." + rule));
    }
  }

 private:
  /// A path as a config in the config's folder would name it.
  std::string written(const std::string& path) const {
    const std::string relative = config_.folder.empty() ? "" : fs::path(path).lexically_relative(config_.folder).generic_string();
    return relative.empty() || relative.starts_with("..") ? path : relative;
  }

  Words models() const {
    Words result;
    for (const std::string& path : config_.models.value_or(Words{})) result.push_back(written(path));
    return result;
  }

  static void line(const std::string& text, const std::string& origin) {
    std::cout << fmt::format("{:<44}  # {}\n", printable(text), printable(origin.empty() ? "default" : origin));
  }

  /// value: empty where there is none to write down.
  void entry(const std::string& key, const std::string& value, const std::string& otherwise = "") {
    const auto origin = config_.origins.find(key);
    line(value.empty() ? "# " + key + ": " + otherwise : key + " = " + value, origin == config_.origins.end() ? "" : origin->second);
  }

  const Config& config_;
  std::string file_;  // absolute; empty: no single file is meant
};

}  // namespace

int listConfig(const ScanOptions& options) {
  Listing(options).write();
  return kClean;
}

}  // namespace tls_tidy
