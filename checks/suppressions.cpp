#include "checks/suppressions.h"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <optional>

#include "checks/findings/suppression.h"
#include "checks/python/tokenizer.h"
#include "checks/python_files.h"

namespace tls_tidy {
namespace {

/// A Python file's logical lines are its statements; comments are what lies between its tokens and begins with #.
CommentedSource commentedPython(std::string_view text) {
  CommentedSource result;
  uint32_t statement = 0, reached = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const auto commentsUpTo = [&](uint32_t end) {
    while (reached < end) {
      if (text[reached] != '#') {
        ++reached;
        continue;
      }
      const uint32_t lineEnd = std::min(static_cast<uint32_t>(std::min(text.find_first_of("\r\n", reached), text.size())), end);
      result.comments.push_back({reached, lineEnd, reached + 1, lineEnd});
      reached = lineEnd;
    }
  };
  using python::TokenKind;
  for (const python::Token& token : python::tokenize(text).tokens) {
    if (token.kind == TokenKind::kNewline) ++statement;
    if (token.kind == TokenKind::kNewline || token.kind == TokenKind::kIndent || token.kind == TokenKind::kDedent || token.kind == TokenKind::kEnd || token.begin < reached) continue;
    commentsUpTo(token.begin);
    reached = token.end;
    result.tokens.push_back({token.begin, token.end, statement});
  }
  commentsUpTo(static_cast<uint32_t>(text.size()));
  return result;
}

std::vector<std::string> allIds() {
  std::vector<std::string> ids;
  for (const RuleInfo& rule : ruleList()) ids.push_back(rule.id);
  return ids;
}

std::string todayOf(const Options& options) {
  if (!options.today.empty()) return options.today;
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[11];
  std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
  return text;
}

/// A file with its comments read.
struct Read {
  std::string text;
  std::optional<Suppressions> suppressions;
};

class Files {
 public:
  Files(const std::vector<Source>& sources, const Options& options, bool withNoLint) : options_(options), withNoLint_(withNoLint) {
    for (const Source& source : sources) sources_[source.path] = source;
  }

  /// A file that no source names is a header that a unit includes.
  Source sourceOf(const std::string& path) const {
    const auto known = sources_.find(path);
    if (known != sources_.end()) return known->second;
    Source header{.path = path, .absolute = path, .text = std::nullopt, .language = Source::Language::kCxx};
    if (!path.starts_with('/') && !options_.root.empty()) header.absolute = options_.root + "/" + path;
    return header;
  }

  /// Null where the file cannot be read or, unless `always`, holds no directive.
  std::unique_ptr<Read> read(const Source& source, bool always) const {
    static thread_local std::string room;  // most files hold none: their bytes need no room of their own
    std::vector<Notification> told;        // whoever analysed the file has said it
    if (!readSource(source, options_, room, told)) return nullptr;
    if (!always && !Suppressions::mayBeIn(room)) return nullptr;
    auto read = std::make_unique<Read>();
    read->text = room;
    const bool isC = source.language != Source::Language::kPython;
    read->suppressions.emplace(source.path, read->text, isC ? commentedC(read->text) : commentedPython(read->text),
                               Suppressions::Reading{.isC = isC, .withNoLint = withNoLint_, .today = todayOf(options_)}, ids_);
    return read;
  }

 private:
  const Options& options_;
  const bool withNoLint_;
  const std::vector<std::string> ids_ = allIds();
  std::map<std::string, Source> sources_;
};

}  // namespace

void applySuppressions(Report& report, const std::vector<Source>& sources, const Options& options, bool hostReadsNoLint) {
  const Files files(sources, options, !hostReadsNoLint);
  std::vector<std::string> paths;
  for (const Source& source : sources) paths.push_back(source.path);
  for (const Finding& finding : report.findings) paths.push_back(finding.at.path);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  std::vector<std::unique_ptr<Read>> reads(paths.size());
  tbb::task_arena arena(options.jobs ? static_cast<int>(options.jobs) : tbb::task_arena::automatic);
  arena.execute([&] {
    tbb::parallel_for(size_t{0}, paths.size(), [&](size_t i) {
      if (!paths[i].empty()) reads[i] = files.read(files.sourceOf(paths[i]), false);
    });
  });

  std::vector<Finding> kept;
  for (Finding& finding : report.findings) {
    const size_t at = std::lower_bound(paths.begin(), paths.end(), finding.at.path) - paths.begin();
    const Directive* directive = reads[at] ? reads[at]->suppressions->over(finding) : nullptr;
    if (directive) {
      report.suppressed.push_back({std::move(finding), Suppressed::By::kComment, directive->reason});
    } else {
      kept.push_back(std::move(finding));
    }
  }
  report.findings = std::move(kept);
  for (const std::unique_ptr<Read>& read : reads) {
    if (!read) continue;
    const std::vector<Finding>& invalid = read->suppressions->invalid();
    report.findings.insert(report.findings.end(), invalid.begin(), invalid.end());
    if (!options.closedWorld) continue;
    for (Finding& finding : read->suppressions->unused()) report.findings.push_back(std::move(finding));
  }
  sortFindings(report.findings);
}

std::vector<Fix> suppressionsFor(const std::vector<Finding>& findings, const std::string& reason, const std::vector<Source>& sources,
                                 const Options& options, std::vector<Finding>& left) {
  const Files files(sources, options, true);
  std::map<std::string, std::unique_ptr<Read>> reads;
  struct Line {
    Place at;
    std::vector<std::string> rules;
  };
  std::map<std::pair<std::string, uint32_t>, Line> lines;  // by where the line goes
  for (const Finding& finding : findings) {
    // What is wrong with a comment is mended there, not by another comment.
    if (std::any_of(directiveRules().begin(), directiveRules().end(), [&](auto& rule) { return rule.id == finding.rule; })) continue;
    std::unique_ptr<Read>& read = reads[finding.at.path];
    if (!read) read = files.read(files.sourceOf(finding.at.path), true);
    const std::optional<Edit> edit = read ? read->suppressions->allowing(finding.at, {finding.rule}, reason) : std::nullopt;
    if (!edit) {
      left.push_back(finding);
      continue;
    }
    Line& line = lines[{finding.at.path, edit->at.begin}];
    line.at = finding.at;
    if (std::find(line.rules.begin(), line.rules.end(), finding.rule) == line.rules.end()) line.rules.push_back(finding.rule);
  }
  std::vector<Fix> fixes;
  for (const auto& [where, line] : lines)
    fixes.push_back({.title = "suppress it", .edits = {*reads[where.first]->suppressions->allowing(line.at, line.rules, reason)}, .safe = true});
  return fixes;
}

}  // namespace tls_tidy
