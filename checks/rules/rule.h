// Rule: what is wrong with the TLS state at a sink. A rule is metadata and one pure function; it decides no severity,
// reads no file and knows no library.
//
// To add a rule: 1. write rules/<name>.cpp like its neighbours, 2. add its two lines in rules.cpp,
// 3. write docs/rules/tls-<name>.md, 4. add a corpus pair. Nothing else has to change.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "checks/findings/finding.h"
#include "checks/flow/state.h"

namespace tls_tidy {

/// What a Site is judged against.
struct Scene {
  const Program& program;
  const Judged& judged;
  /// Ways to one sink over one connection in one root, those with the fewest conditions first, at most kMostAlike.
  std::map<std::tuple<Site::Sink, Range, Range, uint32_t>, std::vector<const Site*>> alike;
  static constexpr size_t kMostAlike = 64;
};

Scene sceneOf(const Program& program, const Judged& judged);

/// A rule's word on one Site, before places become paths and severity is decided.
struct Draft {
  Range at;                 // the call or argument to edit
  std::string message;      // observation, lower case, no final period, code in backticks
  std::string remedy;
  std::vector<std::pair<Range, std::string>> steps;
  bool mayFix = false;      // the model's fix of `cause` mends it
};

/// What a setting that guards the fault means for its severity.
enum class Switch : uint8_t {
  kChecks,    // over the checks or the fallback: an insecure default is the fault itself
  kUse,       // over whether TLS is used at all: always a note
  kAlways,    // nothing a setting could excuse
};

struct Rule {
  std::string_view id;       // without the tls- prefix
  std::string_view name;     // PascalCase
  std::string_view summary;
  Severity severity;
  int cwe;
  std::string_view securitySeverity;
  std::string_view since;
  Switch judgedAs;
  std::optional<Draft> (*judge)(const Site& site, const Scene& scene);
};

/// All rules, sorted by id.
const std::vector<const Rule*>& allRules();

/// The first guard of the site that an attacker decides: the upgrade was hidden or refused.
const Guard* strippedBy(const Site& site, const Scene& scene);
/// The guard that says an earlier, verified handshake failed, where the site is reached for that reason only.
const Guard* retriedAfter(const Site& site, const Scene& scene);
/// "`name`", or the text when it is not a name.
std::string quoted(const std::string& name);
/// Steps every unverified handshake shares: where the connection was made, the handshake, the send.
std::vector<std::pair<Range, std::string>> stepsTo(const Site& site, const std::string& atHandshake);

}  // namespace tls_tidy
