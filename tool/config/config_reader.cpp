// Reads the text of a config. All of it is looked at, and what is wrong first in the file is told.
#include <algorithm>
#include <filesystem>

#define TOML_EXCEPTIONS 0
#define TOML_ASSERT(expression) static_assert(true)  // 3.3 asserts in places that bad input reaches, and reports an error after each
#include <toml++/toml.h>

#include "checks/findings/suggestion.h"
#include "tool/config/config.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxGlob = 1000;  // matching takes as long as the glob times the path

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string ticked(std::string_view word) { return "`" + std::string(word) + "`"; }

class Reader {
 public:
  Reader(std::string file, std::string folder) {
    config_.file = std::move(file);
    config_.folder = config_.excludeFolder = std::move(folder);
  }

  Result<Config> read(const toml::table& table) {
    static const Words kKeys = {"compile-commands", "exclude", "fail-on", "force-exclude", "min-confidence", "min-severity",
                                "models", "paths", "protocols", "python-version", "rules"};
    for (auto&& [key, value] : table) {
      const std::string name(key.str());
      config_.origins[name] = placeOf(key.source());
      if (name == "compile-commands") config_.compileCommands = pathBelow(value, name);
      else if (name == "exclude") config_.exclude = globs(value, name);
      else if (name == "fail-on") config_.failOn = word(value, name, kThresholds);
      else if (name == "force-exclude") config_.forceExclude = truth(value, name);
      else if (name == "min-confidence") config_.minConfidence = word(value, name, kConfidenceNames);
      else if (name == "min-severity") config_.minSeverity = word(value, name, kSeverityNames);
      else if (name == "models") config_.models = pathsBelow(value, name);
      else if (name == "paths") readPaths(value);
      else if (name == "protocols") config_.protocols = protocols(value, name);
      else if (name == "python-version") config_.pythonVersions = versions(value, name);
      else if (name == "rules") config_.rules = rules(value, name);
      else unknownKey(key, kKeys);
    }
    if (error_) return *error_;
    return std::move(config_);
  }

 private:
  std::string placeOf(const toml::source_region& at) const { return config_.file + ":" + std::to_string(at.begin.line); }

  void fail(const toml::source_region& at, std::string what) {
    if (error_ && std::pair(error_->line, error_->column) <= std::pair<uint32_t, uint32_t>(at.begin.line, at.begin.column)) return;
    error_ = Error{config_.file, at.begin.line, std::move(what), at.begin.column};
  }

  void unknownKey(const toml::key& key, const Words& known) {
    const std::string meant = didYouMean(key.str(), known);
    fail(key.source(), "unknown key " + ticked(key.str()) + (meant.empty() ? "; expected one of " + joined(known) : meant));
  }

  std::optional<std::string> text(const toml::node& node, const std::string& key, const char* expected = "a string") {
    if (auto* value = node.as_string()) return value->get();
    fail(node.source(), ticked(key) + ": expected " + expected);
    return std::nullopt;
  }

  std::optional<std::string> word(const toml::node& node, const std::string& key, const Words& known) {
    std::optional<std::string> value = text(node, key);
    if (value && std::find(known.begin(), known.end(), *value) == known.end())
      fail(node.source(), ticked(key) + ": " + ticked(*value) + " is none of " + joined(known) + didYouMean(*value, known));
    return value;
  }

  std::optional<bool> truth(const toml::node& node, const std::string& key) {
    if (auto* value = node.as_boolean()) return value->get();
    fail(node.source(), ticked(key) + ": expected true or false");
    return std::nullopt;
  }

  /// Each element of a list, as `one` reads it.
  template <class One>
  Words list(const toml::node& node, const std::string& key, One one) {
    Words result;
    const toml::array* elements = node.as_array();
    if (!elements) fail(node.source(), ticked(key) + ": expected a list of strings");
    else
      for (const toml::node& element : *elements)
        if (std::optional<std::string> value = one(element)) result.push_back(std::move(*value));
    return result;
  }

  Words protocols(const toml::node& node, const std::string& key) {
    Words result = list(node, key, [&](const toml::node& element) { return word(element, key, kProtocols); });
    if (result.empty()) fail(node.source(), ticked(key) + ": an empty list leaves nothing to report");
    return result;
  }

  Words globs(const toml::node& node, const std::string& key) {
    return list(node, key, [&](const toml::node& element) {
      std::optional<std::string> glob = text(element, key);
      if (glob && glob->empty()) fail(element.source(), ticked(key) + ": an empty glob matches nothing");
      if (glob && glob->size() > kMaxGlob) fail(element.source(), ticked(key) + ": a glob of more than 1000 bytes");
      return glob;
    });
  }

