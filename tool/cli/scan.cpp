#include "tool/cli/scan.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

#include "checks/analysis.h"
#include "checks/findings/pending_file.h"
#include "checks/suppressions.h"
#include "tool/cli/baseline_file.h"
#include "tool/cli/diff.h"
#include "tool/cli/discovery.h"
#include "tool/cli/progress.h"
#include "tool/cli/revision.h"
#include "tool/report/reporter.h"
#include "tool/report/source_text.h"
#include "tool/report/terminal.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

constexpr int kFixRounds = 5;  // a fix that gave way to another is tried again on what that one left

void complain(const Error& error) {
  std::cerr << "tls-tidy: " << printable(toText(error)) << '\n';
}

/// Standard input as the one file of a scan.
Discovery discoverStdin(const std::string& name) {
  Discovery result;
  result.root = fs::current_path();
  fs::path absolute = (fs::current_path() / name).lexically_normal();
  Source source;
  source.path = absolute.lexically_relative(result.root).generic_string();
  if (source.path.empty() || source.path.starts_with("..")) source.path = name;
  source.absolute = absolute;
  source.text.emplace(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  if (auto kind = kindOf(absolute.filename(), std::string_view(*source.text).substr(0, 128))) {
    source.language = kind->language;
    result.sources.push_back(std::move(source));
  } else {
    Notification notification;
    notification.at.path = source.path;
    notification.what = "neither C, C++ nor Python by its name or first line: skipped";
    result.notifications.push_back(std::move(notification));
  }
  return result;
}

class Scan {
 public:
  explicit Scan(const ScanOptions& options) : options_(options) {}

  int run() {
    Options& setup = setup_;
    if (options_.config.models) {
      auto models = Models::withFiles(*options_.config.models);
      if (!models) {
        complain(models.error());
        return kUsage;
      }
      models_ = std::move(*models);
      setup.models = &*models_;
    }
    if (!options_.baseline.empty()) {
      auto baseline = BaselineFile::read(options_.baseline, options_.updateBaseline);
      if (!baseline) {
        complain(baseline.error());
        return kUsage;
      }
      baseline_ = std::move(*baseline);
    }
    const DiscoveryOptions leftOut = {options_.config.exclude.value_or(Words{}), options_.config.forceExclude.value_or(false), options_.config.excludeFolder};
    found_ = options_.stdinName.empty() ? discover(options_.paths, leftOut) : discoverStdin(options_.stdinName);
    setup.root = found_.root;
    setup.compileDatabase = options_.compileDatabase;
    setup.cxxProgram = options_.cxxProgram;
    setup.cacheFolder = options_.cacheFolder;
    setup.jobs = options_.jobs;
    setup.unitSeconds = options_.timeout;
    setup.unitMegabytes = options_.memory;
    setup.modelHeadersOnly = options_.modelHeaders;
    setup.closedWorld = options_.stdinName.empty();
    setup.pythonVersions = options_.pythonVersions;
    if (!options_.dump.empty()) return dumpStage();

    if (!options_.diffBase.empty()) {
      auto revision = readRevision(options_.diffBase, options_.paths, leftOut, found_.root);
      if (!revision) {
        complain(revision.error());
        return kUsage;
      }
      analyseBase(*revision);
    }
    analyseAndFilter();
    bool ours = true;
    if (options_.fix) mend();
    if (options_.addSuppressions) suppressAll();
    if (options_.diff) ours = showDiff();
    if (baseline_) concludeBaseline();
    int code = exitCode();
    if (!ours && code == kClean) code = kUntrusted;
    return writeReports(code);
  }

 private:
  int dumpStage() {
    for (const Notification& notification : found_.notifications) complain({notification.at.path, notification.at.line, notification.what});
    auto text = dump(options_.dump, found_.sources, setup_);
    if (!text) {
      complain(text.error());
      return kUntrusted;
    }
    std::cout << *text;
    return std::any_of(found_.notifications.begin(), found_.notifications.end(), [](auto& n) { return n.untrusted; }) ? kUntrusted : kClean;
  }

  Report analysed(const std::vector<Source>& sources, Options setup) const {
    if (sources.empty()) return {};
    Progress progress(!options_.quiet && isatty(STDERR_FILENO));
    setup.progress = [&](size_t done, size_t total, const std::string& what) { progress.at(done, total, what); };
    Report report = analyze(sources, setup);
    progress.clear();
    return report;
  }

  /// What was found at the base of the comparison.
  void analyseBase(Revision& revision) {
    Options setup = setup_;
    setup.instead = revision.instead;
    const Report report = analysed(revision.sources, setup);
    SourceTexts texts(found_.root, revision.texts);
    const BytesOf bytesOf = [&](const std::string& path) -> std::string_view { return texts.of(path).bytes(); };
    before_ = identitiesOf(report.findings, bytesOf);
    std::vector<Finding> all = report.findings;
    for (const Suppressed& suppressed : report.suppressed) all.push_back(suppressed.finding);
    allBefore_ = identitiesOf(all, bytesOf);
    found_.notifications.insert(found_.notifications.end(), revision.notifications.begin(), revision.notifications.end());
    for (const Notification& notification : report.notifications) {
      if (!notification.untrusted) continue;
      Notification told = notification;
      told.level = Notification::kWarning;
      told.untrusted = false;
      told.what = "could not be analysed as of " + revision.name + ", so what is found here counts as new";
      found_.notifications.push_back(std::move(told));
    }
  }

  /// Which findings were there at the base of the comparison already, among those of `before`.
  std::vector<bool> thereBefore(const std::vector<Finding>& findings, const std::vector<Identity>& before, const BytesOf& bytesOf) const {
    std::vector<bool> result;
    const auto isGone = [&](const std::string& path) { return !fs::exists(fs::path(found_.root) / path); };
    for (const auto& answer : entriesFor(identitiesOf(findings, bytesOf), before, isGone)) result.push_back(answer.has_value());
    return result;
  }

  /// What a comment suppresses is known when it was there at the base, suppressed or not.
  void markKnown(const BytesOf& bytesOf) {
    std::vector<Finding> findings;
    for (const Suppressed& suppressed : report_.suppressed) findings.push_back(suppressed.finding);
    const std::vector<bool> before = thereBefore(findings, allBefore_, bytesOf);
    for (size_t i = 0; i < before.size(); ++i) report_.suppressed[i].known = before[i];
  }

  void analyseAndFilter() {
    report_ = analysed(found_.sources, setup_);
    report_.notifications.insert(report_.notifications.begin(), found_.notifications.begin(), found_.notifications.end());
    if (found_.sources.empty()) nothingToAnalyse();
    withhold();
    fails_ = options_.failOn && std::any_of(report_.findings.begin(), report_.findings.end(),
                                            [&](const Finding& finding) { return finding.severity >= *options_.failOn; });
    hidden_ += std::erase_if(report_.findings, [&](const Finding& finding) { return finding.severity < options_.minSeverity; });
  }

  /// Puts aside what the config turns off, what is of low confidence (neither shown nor counted; a severity that is not
  /// shown can still fail the run) and what is known. What is known is asked of all findings, so that no flag makes an
  /// entry of the baseline look stale.
  void withhold() {
    SourceTexts texts(found_.root, textsGiven());
    const BytesOf bytesOf = [&](const std::string& path) -> std::string_view { return texts.of(path).bytes(); };
    const std::vector<bool> before = thereBefore(report_.findings, before_, bytesOf);
    markKnown(bytesOf);
    std::vector<bool> inBaseline(report_.findings.size());
    if (baseline_) inBaseline = baseline_->knows(report_.findings, bytesOf, found_.root);
    wanted_.assign(report_.findings.size(), false);
    hidden_ = 0;
    std::vector<Finding> kept;
    for (size_t i = 0; i < report_.findings.size(); ++i) {
      Finding& finding = report_.findings[i];
      if (std::optional<std::string> why = settle(finding, options_.config, found_.root)) {
        report_.suppressed.push_back({std::move(finding), Suppressed::By::kConfig, std::move(*why), before[i] || inBaseline[i]});
      } else if (finding.confidence < options_.minConfidence) {
        ++hidden_;
      } else if (before[i]) {
        report_.suppressed.push_back({std::move(finding), Suppressed::By::kRevision, "there before", true});
      } else if (wanted_[i] = true; inBaseline[i] || options_.updateBaseline) {
        report_.suppressed.push_back({std::move(finding), Suppressed::By::kBaseline, "in the baseline", inBaseline[i]});
      } else {
        kept.push_back(std::move(finding));
      }
    }
    report_.findings = std::move(kept);
    sortSuppressed(report_.suppressed);
  }

  void concludeBaseline() {
    BaselineFile::Scan scan;
    for (const std::string& path : options_.paths) {
      std::error_code failed;
      fs::path absolute = fs::absolute(path).lexically_normal();
      if (!absolute.has_filename()) absolute = absolute.parent_path();
      if (fs::is_directory(absolute, failed)) scan.folders.push_back(absolute);
    }
    for (const Source& source : found_.sources) scan.files.insert(fs::path(source.absolute).lexically_normal());
    scan.trusted = trusted();
    scan.mayWrite = !options_.diff && options_.stdinName.empty();
    BaselineFile::Conclusion conclusion = baseline_->conclude(scan, options_.updateBaseline, wanted_);
    report_.notifications.insert(report_.notifications.end(), conclusion.notifications.begin(), conclusion.notifications.end());
    if (options_.updateBaseline)
      say(fmt::format("{}: {} added, {} taken out, {} in all", options_.baseline, conclusion.added, conclusion.takenOut, conclusion.entries));
  }

  void nothingToAnalyse() {
    if (!trusted()) return;  // a missing path has said enough
    bool excluded = found_.excluded > 0;
    Notification notification;
    notification.level = excluded ? Notification::kNote : Notification::kError;
    notification.what = excluded ? "every file was excluded" : "no C, C++ or Python file to analyse";
    notification.untrusted = !excluded;
    report_.notifications.push_back(std::move(notification));
  }

  std::vector<Fix> fixesToApply() const {
    std::vector<Finding> left;
    if (options_.addSuppressions) return suppressionsFor(report_.findings, options_.reason, found_.sources, setup_, left);
    std::vector<Fix> fixes;
    for (const Finding& finding : report_.findings)
      for (const Fix& fix : finding.fixes)
        if (!fix.edits.empty() && (fix.safe || options_.unsafeFixes)) {
          fixes.push_back(fix);
          break;
        }
    return fixes;
  }

  void say(const std::string& text) const {
    if (!options_.quiet) std::cerr << text << '\n';
  }

  /// Applies fixes until none is left, then the report shows what remains.
  void mend() {
    size_t applied = 0;
    std::vector<std::string> files;
    std::vector<Error> errors;
    for (int round = 0; round < kFixRounds; ++round) {
      std::vector<Fix> fixes = fixesToApply();
      if (fixes.empty()) break;
      FixOutcome outcome = applyFixes(found_.root, fixes, true);
      errors = outcome.errors;
      if (outcome.changedFiles.empty()) break;
      applied += outcome.applied;
      files.insert(files.end(), outcome.changedFiles.begin(), outcome.changedFiles.end());
      analyseAndFilter();
    }
    noteErrors(errors);
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    if (applied > 0)
      say(fmt::format("applied {} fix{} in {} file{}", applied, applied == 1 ? "" : "es", files.size(), files.size() == 1 ? "" : "s"));
  }

  /// Writes the comments, then the report shows what could not be suppressed. --diff only shows them.
  void suppressAll() {
    std::vector<Finding> left;
    std::vector<Fix> fixes = suppressionsFor(report_.findings, options_.reason, found_.sources, setup_, left);
    for (const Finding& finding : left) {
      Notification notification;
      notification.at = finding.at;
      notification.what = "no comment can be put here for " + finding.rule;
      found_.notifications.push_back(std::move(notification));
    }
    if (options_.diff || fixes.empty()) return;
    FixOutcome outcome = applyFixes(found_.root, fixes, true);
    size_t before = report_.suppressed.size();
    analyseAndFilter();
    noteErrors(outcome.errors);
    size_t added = report_.suppressed.size() - std::min(before, report_.suppressed.size());
    say(fmt::format("suppressed {} finding{} in {} file{}", added, added == 1 ? "" : "s", outcome.changedFiles.size(), outcome.changedFiles.size() == 1 ? "" : "s"));
  }

  void noteErrors(const std::vector<Error>& errors) {
    for (const Error& error : errors) {
      Notification notification;
      notification.level = Notification::kError;
      notification.at.path = error.path;
      notification.at.line = error.line;
      notification.what = error.what;
      report_.notifications.push_back(std::move(notification));
    }
  }

  bool showDiff() {
    FixOutcome outcome;
    auto diff = diffOfFixes(found_.root, fixesToApply(), outcome);
    noteErrors(outcome.errors);
    if (!diff) {
      complain(diff.error());
      return false;
    }
    std::cout << *diff << std::flush;
    return true;
  }

  bool trusted() const {
    return std::none_of(report_.notifications.begin(), report_.notifications.end(),
                        [](const Notification& notification) { return notification.untrusted; });
  }

  int exitCode() const { return fails_ ? kFound : trusted() ? kClean : kUntrusted; }

  std::map<std::string, std::string> textsGiven() const {
    std::map<std::string, std::string> texts;
    for (const Source& source : found_.sources)
      if (source.text) texts[source.path] = *source.text;
    return texts;
  }

  ReportContext contextFor(int fileDescriptor) const {
    ReportContext context;
    context.rules = ruleList();
    context.root = found_.root;
    context.shownPrefix = found_.shownPrefix;
    context.texts = textsGiven();
    context.hidden = hidden_;
    context.trusted = trusted();
    context.quiet = options_.quiet;
    context.showSuppressed = options_.sarifSuppressed;
    context.compared = baseline_.has_value() || !options_.diffBase.empty();
    context.category = options_.sarifCategory;
    if (fileDescriptor >= 0) {
      context.color = useColor(options_.color, fileDescriptor);
      context.links = context.color && isatty(fileDescriptor);
    }
    return context;
  }

  int writeReports(int code) {
    std::vector<Output> outputs = options_.outputs;
    if (outputs.empty() && !options_.diff) outputs.push_back({"text", ""});
    bool summaryShown = false;
    for (const Output& output : outputs) {
      Reporter reporter = std::find_if(reporters().begin(), reporters().end(), [&](auto& known) { return known.name == output.format; })->report;
      if (output.file.empty()) {
        reporter(std::cout, report_, contextFor(STDOUT_FILENO));
        std::cout.flush();
        summaryShown = output.format == "text";
        if (!std::cout) return unwritten("standard output", code);
      } else if (!writeFile(output.file, reporter)) {
        code = unwritten(output.file, code);
      }
    }
    if (options_.quiet) {
      complainAboutUnseen();
    } else if (!summaryShown) {
      reportSummary(std::cerr, report_, contextFor(STDERR_FILENO));
    }
    return code;
  }

  /// What makes the answer untrustworthy is said even to those who want to hear nothing else.
  void complainAboutUnseen() const {
    for (const Notification& notification : report_.notifications)
      if (notification.untrusted || notification.level == Notification::kError)
        complain({notification.at.path.empty() ? "" : found_.shownPrefix + notification.at.path, notification.at.line, notification.what});
  }

  static int unwritten(const std::string& file, int code) {
    complain({file, 0, "the report cannot be written"});
    return code == kClean ? kUntrusted : code;
  }

  /// A reader never sees half a report: written beside its place, then renamed. Devices and pipes are written in place.
  bool writeFile(const std::string& file, Reporter reporter) const {
    std::error_code failed;
    fs::file_status status = fs::status(file, failed);
    bool inPlace = fs::exists(status) && !fs::is_regular_file(status);
    fs::path target = fs::is_symlink(file, failed) ? fs::weakly_canonical(file, failed) : fs::path(file);
    std::optional<PendingFile> pending;
    if (!inPlace && pending.emplace(target).path().empty()) return false;
    std::ofstream out(inPlace ? file : pending->path(), std::ios::binary);
    reporter(out, report_, contextFor(-1));
    out.close();
    return out && (inPlace || pending->put());
  }

  const ScanOptions& options_;
  Options setup_;
  std::optional<Models> models_;
  Discovery found_;
  Report report_;
  std::vector<Identity> before_, allBefore_;  // found at --diff-base; with what was suppressed there
  std::optional<BaselineFile> baseline_;
  std::vector<bool> wanted_;  // of all findings: which a new baseline takes in
  size_t hidden_ = 0;
  bool fails_ = false;
};

}  // namespace

int scan(const ScanOptions& options) { return Scan(options).run(); }

}  // namespace tls_tidy
