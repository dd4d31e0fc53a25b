// peer-verification-off: a client handshake accepts any certificate, because verification was switched off in so many words.
// Silent when the state is unknown, on servers, and when every path checks the result itself.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> peerVerificationOff(const Site& site, const Scene& scene) {
  if (site.sink != Site::kPeer || site.good || site.cause.value != Value::kOff || site.verdictRead || retriedAfter(site, scene)) return std::nullopt;
  Draft draft;
  draft.at = site.cause.argument.known() ? site.cause.argument : site.cause.at;
  draft.message = "certificate verification is turned off, so any certificate is accepted";
  draft.remedy = "leave verification on";
  draft.steps = stepsTo(site, "the handshake accepts any certificate here");
  draft.mayFix = true;
  return draft;
}

}  // namespace

extern const Rule kPeerVerificationOff;
const Rule kPeerVerificationOff = {
    .id = "peer-verification-off", .name = "PeerVerificationOff", .summary = "certificate verification is switched off",
    .severity = Severity::kError, .cwe = 295, .securitySeverity = "7.4", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = peerVerificationOff};

}  // namespace tls_tidy
