#include "checks/findings/suppression.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "checks/findings/suggestion.h"

namespace tls_tidy {
namespace {

constexpr std::string_view kMark = "tls-tidy:";
constexpr std::string_view kInvalid = "tls-invalid-suppression";
constexpr std::string_view kUnused = "tls-unused-suppression";

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
  return text;
}

bool isDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (size_t i = 0; i < 10; ++i)
    if (i != 4 && i != 7 && !std::isdigit(static_cast<unsigned char>(text[i]))) return false;
  int month = std::stoi(std::string(text.substr(5, 2))), day = std::stoi(std::string(text.substr(8)));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

std::string quotedList(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "`" : i + 1 == names.size() ? " and `" : ", `") + names[i] + "`";
  return text;
}

Finding findingAt(std::string_view rule, Severity severity, const Place& at, std::string message, std::string remedy) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.at = at;
  finding.message = std::move(message);
  finding.remedy = std::move(remedy);
  return finding;
}

}  // namespace

bool nameMatches(std::string_view glob, std::string_view name) {
  while (!glob.empty()) {
    if (glob[0] == '*') {
      for (size_t i = 0; i <= name.size(); ++i)
        if (nameMatches(glob.substr(1), name.substr(i))) return true;
      return false;
    }
    if (name.empty() || name[0] != glob[0]) return false;
    glob.remove_prefix(1);
    name.remove_prefix(1);
  }
  return name.empty();
}

bool Suppressions::mayBeIn(std::string_view text) {
  return text.find(kMark) != std::string_view::npos || text.find("NOLINT") != std::string_view::npos;
}

Suppressions::Suppressions(std::string path, std::string_view text, CommentedSource source, const Reading& reading,
                           const std::vector<std::string>& rules)
    : path_(std::move(path)), text_(text), source_(std::move(source)), reading_(reading), rules_(rules), lineStarts_(lineStartsOf(text)) {
  for (size_t comment = 0; comment < source_.comments.size(); ++comment) readAllow(comment);
  if (reading_.isC && reading_.withNoLint) readNoLints(rules);
  for (Directive& directive : directives_) directive.used.assign(directive.names.size(), false);
}

uint32_t Suppressions::lineOf(uint32_t offset) const {
  return static_cast<uint32_t>(std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset) - lineStarts_.begin());
}

Place Suppressions::placeOf(uint32_t begin, uint32_t end) const {
  Place at{.path = path_, .begin = begin, .end = end};
  at.line = lineOf(begin);
  at.column = begin - lineStarts_[at.line - 1] + 1;
  at.endLine = lineOf(end);
  at.endColumn = end - lineStarts_[at.endLine - 1] + 1;
  return at;
}

/// The last token that starts at or before an offset.
const StatementToken* Suppressions::tokenAt(uint32_t offset) const {
  auto after = std::upper_bound(source_.tokens.begin(), source_.tokens.end(), offset,
                                [](uint32_t wanted, const StatementToken& token) { return wanted < token.begin; });
  return after == source_.tokens.begin() ? nullptr : &*std::prev(after);
}

/// On a line with code: every statement of that line. On lines of its own: the statement it lies in, else the one below.
std::vector<uint32_t> Suppressions::statementsFor(size_t index) const {
  const Comment& comment = source_.comments[index];
  uint32_t first = lineOf(comment.begin), last = lineOf(comment.end);
  std::set<uint32_t> found;
  auto after = std::upper_bound(source_.tokens.begin(), source_.tokens.end(), comment.begin,
                                [](uint32_t wanted, const StatementToken& token) { return wanted < token.begin; });
  for (auto token = after; token != source_.tokens.begin();) {
    --token;
    if (lineOf(token->end) < first) break;
    if (token->statement != StatementToken::kNone) found.insert(token->statement);
  }
  if (found.empty() || last > first)
    for (auto token = after; token != source_.tokens.end() && lineOf(token->begin) <= last; ++token)
      if (token->statement != StatementToken::kNone) found.insert(token->statement);
  // Below `// tls-tidy: ...`, `} else if (...) {` is read as its second half.
  while (after != source_.tokens.end() && after->statement == StatementToken::kNone && std::next(after) != source_.tokens.end() &&
         lineOf(std::next(after)->begin) == lineOf(after->begin))
    ++after;
  if (found.empty() && after != source_.tokens.end() && after->statement != StatementToken::kNone) {
    bool inside = after != source_.tokens.begin() && std::prev(after)->statement == after->statement;
    uint32_t covered = last;  // the last line up to which nothing but comments lies between
    for (size_t next = index + 1; next < source_.comments.size() && lineOf(source_.comments[next].begin) <= covered + 1; ++next)
      covered = lineOf(source_.comments[next].end);
    if (inside || lineOf(after->begin) <= covered + 1) found.insert(after->statement);
  }
  return {found.begin(), found.end()};
}

