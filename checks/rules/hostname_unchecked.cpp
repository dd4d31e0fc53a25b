// hostname-unchecked: any certificate of any trusted CA is taken, because nobody compares its name with the host.
// A missing check is reported only where the chain is verified; a switch-off in so many words always.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> hostnameUnchecked(const Site& site, const Scene& scene) {
  if (site.sink != Site::kName || site.good || site.verdictRead || retriedAfter(site, scene)) return std::nullopt;
  const Value value = site.cause.value;
  if (value != Value::kMissing && value != Value::kOff && value != Value::kNull && value != Value::kAcceptAll) return std::nullopt;
  Draft draft;
  draft.at = site.cause.argument.known() ? site.cause.argument : site.cause.at;
  draft.message = value == Value::kMissing     ? "the certificate's host name is never compared with the server's"
                  : value == Value::kAcceptAll ? "this callback takes every host name: any certificate of a trusted CA is accepted"
                                               : "the host name check is turned off: any certificate of a trusted CA is accepted";
  draft.remedy = value == Value::kMissing ? "name the host the certificate must carry before the handshake" : value == Value::kAcceptAll ? "compare the name, or install no callback" : "leave the host name check on";
  draft.steps = stepsTo(site, "the handshake accepts a certificate of any name here");
  draft.mayFix = value == Value::kOff;
  return draft;
}

}  // namespace

extern const Rule kHostnameUnchecked;
const Rule kHostnameUnchecked = {
    .id = "hostname-unchecked", .name = "HostnameUnchecked", .summary = "the certificate's name is not compared with the host",
    .severity = Severity::kError, .cwe = 297, .securitySeverity = "7.4", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = hostnameUnchecked};

}  // namespace tls_tidy
