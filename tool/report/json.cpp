// json: everything a finding holds, for programs. Format version 1: lines and columns from 1, columns in bytes,
// begin and end half-open byte offsets. Fields may be added within a version; nothing is renamed or removed.
#include <nlohmann/json.hpp>

#include "checks/findings/fingerprint.h"
#include "tool/report/reporter.h"
#include "tool/report/source_text.h"

namespace tls_tidy {
namespace {

using Json = nlohmann::ordered_json;

Json placeOf(const Place& at) {
  Json place = {{"path", validUtf8(at.path)}};
  if (at.line == 0) return place;
  place.update({{"line", at.line},       {"column", at.column}, {"endLine", at.endLine},
                {"endColumn", at.endColumn}, {"begin", at.begin},   {"end", at.end}});
  return place;
}

Json fixOf(const Fix& fix) {
  Json edits = Json::array();
  for (const Edit& edit : fix.edits) {
    Json entry = {{"location", placeOf(edit.at)}, {"text", validUtf8(edit.text)}};
    entry["location"].update({{"begin", edit.at.begin}, {"end", edit.at.end}});
    edits.push_back(std::move(entry));
  }
  return {{"title", validUtf8(fix.title)}, {"safe", fix.safe}, {"edits", edits}};
}

Json findingOf(const Finding& finding, const std::string& fingerprint) {
  Json steps = Json::array(), fixes = Json::array();
  for (const Step& step : finding.steps)
    steps.push_back({{"location", placeOf(step.at)}, {"message", validUtf8(step.message)}, {"essential", step.essential}});
  for (const Fix& fix : finding.fixes) fixes.push_back(fixOf(fix));
  return {{"rule", finding.rule},
          {"severity", nameOf(finding.severity)},
          {"confidence", nameOf(finding.confidence)},
          {"message", validUtf8(finding.message)},
          {"remedy", validUtf8(finding.remedy)},
          {"protocol", finding.protocol},
          {"function", validUtf8(finding.function)},
          {"location", placeOf(finding.at)},
          {"steps", steps},
          {"fixes", fixes},
          {"fingerprint", fingerprint},
          {"page", pageUrl(finding.rule)}};
}

template <class List, class Show>
void writeList(std::ostream& out, const char* name, const List& list, Show show) {
  out << "  \"" << name << "\": [";
  const char* separator = "\n    ";
  for (size_t i = 0; i < list.size(); ++i) {
    out << separator << show(i).dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n    ";
  }
  out << (list.empty() ? "" : "\n  ") << "],\n";
}

}  // namespace

void reportJson(std::ostream& out, const Report& report, const ReportContext& context) {
  SourceTexts texts(context.root, context.texts);
  std::vector<std::string> identities = fingerprints(report.findings, [&](const std::string& path) -> std::string_view { return texts.of(path).bytes(); });
  out << "{\n  \"format\": 1,\n  \"tool\": {\"name\": \"tls-tidy\", \"version\": \"" TLS_TIDY_VERSION "\"},\n";
  writeList(out, "findings", report.findings, [&](size_t i) { return findingOf(report.findings[i], identities[i]); });
  writeList(out, "notifications", report.notifications, [&](size_t i) {
    const Notification& notification = report.notifications[i];
    return Json{{"level", levelOf(notification)},
                {"location", placeOf(notification.at)},
                {"message", validUtf8(notification.what)},
                {"untrusted", notification.untrusted}};
  });
  const Evidence& evidence = report.evidence;
  Json seen = {{"connections", evidence.connections}, {"verified", evidence.verified}, {"reported", evidence.reported},
               {"unknown", evidence.unknown},         {"files", evidence.files},       {"lowered", evidence.lowered},
               {"dismissed", evidence.dismissed},     {"cached", evidence.cached}};
  out << "  \"evidence\": " << seen.dump() << ",\n  \"hidden\": " << context.hidden
      << ",\n  \"suppressed\": " << report.suppressed.size() << ",\n  \"trusted\": " << (context.trusted ? "true" : "false") << "\n}\n";
}

}  // namespace tls_tidy