bool Suppressions::aloneOnLines(uint32_t begin, uint32_t end) const {
  uint32_t from = lineStarts_[lineOf(begin) - 1];
  uint32_t line = lineOf(end);
  uint32_t to = line < lineStarts_.size() ? lineStarts_[line] : static_cast<uint32_t>(text_.size());
  return trimmed(text_.substr(from, begin - from)).empty() && trimmed(text_.substr(end, to - end)).empty();
}

/// Takes [begin, end) of a comment out: the whole comment and its line where nothing else would be left.
std::vector<Edit> Suppressions::removalOf(const Comment& comment, uint32_t begin, uint32_t end) const {
  bool whole = trimmed(text_.substr(comment.textBegin, begin - comment.textBegin)).empty() &&
               trimmed(text_.substr(end, comment.textEnd - end)).empty();
  if (!whole) {
    // `# noqa  # tls-tidy: allow ...`: what stands before keeps its comment, the marker between goes.
    while (begin > comment.textBegin && (isSpace(text_[begin - 1]) || text_[begin - 1] == '#' || text_[begin - 1] == '/')) --begin;
    if (lineOf(begin) != lineOf(end) || (begin == comment.textBegin && end < comment.textEnd && lineOf(comment.begin) != lineOf(comment.end))) return {};
    return {{placeOf(begin, end), ""}};
  }
  begin = comment.begin, end = comment.end;
  if (aloneOnLines(begin, end)) {
    begin = lineStarts_[lineOf(begin) - 1];
    uint32_t line = lineOf(end);
    end = line < lineStarts_.size() ? lineStarts_[line] : static_cast<uint32_t>(text_.size());
    return {{placeOf(begin, end), ""}};
  }
  while (begin > 0 && (text_[begin - 1] == ' ' || text_[begin - 1] == '\t')) --begin;
  return {{placeOf(begin, end), ""}};
}

void Suppressions::complain(uint32_t begin, uint32_t end, std::string message) {
  invalid_.push_back(findingAt(kInvalid, Severity::kWarning, placeOf(begin, end), std::move(message), "write `tls-tidy: allow RULE` with a rule that `tls-tidy rules` lists"));
}

/// The directive begins a line of the comment, or follows another comment's marker within it.
void Suppressions::readAllow(size_t index) {
  const Comment& comment = source_.comments[index];
  for (size_t at = text_.find(kMark, comment.textBegin); at < comment.textEnd; at = text_.find(kMark, at + 1)) {
    size_t before = at;
    while (before > comment.textBegin && (text_[before - 1] == ' ' || text_[before - 1] == '\t')) --before;
    char previous = before > comment.textBegin ? text_[before - 1] : '\n';
    if (previous != '\n' && previous != '\r' && previous != '#' && previous != '*' && previous != '!' && !(previous == '/' && before > comment.textBegin + 1 && text_[before - 2] == '/')) continue;
    uint32_t end = static_cast<uint32_t>(std::min<size_t>(text_.find_first_of("\r\n", at), comment.textEnd));
    for (const char* const marker : {" # ", "// "})  // another tool's words behind ours
      if (size_t other = text_.find(marker, at); other < end) end = static_cast<uint32_t>(other);
    readAllowText(index, static_cast<uint32_t>(at), end);
  }
}

void Suppressions::readAllowText(size_t index, uint32_t begin, uint32_t end) {
  std::string_view words = trimmed(text_.substr(begin, end - begin));
  end = begin + static_cast<uint32_t>(words.size());
  std::string_view rest = trimmed(words.substr(kMark.size()));
  std::string verb(rest.substr(0, rest.find_first_of(" \t")));
  if (verb != "allow") return complain(begin, end, "`" + verb + "` says nothing to tls-tidy" + didYouMean(verb, {"allow"}));
  rest = trimmed(rest.substr(verb.size()));
  Directive directive;
  directive.at = placeOf(begin, end);
  bool understood = true, more = true;
  while (more && !rest.empty()) {
    size_t length = std::min(rest.find_first_of(" \t,"), rest.size());
    std::string name(rest.substr(0, length));
    rest = trimmed(rest.substr(length));
    more = rest.starts_with(',');
    if (more) rest = trimmed(rest.substr(1));
    if (name.empty()) continue;
    std::string id = name.starts_with("tls-") ? name : "tls-" + name;
    if (std::find(rules_.begin(), rules_.end(), id) == rules_.end()) {
      complain(begin, end, "no rule is called `" + name + "`" + didYouMean(id, rules_));
      understood = false;
    } else {
      directive.names.push_back(id);
    }
  }
  if (directive.names.empty()) {
    if (understood) complain(begin, end, "`allow` names no rule");
    return;
  }
  if (rest.starts_with("until=")) {
    size_t length = std::min(rest.find_first_of(" \t"), rest.size());
    directive.until = rest.substr(6, length - 6);
    rest = trimmed(rest.substr(length));
    if (!isDay(directive.until)) return complain(begin, end, "`" + directive.until + "` is no day like 2027-01-31");
  }
  while (!rest.empty() && (rest.front() == '-' || rest.front() == ':' || isSpace(rest.front()))) rest.remove_prefix(1);
  directive.reason = rest;
  directive.statements = statementsFor(index);
  directive.removal = removalOf(source_.comments[index], begin, end);
  directives_.push_back(std::move(directive));
}

