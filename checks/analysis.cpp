#include "checks/analysis.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "checks/cxx_files.h"
#include "checks/findings/severity.h"
#include "checks/findings/suppression.h"
#include "checks/fixes.h"
#include "checks/flow/engine.h"
#include "checks/ir/text.h"
#include "checks/link/program.h"
#include "checks/module_cache.h"
#include "checks/python/parser.h"
#include "checks/python/encoding.h"
#include "checks/python/token_listing.h"
#include "checks/python/tree_listing.h"
#include "checks/python_files.h"
#include "checks/rules/verdicts.h"
#include "checks/suppressions.h"
#include "checks/test_code.h"
#include "rule_pages.h"

namespace tls_tidy {
namespace {

const Models& modelsOf(const Options& options) { return options.models ? *options.models : Models::builtin(); }

/// File texts by displayed path, read once. A Python file that is not its own text (another encoding)
/// is not available: places were counted in the text, and an edit there would hit other bytes.
class Texts {
 public:
  Texts(const std::vector<Source>& sources, const Options& options) : options_(options) {
    for (const Source& source : sources) bySource_[source.path] = &source;
  }
  const std::string* operator()(const std::string& path) {
    const auto known = texts_.find(path);
    if (known != texts_.end()) return known->second ? &*known->second : nullptr;
    std::optional<std::string> text;
    const auto source = bySource_.find(path);
    if (source != bySource_.end() && source->second->text) {
      text = source->second->text;
    } else {
      const std::string where = source != bySource_.end() && !source->second->absolute.empty() ? source->second->absolute : path.starts_with("/") ? path : options_.root + "/" + path;
      std::ifstream in(where, std::ios::binary);
      if (in) {
        std::ostringstream content;
        content << in.rdbuf();
        text = std::move(content).str();
      }
    }
    const bool isPython = source != bySource_.end() && source->second->language == Source::Language::kPython;
    if (text && isPython && !python::decodeSource(*text).sameBytes) text.reset();
    std::optional<std::string>& slot = texts_[path] = std::move(text);
    return slot ? &*slot : nullptr;
  }

