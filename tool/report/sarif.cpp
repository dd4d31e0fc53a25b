// sarif: SARIF 2.1.0 as GitHub code scanning reads it. Written result by result, so that memory stays small.
// Columns are UTF-16 units; paths are relative to the scanned folder and percent-encoded; every rule is listed, fired or
// not. A message is the finding's own text in SARIF's dress: a period at the end, single quotes for backticks.
// Test: tests/report/sarif_test.cpp.
#include <algorithm>
#include <cctype>
#include <cstring>
#include <numeric>

#include <nlohmann/json.hpp>

#include "checks/findings/fingerprint.h"
#include "tool/report/line_hash.h"
#include "tool/report/reporter.h"
#include "tool/report/source_text.h"

namespace tls_tidy {
namespace {

using Json = nlohmann::ordered_json;
constexpr size_t kMaxResults = 25000;      // more, and GitHub refuses the file
constexpr size_t kMaxDescription = 1024;

std::string write(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string quoted(std::string text) {
  std::replace(text.begin(), text.end(), '`', '\'');
  return validUtf8(text);
}

/// One sentence with its period.
std::string sentence(const std::string& text) {
  std::string result = quoted(text);
  while (!result.empty() && (result.back() == ' ' || result.back() == '\n')) result.pop_back();
  if (!result.empty() && !std::strchr(".!?", result.back())) result += '.';
  return result;
}

/// Text inside of a [link](1).
std::string linkText(const std::string& text) {
  std::string result;
  for (char c : quoted(text)) {
    if (c == '[' || c == ']' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string percentEncoded(const std::string& path) {
  static const char* kHex = "0123456789ABCDEF";
  std::string result;
  for (unsigned char c : path) {
    if (std::isalnum(c) || std::strchr("-._~/!$&'()*+,;=@", c)) {
      result += static_cast<char>(c);
    } else {
      result += {'%', kHex[c >> 4], kHex[c & 15]};
    }
  }
  return result;
}

Json artifactOf(const std::string& path) {
  if (path.starts_with('/')) return {{"uri", "file://" + percentEncoded(path)}};
  return {{"uri", percentEncoded(path)}, {"uriBaseId", "SRCROOT"}};
}

Json snippet(std::string_view text) { return {{"text", validUtf8(text)}}; }

/// One line and four numbers, whatever the place; a place of several lines ends with its first.
Json regionOf(const Place& at, const SourceText& text, bool withSnippet) {
  uint32_t line = std::max(at.line, 1u);
  if (!text.readable()) {
    uint32_t column = std::max(at.column, 1u);
    uint32_t end = at.endLine == at.line ? std::max(at.endColumn, column) : column;
    return {{"startLine", line}, {"startColumn", column}, {"endLine", line}, {"endColumn", end}};
  }
  uint32_t column = text.columnInLine(line, at.line ? at.column : 1);
  uint32_t end = text.columnInLine(line, at.endLine == at.line && at.line ? at.endColumn : UINT32_MAX);
  end = std::max(end, column);
  std::string_view whole = text.line(line);
  Json region = {{"startLine", line},
                 {"startColumn", utf16Length(whole.substr(0, column - 1)) + 1},
                 {"endLine", line},
                 {"endColumn", utf16Length(whole.substr(0, end - 1)) + 1}};
  if (withSnippet) region["snippet"] = snippet(whole.substr(column - 1, end - column));
  return region;
}

Json contextOf(const Place& at, const SourceText& text) {
  uint32_t line = std::clamp(at.line, 1u, text.lineCount());
  uint32_t first = line > 2 ? line - 2 : 1, last = std::min(line + 2, text.lineCount());
  if (last > line && text.line(last).empty()) --last;
  std::string lines;
  for (uint32_t i = first; i <= last; ++i) lines.append(text.line(i)) += '\n';
  return {{"startLine", first},
          {"startColumn", 1},
          {"endLine", last},
          {"endColumn", utf16Length(text.line(last)) + 1},
          {"snippet", snippet(lines)}};
}

Json locationOf(const Place& at, SourceTexts& texts, bool withContext) {
  const SourceText& text = texts.of(at.path);
  Json physical = {{"artifactLocation", artifactOf(at.path)}, {"region", regionOf(at, text, true)}};
  if (withContext && text.readable() && at.line <= text.lineCount()) {
    Json around = contextOf(at, text);
    // Validators want a context that is larger than the region.
    bool larger = false;
    for (const char* number : {"startLine", "startColumn", "endLine", "endColumn"})
      larger |= around[number] != physical["region"][number];
    if (larger) physical["contextRegion"] = std::move(around);
  }
  return {{"physicalLocation", physical}};
}

/// Steps that are somewhere else than the finding, each place once.
std::vector<const Step*> stepsElsewhere(const Finding& finding) {
  std::vector<const Step*> result;
  for (const Step& step : finding.steps) {
    auto here = [&](const Place& place) { return place.path == step.at.path && place.line == step.at.line && place.column == step.at.column; };
    if (step.at.path.empty() || step.at.line == 0 || here(finding.at)) continue;
    if (std::none_of(result.begin(), result.end(), [&](const Step* other) { return here(other->at); }))
      result.push_back(&step);
  }
  return result;
}

std::string messageOf(const Finding& finding, const std::vector<const Step*>& related) {
  std::string message = sentence(finding.message);
  // The step that matters most to a reader is linked from the text: essential ones, else the last.
  std::string links;
  for (size_t i = 0; i < related.size(); ++i) {
    if (!related[i]->essential && i + 1 != related.size()) continue;
    links += (links.empty() ? " See: [" : "; [") + linkText(related[i]->message) + "](" + std::to_string(i + 1) + ")";
  }
  if (!links.empty()) message += links + ".";
  if (!finding.remedy.empty()) {
    std::string remedy = sentence(finding.remedy);
    remedy[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(remedy[0])));
    message += " " + remedy;
  }
  return message;
}

Json codeFlowOf(const Finding& finding, SourceTexts& texts) {
  auto step = [&](const Place& at, const std::string& message, bool essential) {
    Json location = locationOf(at, texts, false);
    location["message"] = {{"text", sentence(message)}};
    return Json{{"location", location}, {"importance", essential ? "essential" : "important"}};
  };
  Json locations = Json::array();
  bool startsElsewhere = std::none_of(finding.steps.begin(), finding.steps.end(), [&](const Step& other) {
    return other.at.path == finding.at.path && other.at.line == finding.at.line;
  });
  if (startsElsewhere) locations.push_back(step(finding.at, finding.message, true));
  for (const Step& other : finding.steps)
    if (!other.at.path.empty() && other.at.line != 0) locations.push_back(step(other.at, other.message, other.essential));
  return Json::array({{{"threadFlows", Json::array({{{"locations", locations}}})}}});
}

Json fixOf(const Fix& fix, SourceTexts& texts) {
  std::vector<std::pair<std::string, Json>> changes;  // in the order the fix names its files
  for (const Edit& edit : fix.edits) {
    const SourceText& text = texts.of(edit.at.path);
    if (!text.readable() || edit.at.end > text.bytes().size() || edit.at.begin > edit.at.end) return nullptr;
    Utf16Position begin = text.at(edit.at.begin), end = text.at(edit.at.end);
    std::string content;
    for (char c : edit.text) {
      if (c == '\n' && text.usesCrlf() && !content.ends_with('\r')) content += '\r';
      content += c;
    }
    auto known = std::find_if(changes.begin(), changes.end(), [&](auto& change) { return change.first == edit.at.path; });
    if (known == changes.end()) known = changes.insert(changes.end(), {edit.at.path, Json::array()});
    known->second.push_back({{"deletedRegion",
                              {{"startLine", begin.line},
                               {"startColumn", begin.column},
                               {"endLine", end.line},
                               {"endColumn", end.column}}},
                             {"insertedContent", snippet(content)}});
  }
  Json list = Json::array();
  for (auto& [path, replacements] : changes)
    list.push_back({{"artifactLocation", artifactOf(path)}, {"replacements", replacements}});
  return {{"description", {{"text", sentence(fix.title)}}}, {"artifactChanges", list}};
}

/// The first paragraph of a page that is neither a heading nor a table.
std::string firstParagraph(const RuleInfo& rule) {
  std::string paragraph;
  size_t begin = 0;
  while (begin < rule.page.size()) {
    size_t end = rule.page.find('\n', begin);
    if (end == std::string::npos) end = rule.page.size();
    std::string line = rule.page.substr(begin, end - begin);
    begin = end + 1;
    bool isText = !line.empty() && !std::strchr("#|`-*>", line[0]);
    if (!isText && !paragraph.empty()) break;
    if (isText) paragraph += (paragraph.empty() ? "" : " ") + line;
  }
  if (paragraph.empty() || paragraph.size() > kMaxDescription) paragraph = rule.summary;
  return sentence(paragraph);
}

/// Always a string: as a number the whole upload is refused.
std::string securitySeverityOf(const RuleInfo& rule) {
  if (!rule.securitySeverity.empty()) return rule.securitySeverity;
  return rule.severity == Severity::kError ? "7.4" : rule.severity == Severity::kWarning ? "5.9" : "3.1";
}

Json ruleOf(const RuleInfo& rule) {
  std::string help = rule.page.empty() ? sentence(rule.summary) : validUtf8(rule.page);
  return {{"id", rule.id},
          {"name", rule.name},
          {"shortDescription", {{"text", sentence(rule.summary)}}},
          {"fullDescription", {{"text", firstParagraph(rule)}}},
          {"help", {{"text", help}, {"markdown", help}}},
          {"helpUri", pageUrl(rule.id)},
          {"defaultConfiguration", {{"level", nameOf(rule.severity)}}},
          {"properties",
           {{"tags", rule.cwe ? Json{"security", "external/cwe/cwe-" + std::to_string(rule.cwe)} : Json{"maintainability"}},
            {"precision", "high"},
            {"security-severity", securitySeverityOf(rule)}}}};
}

class Writer {
 public:
  Writer(const Report& report, const ReportContext& context)
      : report_(report), context_(context), texts_(context.root, context.texts) {
    for (const Finding& finding : report.findings) entries_.push_back({&finding, nullptr});
    if (context.showSuppressed)
      for (const Suppressed& suppressed : report.suppressed) entries_.push_back({&suppressed.finding, &suppressed});
    for (const RuleInfo& rule : context.rules) ruleIndex_.try_emplace(rule.id, ruleIndex_.size());
  }

  void writeTo(std::ostream& out) {
    std::vector<size_t> shown = selected();
    out << "{\n\"$schema\": \"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\n"
           "\"version\": \"2.1.0\",\n\"runs\": [{\n\"tool\": {\"driver\": "
        << write(driver()) << "},\n" << automationDetails() << "\"columnKind\": \"utf16CodeUnits\",\n\"originalUriBaseIds\": "
        << write({{"SRCROOT", {{"description", {{"text", "The folder that was scanned."}}}}}})
        << ",\n\"invocations\": " << write(Json::array({invocation(shown.size())}))
        << ",\n\"properties\": " << write({{"evidence", evidence()}}) << ",\n\"results\": [";
    std::vector<Finding> all;  // a finding keeps its identity when it is suppressed
    for (const Entry& entry : entries_) all.push_back(*entry.finding);
    std::vector<std::string> identities = fingerprints(all, [&](const std::string& path) -> std::string_view { return texts_.of(path).bytes(); });
    const char* separator = "\n";
    for (size_t i : shown) {
      out << separator << write(resultOf(entries_[i], identities[i]));
      separator = ",\n";
    }
    out << "]\n}]\n}\n";
  }

 private:
  struct Entry {
    const Finding* finding;
    const Suppressed* suppressed;  // null: it is not
  };

  /// Only when asked for: GitHub takes the text up to the last `/` as the category, and lets it win over the workflow's.
  std::string automationDetails() const {
    if (context_.category.empty()) return "";
    std::string id = validUtf8(context_.category);
    if (!id.ends_with('/')) id += '/';
    return "\"automationDetails\": " + write({{"id", id}}) + ",\n";
  }

  /// Indices of the findings to write: all, or the most severe and most certain when there are too many.
  std::vector<size_t> selected() const {
    std::vector<size_t> indices(entries_.size());
    std::iota(indices.begin(), indices.end(), 0);
    if (indices.size() <= kMaxResults) return indices;
    std::stable_sort(indices.begin(), indices.end(), [&](size_t a, size_t b) {
      const Finding &x = *entries_[a].finding, &y = *entries_[b].finding;
      return std::tie(y.severity, y.confidence) < std::tie(x.severity, x.confidence);
    });
    indices.resize(kMaxResults);
    std::sort(indices.begin(), indices.end());
    return indices;
  }

  Json driver() const {
    Json rules = Json::array();
    for (const RuleInfo& rule : context_.rules) rules.push_back(ruleOf(rule));
    return {{"name", "tls-tidy"},
            {"fullName", "tls-tidy " TLS_TIDY_VERSION},
            {"version", TLS_TIDY_VERSION},
            {"semanticVersion", TLS_TIDY_VERSION},
            {"informationUri", TLS_TIDY_HOMEPAGE},
            {"rules", rules}};
  }

  Json invocation(size_t shown) {
    Json list = Json::array();
    for (const Notification& notification : report_.notifications) {
      Json entry = {{"level", levelOf(notification)}, {"message", {{"text", sentence(notification.what)}}}};
      if (!notification.at.path.empty()) {
        Json physical = {{"artifactLocation", artifactOf(notification.at.path)}};
        if (notification.at.line != 0)
          physical["region"] = regionOf(notification.at, texts_.of(notification.at.path), false);
        entry["locations"] = Json::array({{{"physicalLocation", physical}}});
      }
      list.push_back(std::move(entry));
    }
    if (shown < entries_.size())
      list.push_back({{"level", "warning"},
                      {"message",
                       {{"text", std::to_string(entries_.size() - shown) +
                                     " findings of the lowest severity and confidence were left out to stay within 25000 results."}}}});
    return {{"executionSuccessful", context_.trusted}, {"toolExecutionNotifications", list}};
  }

  Json evidence() const {
    const Evidence& seen = report_.evidence;
    return {{"connections", seen.connections}, {"verified", seen.verified}, {"reported", seen.reported},
            {"unknown", seen.unknown},         {"files", seen.files},       {"dismissed", seen.dismissed}};
  }

  std::string lineHash(const Place& at) {
    const SourceText& text = texts_.of(at.path);
    if (!text.readable()) return "";
    auto [hashes, isNew] = lineHashes_.try_emplace(at.path);
    if (isNew) hashes->second = lineHashes(text.bytes());
    size_t line = std::max(at.line, 1u);
    return line <= hashes->second.size() ? hashes->second[line - 1] : "";
  }

  /// All results say whether they are suppressed, or none does.
  Json suppressionsOf(const Suppressed* suppressed) const {
    if (!suppressed) return Json::array();
    Json entry = {{"kind", suppressed->by == Suppressed::By::kComment ? "inSource" : "external"}, {"status", "accepted"}};
    if (!suppressed->reason.empty()) entry["justification"] = validUtf8(suppressed->reason);
    return Json::array({entry});
  }

  Json resultOf(const Entry& entry, const std::string& identity) {
    const Finding& finding = *entry.finding;
    std::vector<const Step*> related = stepsElsewhere(finding);
    Json result = {{"ruleId", finding.rule}};
    if (auto index = ruleIndex_.find(finding.rule); index != ruleIndex_.end()) result["ruleIndex"] = index->second;
    result["level"] = nameOf(finding.severity);
    result["message"] = {{"text", messageOf(finding, related)}};
    result["locations"] = Json::array({locationOf(finding.at, texts_, true)});
    if (!finding.function.empty())
      result["locations"][0]["logicalLocations"] = Json::array({{{"fullyQualifiedName", validUtf8(finding.function)}, {"kind", "function"}}});
    if (!related.empty()) {
      Json list = Json::array();
      for (size_t i = 0; i < related.size(); ++i) {
        Json location = {{"id", i + 1}};
        location.update(locationOf(related[i]->at, texts_, false));
        location["message"] = {{"text", sentence(related[i]->message)}};
        list.push_back(std::move(location));
      }
      result["relatedLocations"] = std::move(list);
      result["codeFlows"] = codeFlowOf(finding, texts_);
    }
    Json fixes = Json::array();
    for (const Fix& fix : finding.fixes)
      if (Json entry = fix.edits.empty() ? Json() : fixOf(fix, texts_); !entry.is_null()) fixes.push_back(std::move(entry));
    if (!fixes.empty()) result["fixes"] = std::move(fixes);
    Json prints = Json::object();
    if (std::string hash = lineHash(finding.at); !hash.empty()) prints["primaryLocationLineHash"] = hash;
    prints["tlsTidy/v1"] = identity;
    result["partialFingerprints"] = std::move(prints);
    if (context_.compared) result["baselineState"] = entry.suppressed && entry.suppressed->known ? "unchanged" : "new";
    if (context_.showSuppressed) result["suppressions"] = suppressionsOf(entry.suppressed);
    result["properties"] = {{"confidence", nameOf(finding.confidence)}};
    if (!finding.protocol.empty()) result["properties"]["protocol"] = finding.protocol;
    return result;
  }

  const Report& report_;
  const ReportContext& context_;
  SourceTexts texts_;
  std::vector<Entry> entries_;
  std::map<std::string, size_t> ruleIndex_;
  std::map<std::string, std::vector<std::string>> lineHashes_;
};

}  // namespace

void reportSarif(std::ostream& out, const Report& report, const ReportContext& context) {
  Writer(report, context).writeTo(out);
}

}  // namespace tls_tidy