struct Suppressions::NoLint {
  std::string kind, checks;
  uint32_t begin = 0, end = 0;
  size_t comment = 0;
};

/// As clang-tidy reads them: letters and digits from NOLINT on are the kind; without parentheses everything is meant; an
/// end closes the last open begin if both name the same; globs with a minus count for nothing.
void Suppressions::readNoLints(const std::vector<std::string>& rules) {
  static constexpr std::string_view kWord = "NOLINT";
  std::vector<NoLint> open;
  auto add = [&](const NoLint& said, Directive::Kind kind, uint32_t firstLine, uint32_t lastLine) {
    Directive directive;
    directive.kind = kind;
    directive.at = placeOf(said.begin, said.end);
    directive.firstLine = firstLine, directive.lastLine = lastLine;
    directive.removal = removalOf(source_.comments[said.comment], said.begin, said.end);
    std::string_view checks = said.checks;
    while (true) {
      size_t comma = checks.find_first_of(",\n");
      std::string name(trimmed(checks.substr(0, comma)));
      if (!name.empty() && name[0] != '-') directive.names.push_back(name);
      bool exact = name.starts_with("tls-") && name.find('*') == std::string::npos;
      if (exact && std::find(rules.begin(), rules.end(), name) == rules.end())
        complain(said.begin, said.end, "no rule is called `" + name + "`" + didYouMean(name, rules));
      if (comma == std::string_view::npos) break;
      checks.remove_prefix(comma + 1);
    }
    directives_.push_back(std::move(directive));
  };
  for (size_t index = 0; index < source_.comments.size(); ++index) {
    const Comment& comment = source_.comments[index];
    for (size_t at = text_.find(kWord, comment.textBegin); at < comment.textEnd;) {
      size_t end = at;
      while (end < comment.textEnd && std::isalnum(static_cast<unsigned char>(text_[end]))) ++end;
      NoLint said{.kind = std::string(text_.substr(at, end - at)), .checks = "*", .begin = static_cast<uint32_t>(at), .end = 0, .comment = index};
      if (end < comment.textEnd && text_[end] == '(') {
        size_t close = text_.find_first_of("\n)", end + 1);
        if (close < comment.textEnd && text_[close] == ')') {
          said.checks = text_.substr(end + 1, close - end - 1);
          end = close + 1;
        }
      }
      said.end = static_cast<uint32_t>(end);
      uint32_t line = lineOf(said.begin);
      if (said.kind == "NOLINT") add(said, Directive::kNoLint, line, line);
      if (said.kind == "NOLINTNEXTLINE") add(said, Directive::kNoLintNextLine, line + 1, line + 1);
      if (said.kind == "NOLINTBEGIN") open.push_back(said);
      if (said.kind == "NOLINTEND" && !open.empty() && open.back().checks == said.checks) {
        add(open.back(), Directive::kNoLintBlock, lineOf(open.back().begin), line);
        Directive& block = directives_.back();
        std::vector<Edit> other = removalOf(comment, said.begin, said.end);
        if (other.empty()) block.removal.clear();
        if (!block.removal.empty()) block.removal.insert(block.removal.end(), other.begin(), other.end());
        open.pop_back();
      }
      at = text_.find(kWord, end);
    }
  }
}

const Directive* Suppressions::over(const Finding& finding) {
  const StatementToken* token = tokenAt(finding.at.begin);
  const Directive* answer = nullptr;
  for (Directive& directive : directives_) {
    bool here = directive.kind == Directive::kAllow
                    ? token && std::find(directive.statements.begin(), directive.statements.end(), token->statement) != directive.statements.end()
                    : directive.firstLine <= finding.at.line && finding.at.line <= directive.lastLine;
    if (!here || (!directive.until.empty() && directive.until < reading_.today)) continue;
    for (size_t i = 0; i < directive.names.size(); ++i) {
      bool named = directive.kind == Directive::kAllow ? directive.names[i] == finding.rule : nameMatches(directive.names[i], finding.rule);
      if (!named) continue;
      directive.used[i] = true;
      if (!answer) answer = &directive;
    }
  }
  return answer;
}

