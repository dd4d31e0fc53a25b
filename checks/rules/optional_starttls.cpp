// optional-starttls: whoever sits on the path hides or refuses the upgrade, and the session goes on in clear.
// Silent when the missing upgrade ends the session, and when nothing is sent afterwards.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> optionalStarttls(const Site& site, const Scene& scene) {
  if ((site.sink != Site::kCredentials && site.sink != Site::kMessage) || site.good) return std::nullopt;
  const Guard* guard = strippedBy(site, scene);
  if (!guard && site.transport != Value::kStrippable) return std::nullopt;
  const Range asked = guard ? scene.judged.origins[scene.judged.predicates[guard->predicate].origin].at : site.cause.at;
  Draft draft;
  draft.at = guard && guard->at.known() && scene.judged.origins[scene.judged.predicates[guard->predicate].origin].kind == Origin::kCapability ? guard->at : asked;
  if (!guard && site.cause.argument.known()) draft.at = site.cause.argument;
  if (site.asked.known()) draft.at = site.asked;
  draft.message = "the session goes on in clear when the server does not offer the upgrade or refuses it";
  draft.remedy = "end the session when the upgrade is not offered or fails";
  if (site.created.known()) draft.steps.push_back({site.created, "the connection is made here, in clear"});
  if (asked.known()) draft.steps.push_back({asked, "the upgrade is asked for here; whoever sits on the path decides the answer"});
  draft.steps.push_back({site.at, site.sink == Site::kCredentials ? "the login leaves in clear here" : "mail leaves in clear here"});
  return draft;
}

}  // namespace

extern const Rule kOptionalStarttls;
const Rule kOptionalStarttls = {
    .id = "optional-starttls", .name = "OptionalStarttls", .summary = "goes on in clear when the upgrade is hidden or refused",
    .severity = Severity::kWarning, .cwe = 757, .securitySeverity = "6.5", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = optionalStarttls};

}  // namespace tls_tidy
