// peer-verification-missing: the library's default does not verify, and nothing turned verification on.
// Silent when the state is unknown, on servers, and where the result is checked after the handshake.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> peerVerificationMissing(const Site& site, const Scene& scene) {
  if (site.sink != Site::kPeer || site.good || site.cause.value != Value::kMissing || site.verdictRead || retriedAfter(site, scene)) return std::nullopt;
  Draft draft;
  draft.at = site.cause.at;
  draft.message = "the server's certificate is never verified: " + (site.cause.api ? quoted(site.cause.api->name) : std::string("the library")) + " does not do it by default";
  draft.remedy = "make the context verify the server";
  draft.steps = stepsTo(site, "the handshake accepts any certificate here");
  draft.mayFix = true;
  return draft;
}

}  // namespace

extern const Rule kPeerVerificationMissing;
const Rule kPeerVerificationMissing = {
    .id = "peer-verification-missing", .name = "PeerVerificationMissing", .summary = "nothing makes the library verify the server",
    .severity = Severity::kError, .cwe = 295, .securitySeverity = "7.4", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = peerVerificationMissing};

}  // namespace tls_tidy