std::vector<Finding> Suppressions::unused() const {
  std::vector<Finding> findings;
  for (const Directive& directive : directives_) {
    std::vector<std::string> unused;
    for (size_t i = 0; i < directive.names.size(); ++i) {
      const std::string& name = directive.names[i];
      bool ours = directive.kind == Directive::kAllow || (name.starts_with("tls-") && std::any_of(rules_.begin(), rules_.end(), [&](auto& rule) { return nameMatches(name, rule); }));
      if (ours && !directive.used[i]) unused.push_back(name);
    }
    if (unused.empty()) continue;
    bool ended = !directive.until.empty() && directive.until < reading_.today;
    Finding finding = findingAt(kUnused, Severity::kNote, directive.at,
                                ended ? "this suppression ended on " + directive.until : quotedList(unused) + (unused.size() == 1 ? " is" : " are") + " suppressed but not reported here",
                                "");
    std::vector<Edit> edits;
    if (unused.size() == directive.names.size()) {
      edits = directive.removal;
    } else if (directive.kind != Directive::kNoLintBlock) {
      for (const std::string& name : unused) {  // the name goes with the comma behind it, or before it at the end
        size_t begin = text_.substr(0, directive.at.end).find(name, directive.at.begin);
        if (begin == std::string_view::npos && directive.kind == Directive::kAllow) begin = text_.substr(0, directive.at.end).find(name.substr(4), directive.at.begin);
        if (begin == std::string_view::npos) continue;
        size_t end = text_.find_first_of(",) \t\r\n", begin);
        if (end == std::string_view::npos) end = text_.size();
        size_t comma = text_.find_first_not_of(" \t", end);
        if (comma != std::string_view::npos && text_[comma] == ',') {
          end = std::min(text_.find_first_not_of(" \t", comma + 1), text_.size());
        } else {
          while (begin > directive.at.begin && (isSpace(text_[begin - 1]) || text_[begin - 1] == ',')) --begin;
        }
        edits.push_back({placeOf(static_cast<uint32_t>(begin), static_cast<uint32_t>(end)), ""});
      }
    }
    // A scan of a part may miss what a scan of the whole reports, so nothing goes without being asked for.
    if (!edits.empty()) finding.fixes.push_back({.title = "remove the unused suppression", .edits = std::move(edits), .safe = false});
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::optional<Edit> Suppressions::allowing(const Place& at, const std::vector<std::string>& rules, const std::string& reason) const {
  const StatementToken* token = tokenAt(at.begin);
  if (!token || token->statement == StatementToken::kNone) return std::nullopt;
  auto first = std::find_if(source_.tokens.begin(), source_.tokens.end(), [&](auto& other) { return other.statement == token->statement; });
  uint32_t line = lineOf(first->begin), start = lineStarts_[line - 1];
  // Above a line that begins with something else, a comment would mean that, or stand in a string or behind a backslash.
  for (auto other = first; other != source_.tokens.begin();) {
    --other;
    if (other->end <= start) break;
    if (other->begin < start || other->statement != StatementToken::kNone) return std::nullopt;
  }
  for (const Comment& comment : source_.comments)
    if (comment.begin < start && start < comment.end) return std::nullopt;
  if (start > 0 && trimmed(text_.substr(lineStarts_[line - 2], start - lineStarts_[line - 2])).ends_with('\\')) return std::nullopt;

  std::string words = std::string(kMark) + " allow ";
  for (size_t i = 0; i < rules.size(); ++i) words += (i ? ", " : "") + rules[i];
  if (!reason.empty()) words += " " + reason;
  bool plainC = reading_.isC && (path_.ends_with(".c") || path_.ends_with(".h"));  // where // may be too new
  std::string comment = !reading_.isC ? "# " + words : plainC ? "/* " + words + " */" : "// " + words;
  std::string indentation(text_.substr(start, std::min(text_.find_first_not_of(" \t", start), text_.size()) - start));
  return Edit{placeOf(start, start), indentation + comment + "\n"};
}

const std::vector<RuleInfo>& directiveRules() {
  static const std::vector<RuleInfo> rules = {
      {.id = std::string(kInvalid), .name = "InvalidSuppression", .summary = "a suppression that nothing can come of",
       .severity = Severity::kWarning, .cwe = 0, .securitySeverity = "0.1", .since = "0.1"},
      {.id = std::string(kUnused), .name = "UnusedSuppression", .summary = "a suppression that nothing needs any more",
       .severity = Severity::kNote, .cwe = 0, .securitySeverity = "0.1", .since = "0.1"}};
  return rules;
}

}  // namespace tls_tidy