 private:
  const Options& options_;
  std::map<std::string, const Source*> bySource_;
  std::map<std::string, std::optional<std::string>> texts_;
};

void judgeInto(Report& report, std::vector<Module> modules, const Options& options, const std::vector<Source>& sources) {
  Program program = link(std::move(modules), modelsOf(options));
  EngineLimits limits;
  limits.closedWorld = options.closedWorld;
  const Judged judged = run(program, modelsOf(options), limits);
  Texts texts(sources, options);
  const TextOf textOf = [&](const std::string& path) { return texts(path); };
  for (Verdict& verdict : judge(program, judged)) {
    if (std::optional<Fix> fix = fixFor(verdict, program, textOf)) verdict.finding.fixes.push_back(std::move(*fix));
    report.findings.push_back(std::move(verdict.finding));
  }
  sortFindings(report.findings);
  report.evidence.connections = judged.connections;
  report.evidence.verified = judged.verified;
  report.evidence.unknown = judged.unknown;
  report.evidence.reported = judged.connections - judged.verified - judged.unknown;
  if (judged.overBudget) {
    Notification notification;
    notification.level = Notification::kNote;
    notification.what = std::to_string(judged.overBudget) + " functions had more paths than the budget allows; not all of them were followed";
    report.notifications.push_back(std::move(notification));
  }
}

std::vector<Module> lowerAll(const std::vector<Source>& sources, const Options& options, Report& report) {
  ModuleCache cache{options.cacheFolder};
  std::vector<const Source*> python, native;
  for (const Source& source : sources) (source.language == Source::Language::kPython ? python : native).push_back(&source);
  std::vector<Module> modules;
  const auto take = [&](Lowered lowered) {
    report.evidence.lowered += lowered.lowered;
    report.evidence.dismissed += lowered.dismissed;
    report.evidence.cached += lowered.cached;
    report.notifications.insert(report.notifications.end(), lowered.notifications.begin(), lowered.notifications.end());
    for (Module& module : lowered.modules) modules.push_back(std::move(module));
  };
  report.evidence.files = sources.size();
  take(lowerPython(python, options, modelsOf(options), cache));
  take(lowerCxx(native, options, modelsOf(options), cache));
  markTestCode(modules, options.root);
  return modules;
}

}  // namespace

Report analyze(const std::vector<Source>& sources, const Options& options) {
  Report report;
  std::vector<Module> modules = lowerAll(sources, options, report);
  judgeInto(report, std::move(modules), options, sources);
  applySuppressions(report, sources, options, false);
  return report;
}

Report analyzeModules(std::vector<Module> modules, const Options& options) {
  Report report;
  report.evidence.lowered = modules.size();
  for (const Module& module : modules) addNotices(module, report.notifications);
  markTestCode(modules, options.root);
  judgeInto(report, std::move(modules), options, {});
  applySuppressions(report, {}, options, true);  // clang-tidy reads NOLINT itself
  return report;
}

Result<std::string> dump(const std::string& stage, const std::vector<Source>& sources, const Options& options) {
  std::string text;
  if (stage.starts_with("tokens") || stage.starts_with("tree")) {
    const std::string_view detail = std::string_view(stage).substr(std::min(stage.find('=') + 1, stage.size()));
    const bool named = stage.find('=') != std::string::npos;
    const std::optional<python::Dialect> dialect = named ? python::dialectOf(detail) : python::Dialect::kEvery;
    if (stage.starts_with("tokens") && !dialect) return Error{"", 0, "`" + std::string(detail) + "` is no version of Python this tool knows"};
    for (const Source& source : sources) {
      std::vector<Notification> notifications;
      std::optional<std::string> content = readSource(source, options, notifications);
      if (!content) return Error{source.path, 0, notifications.empty() ? "this file can't be read" : notifications.front().what};
      if (source.language != Source::Language::kPython) return Error{source.path, 0, "this stage exists for Python files only"};
      if (sources.size() > 1) text += "file " + source.path + "\n";
      if (stage.starts_with("tokens")) {
        text += python::listTokens(std::move(*content), *dialect);
        continue;
      }
      const python::Tree tree = python::parse(source.path, python::decodeSource(std::move(*content)).text);
      text += named ? python::listOutline(tree) : python::listTree(tree);
    }
    return text;
  }
  Report report;
  std::vector<Module> modules = lowerAll(sources, options, report);
  if (stage == "events") {
    for (const Module& module : modules) text += toText(module) + "\n";
    return text;
  }
  Program program = link(std::move(modules), modelsOf(options));
  if (stage == "program") return toText(program);
  if (stage == "state") {
    const Judged judged = run(program, modelsOf(options), {});
    return toText(judged, program);
  }
  return Error{"", 0, "unknown stage `" + stage + "`: tokens, tree, events, program or state"};
}

const std::vector<RuleInfo>& ruleList() {
  static const std::vector<RuleInfo> list = [] {
    std::map<std::string, std::string> pages;
    for (const auto& [name, text] : rulePages()) pages[std::string(name)] = std::string(text);
    std::vector<RuleInfo> rules;
    for (const Rule* rule : allRules()) {
      RuleInfo info;
      info.id = "tls-" + std::string(rule->id);
      info.name = rule->name;
      info.summary = rule->summary;
      info.severity = rule->severity;
      info.cwe = rule->cwe;
      info.securitySeverity = rule->securitySeverity;
      info.since = rule->since;
      rules.push_back(std::move(info));
    }
    rules.insert(rules.end(), directiveRules().begin(), directiveRules().end());
    for (RuleInfo& rule : rules) rule.page = pages[rule.id + ".md"];
    std::sort(rules.begin(), rules.end(), [](const RuleInfo& a, const RuleInfo& b) { return a.id < b.id; });
    return rules;
  }();
  return list;
}

}  // namespace tls_tidy
