// weak-protocol: a version of TLS or a parameter is asked for that should be gone (RFC 8996).
// Silent for defaults, and for servers.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> weakProtocol(const Site& site, const Scene& scene) {
  (void)scene;
  if (site.sink != Site::kFloor || site.good) return std::nullopt;
  Draft draft;
  draft.at = site.cause.argument.known() ? site.cause.argument : site.cause.at;
  draft.message = quoted(site.call) + " allows a weak protocol version or cipher";
  draft.remedy = "ask for TLS 1.2 or newer";
  draft.mayFix = true;
  return draft;
}

}  // namespace

extern const Rule kWeakProtocol;
const Rule kWeakProtocol = {
    .id = "weak-protocol", .name = "WeakProtocol", .summary = "a protocol version or cipher that should be gone",
    .severity = Severity::kWarning, .cwe = 327, .securitySeverity = "5.3", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = weakProtocol};

}  // namespace tls_tidy
