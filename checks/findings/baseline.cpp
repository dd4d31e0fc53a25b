#include "checks/findings/baseline.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace tls_tidy {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;

}  // namespace

std::vector<std::optional<size_t>> entriesFor(const std::vector<Identity>& findings, const std::vector<Identity>& entries,
                                              const std::function<bool(const std::string& path)>& isGone) {
  std::vector<std::optional<size_t>> result(findings.size());
  std::vector<bool> taken(entries.size());
  /// Pairs what is equal once `loosened` has taken away what may differ; entries it says nothing for do not take part.
  const auto pair = [&](const auto& loosened) {
    std::map<Identity, std::vector<size_t>> left;
    for (size_t i = entries.size(); i-- > 0;)
      if (!taken[i])
        if (std::optional<Identity> key = loosened(entries[i], true)) left[*key].push_back(i);
    for (size_t i = 0; i < findings.size() && !left.empty(); ++i) {
      if (result[i]) continue;
      const auto found = left.find(*loosened(findings[i], false));
      if (found == left.end() || found->second.empty()) continue;
      result[i] = found->second.back();
      found->second.pop_back();
      taken[*result[i]] = true;
    }
  };
  pair([](const Identity& identity, bool) { return std::optional(identity); });
  pair([](Identity identity, bool) {
    identity.function.clear();
    return std::optional(identity);
  });
  pair([&](Identity identity, bool isEntry) -> std::optional<Identity> {
    if (isEntry && !isGone(identity.path)) return std::nullopt;
    identity.path.clear();
    return identity;
  });
  return result;
}

std::string baselineText(std::vector<Identity> entries) {
  std::sort(entries.begin(), entries.end(), [](const Identity& a, const Identity& b) {
    return std::tie(a.path, a.function, a.rule, a.text) < std::tie(b.path, b.function, b.rule, b.text);
  });
  std::string text = "{\"tls-tidy-baseline\": " + std::to_string(kFormat) + ",\n \"findings\": [";
  const char* separator = "\n  ";
  for (const Identity& entry : entries) {
    text += separator + Json{{"path", entry.path}, {"function", entry.function}, {"rule", entry.rule}, {"text", entry.text}}.dump();
    separator = ",\n  ";
  }
  return text + "]}\n";
}

Result<std::vector<Identity>> parseBaseline(std::string_view text, const std::string& path) {
  const auto lineAt = [&](size_t offset) { return static_cast<uint32_t>(1 + std::count(text.begin(), text.begin() + std::min(offset, text.size()), '\n')); };
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    return Error{path, lineAt(error.byte ? error.byte - 1 : 0), "is no JSON"};
  }
  if (!json.is_object() || !json.contains("tls-tidy-baseline")) return Error{path, 0, "is no baseline: `tls-tidy-baseline` is missing"};
  if (json["tls-tidy-baseline"] != kFormat) return Error{path, 0, "is a baseline of another format than " + std::to_string(kFormat) + ": --update-baseline writes it anew"};
  const auto findings = json.find("findings");
  if (findings == json.end() || !findings->is_array()) return Error{path, 0, "`findings`: expected a list"};
  std::vector<Identity> entries;
  for (const Json& entry : *findings) {
    Identity identity;
    for (const auto& [key, value] : {std::pair("path", &identity.path), std::pair("function", &identity.function), std::pair("rule", &identity.rule), std::pair("text", &identity.text)}) {
      if (!entry.is_object() || !entry.contains(key) || !entry[key].is_string())
        return Error{path, 0, "entry " + std::to_string(entries.size() + 1) + ": `" + key + "`: expected a string"};
      *value = entry[key].get<std::string>();
    }
    entries.push_back(std::move(identity));
  }
  return entries;
}

}  // namespace tls_tidy
