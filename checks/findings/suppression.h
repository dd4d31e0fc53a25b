// Suppression: what a comment in the source says about findings there.
//
//     context.verify_mode = ssl.CERT_NONE  # tls-tidy: allow tls-peer-verification-off until=2027-01-31 lab without certificates
//
// Names are separated by commas; `until=` ends it on a day; the rest is the reason. It stands in a comment of its own
// above a statement (more comment lines may lie between), at the end of any of its lines, or on a line inside of it, and
// holds for that statement (commented_source.h says what one is). C and C++ take NOLINT, NOLINTNEXTLINE, NOLINTBEGIN and
// NOLINTEND as well, by lines, with the globs and the pairing that clang-tidy 19 has, but in comments only.
// A directive nothing needs, or nobody understands, is a finding of its own: see directiveRules().
// Test: tests/findings/suppression_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/findings/commented_source.h"
#include "checks/findings/finding.h"

namespace tls_tidy {

struct Directive {
  enum Kind : uint8_t { kAllow, kNoLint, kNoLintNextLine, kNoLintBlock } kind = kAllow;
  std::vector<std::string> names;    // kAllow: full rule ids; else globs
  std::string reason, until;         // until: "2027-01-31" or empty
  Place at;                          // the words themselves
  std::vector<uint32_t> statements;  // kAllow: those it holds for
  uint32_t firstLine = 0, lastLine = 0;  // NOLINT: lines it holds for
  std::vector<Edit> removal;         // empty: cannot be taken out by itself
  std::vector<bool> used;            // by name
};

/// What the comments of one file say.
class Suppressions {
 public:
  struct Reading {
    bool isC = false;          // NOLINT counts; comments are // and /* */
    bool withNoLint = true;    // false: the host reads NOLINT itself (clang-tidy)
    std::string today;         // "2026-11-28"
  };
  /// rules: all full ids.
  Suppressions(std::string path, std::string_view text, CommentedSource source, const Reading& reading,
               const std::vector<std::string>& rules);

  /// The directive that holds for a finding in this file; it is marked as used.
  const Directive* over(const Finding& finding);
  /// Directives nobody understands or that name what does not exist.
  const std::vector<Finding>& invalid() const { return invalid_; }
  /// Directives and names nothing needed, once every finding was asked for.
  std::vector<Finding> unused() const;
  /// A line above the statement around a place that allows rules there; nothing where no such line can stand.
  std::optional<Edit> allowing(const Place& at, const std::vector<std::string>& rules, const std::string& reason) const;
  /// True where text may hold a directive: a cheap question before the comments are looked for.
  static bool mayBeIn(std::string_view text);

 private:
  struct NoLint;
  uint32_t lineOf(uint32_t offset) const;
  Place placeOf(uint32_t begin, uint32_t end) const;
  const StatementToken* tokenAt(uint32_t offset) const;
  std::vector<uint32_t> statementsFor(size_t comment) const;
  bool aloneOnLines(uint32_t begin, uint32_t end) const;
  std::vector<Edit> removalOf(const Comment& comment, uint32_t begin, uint32_t end) const;
  void readAllow(size_t comment);
  void readAllowText(size_t comment, uint32_t begin, uint32_t end);
  void readNoLints(const std::vector<std::string>& rules);
  void complain(uint32_t begin, uint32_t end, std::string message);

  std::string path_;
  std::string_view text_;
  CommentedSource source_;
  Reading reading_;
  const std::vector<std::string>& rules_;
  std::vector<uint32_t> lineStarts_;
  std::vector<Directive> directives_;
  std::vector<Finding> invalid_;
};

/// Shell-like match with `*` only, as clang-tidy's.
bool nameMatches(std::string_view glob, std::string_view name);

/// tls-invalid-suppression and tls-unused-suppression: rules about comments, with no TLS in them.
const std::vector<RuleInfo>& directiveRules();

}  // namespace tls_tidy
