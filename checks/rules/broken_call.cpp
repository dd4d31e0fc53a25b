// broken-call: arguments no supported version of the library takes. Nobody is exposed, but such a call invites
// whoever finds it to weaken the check. Silent when one version in force takes the call.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> brokenCall(const Site& site, const Scene& scene) {
  (void)scene;
  if (site.sink != Site::kBroken) return std::nullopt;
  Draft draft;
  draft.at = site.at;
  draft.message = "this call of " + quoted(site.call) + " fails for everyone: it " + site.detail;
  draft.remedy = "pass the context by the keyword this call takes";
  return draft;
}

}  // namespace

extern const Rule kBrokenCall;
const Rule kBrokenCall = {
    .id = "broken-call", .name = "BrokenCall", .summary = "a call that fails for everyone",
    .severity = Severity::kNote, .cwe = 628, .securitySeverity = "3.0", .since = "0.1",
    .judgedAs = Switch::kAlways, .judge = brokenCall};

}  // namespace tls_tidy
