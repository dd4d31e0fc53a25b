// cleartext-credentials: a login leaves on a connection that the code never protects.
// Silent when an attacker decides about it (optional-starttls says that), for anonymous logins and unknown transports.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> cleartextCredentials(const Site& site, const Scene& scene) {
  if (site.sink != Site::kCredentials || site.good || site.transport == Value::kStrippable || strippedBy(site, scene) || retriedAfter(site, scene)) return std::nullopt;
  Draft draft;
  draft.at = site.at;
  draft.message = quoted(site.call) + " sends the login without TLS";
  draft.remedy = "connect with TLS from the start, or upgrade the connection before the login";
  if (site.created.known() && site.created != site.at) draft.steps.push_back({site.created, "the connection is made here, in clear"});
  draft.steps.push_back({site.at, "the login leaves here"});
  return draft;
}

}  // namespace

extern const Rule kCleartextCredentials;
const Rule kCleartextCredentials = {
    .id = "cleartext-credentials", .name = "CleartextCredentials", .summary = "a login without TLS",
    .severity = Severity::kWarning, .cwe = 319, .securitySeverity = "6.5", .since = "0.1",
    .judgedAs = Switch::kUse, .judge = cleartextCredentials};

}  // namespace tls_tidy
