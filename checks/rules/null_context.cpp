// null-context: None or null is passed where the library takes it for 'do not verify'.
// Silent where null means the library's own, verifying default.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> nullContext(const Site& site, const Scene& scene) {
  if (site.sink != Site::kPeer || site.good || site.cause.value != Value::kNull || site.verdictRead || retriedAfter(site, scene)) return std::nullopt;
  Draft draft;
  draft.at = site.cause.argument.known() ? site.cause.argument : site.cause.at;
  draft.message = "nothing that verifies is passed as the context, so any certificate is accepted";
  draft.remedy = "pass a context that verifies";
  draft.steps = stepsTo(site, "the handshake accepts any certificate here");
  draft.mayFix = true;
  return draft;
}

}  // namespace

extern const Rule kNullContext;
const Rule kNullContext = {
    .id = "null-context", .name = "NullContext", .summary = "None or null where it means 'do not verify'",
    .severity = Severity::kError, .cwe = 295, .securitySeverity = "7.4", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = nullContext};

}  // namespace tls_tidy
