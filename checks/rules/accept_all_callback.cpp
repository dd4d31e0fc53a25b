// accept-all-callback: the callback that decides about the certificate has no path that refuses a bad one.
// Silent when a path refuses, or when the answer depends on something the callback asks for (a pin, the user).
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> acceptAllCallback(const Site& site, const Scene& scene) {
  if (site.sink != Site::kPeer || site.good || site.cause.value != Value::kAcceptAll || site.verdictRead || retriedAfter(site, scene)) return std::nullopt;
  Draft draft;
  draft.at = site.cause.argument.known() ? site.cause.argument : site.cause.at;
  draft.message = site.cause.forgives ? "this callback accepts self-signed certificates, and anybody can make one" : "this callback accepts every certificate, whatever the library found";
  draft.remedy = "return the library's own verdict, or install no callback";
  draft.steps = stepsTo(site, "the handshake accepts any certificate here");
  return draft;
}

}  // namespace

extern const Rule kAcceptAllCallback;
const Rule kAcceptAllCallback = {
    .id = "accept-all-callback", .name = "AcceptAllCallback", .summary = "a callback accepts every certificate",
    .severity = Severity::kError, .cwe = 295, .securitySeverity = "7.4", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = acceptAllCallback};

}  // namespace tls_tidy