  /// A file that the config names to be read lies below its folder, links resolved.
  std::optional<std::string> pathBelow(const toml::node& node, const std::string& key) {
    const std::optional<std::string> name = text(node, key);
    if (!name) return std::nullopt;
    std::error_code failed;
    const fs::path named = fs::path(config_.folder) / *name;
    const fs::path real = fs::weakly_canonical(named, failed), folder = fs::weakly_canonical(config_.folder, failed);
    if (name->empty() || fs::path(*name).is_absolute() || std::mismatch(folder.begin(), folder.end(), real.begin(), real.end()).first != folder.end())
      fail(node.source(), ticked(key) + ": " + ticked(*name) + " has to lie below the folder of this file");
    else if (!fs::exists(real, failed))
      fail(node.source(), ticked(key) + ": no such file: " + ticked(*name));
    return named.lexically_normal();
  }

  Words pathsBelow(const toml::node& node, const std::string& key) {
    return list(node, key, [&](const toml::node& element) { return pathBelow(element, key); });
  }

  Words versions(const toml::node& node, const std::string& key) {
    const auto one = [&](const toml::node& element) {
      std::optional<std::string> version = text(element, key, "a version as a string, like \"3.11\"");
      const bool known = version && (*version == "2.7" || (version->starts_with("3.") && version->size() > 2 && version->size() < 6 &&
                                                           version->find_first_not_of("0123456789", 2) == std::string::npos));
      if (version && !known) fail(element.source(), ticked(key) + ": " + ticked(*version) + " is no version like 3.11 or 2.7");
      return version;
    };
    if (node.is_array()) return list(node, key, one);
    const std::optional<std::string> version = one(node);
    return version ? Words{*version} : Words{};
  }

  RuleLevels rules(const toml::node& node, const std::string& key) {
    RuleLevels result;
    const toml::table* table = node.as_table();
    if (!table) {
      fail(node.source(), ticked(key) + ": expected a table of rules and levels");
      return result;
    }
    for (auto&& [rule, level] : *table) {
      std::string problem;
      const std::string id = ruleNamed(std::string(rule.str()), problem);
      const std::optional<std::string> value = word(level, id.empty() ? std::string(rule.str()) : id, kRuleLevels);
      if (id.empty()) fail(rule.source(), problem);
      else if (value && !result.emplace(id, *value).second) fail(rule.source(), ticked(id) + " is there twice");
      config_.origins[key + "." + id] = placeOf(rule.source());
    }
    return result;
  }

  void readPaths(const toml::node& node) {
    const toml::array* tables = node.as_array();
    if (!tables) return fail(node.source(), "`paths`: expected [[paths]] tables");
    for (const toml::node& element : *tables) {
      const toml::table* table = element.as_table();
      if (!table) {
        fail(element.source(), "`paths`: expected [[paths]] tables");
        continue;
      }
      PathSettings settings;
      const std::string name = "paths." + std::to_string(config_.paths.size());
      config_.origins[name] = placeOf(element.source());
      for (auto&& [key, value] : *table) {
        if (key.str() == "match") settings.match = globs(value, "match");
        else if (key.str() == "rules") settings.rules = rules(value, name);
        else unknownKey(key, {"match", "rules"});
      }
      if (!table->contains("match") || (table->get_as<toml::array>("match") && settings.match.empty()))
        fail(element.source(), "`paths`: `match`, a list of globs, is missing");
      config_.paths.push_back(std::move(settings));
    }
  }

  Config config_;
  std::optional<Error> error_;
};

}  // namespace

std::string ruleNamed(const std::string& word, std::string& problem) {
  Words ids;
  for (const RuleInfo& rule : ruleList()) ids.push_back(rule.id);
  const std::string id = word.starts_with("tls-") ? word : "tls-" + word;
  if (std::find(ids.begin(), ids.end(), id) != ids.end()) return id;
  const std::string meant = didYouMean(id, ids);
  problem = "no rule is called " + ticked(word) + (meant.empty() ? "; `tls-tidy rules` lists them" : meant);
  return "";
}

Result<Config> parseConfig(std::string_view text, const std::string& file, const std::string& folder, bool inPyproject) {
  const toml::parse_result parsed = toml::parse(text, file);
  if (!parsed) {
    if (inPyproject && text.find("tls-tidy") == std::string_view::npos) return Config{};  // another tool's trouble
    const toml::source_position at = parsed.error().source().begin;
    return Error{file, at.line, std::string(parsed.error().description()), at.column};
  }
  const toml::table* table = &parsed.table();
  if (inPyproject) {
    const toml::node* tool = table->get("tool");
    const toml::node* ours = tool && tool->is_table() ? tool->as_table()->get("tls-tidy") : nullptr;
    if (!ours) return Config{};
    table = ours->as_table();
    if (!table) return Error{file, ours->source().begin.line, "`tool.tls-tidy`: expected a table", ours->source().begin.column};
  }
  return Reader(file, folder).read(*table);
}

}  // namespace tls_tidy
