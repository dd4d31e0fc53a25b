// verification-fallback: a handshake that verified failed, and the code tries again with less.
// The attacker makes the first try fail. Silent when the second try verifies as well.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> verificationFallback(const Site& site, const Scene& scene) {
  if (site.good || (site.sink != Site::kPeer && site.sink != Site::kName && site.sink != Site::kCredentials)) return std::nullopt;
  if (site.sink == Site::kCredentials && strippedBy(site, scene)) return std::nullopt;
  const Guard* guard = retriedAfter(site, scene);
  if (!guard) return std::nullopt;
  const Range first = scene.judged.origins[scene.judged.predicates[guard->predicate].origin].at;
  Draft draft;
  draft.at = site.sink == Site::kCredentials ? (site.created.known() ? site.created : site.at) : site.cause.argument.known() ? site.cause.argument : site.cause.at;
  draft.message = "a connection whose certificate was refused is retried " + std::string(site.sink == Site::kCredentials ? "without TLS" : "without the check");
  draft.remedy = "let the refused certificate end the session";
  draft.steps.push_back({first, "the first try fails here when somebody sits on the path"});
  if (site.handshake.known()) draft.steps.push_back({site.handshake, "the second try accepts what the first refused"});
  if (!site.ended) draft.steps.push_back({site.at, "what is secret follows here"});
  return draft;
}

}  // namespace

extern const Rule kVerificationFallback;
const Rule kVerificationFallback = {
    .id = "verification-fallback", .name = "VerificationFallback", .summary = "a refused certificate is retried weaker",
    .severity = Severity::kError, .cwe = 636, .securitySeverity = "7.4", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = verificationFallback};

}  // namespace tls_tidy
