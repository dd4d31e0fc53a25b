// verify-result-ignored: the library's verdict over the certificate is read, and a bad one changes nothing.
// Silent when the bad verdict ends the session before anything is sent.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> verifyResultIgnored(const Site& site, const Scene& scene) {
  (void)scene;
  if ((site.sink != Site::kPeer && site.sink != Site::kName) || site.good || !site.verdictRead || site.ended) return std::nullopt;
  Draft draft;
  draft.at = site.verdict;
  draft.message = "the verdict over the certificate is read here and then ignored: a bad one has no consequence";
  draft.remedy = "close the connection when the verdict is bad";
  draft.steps = stepsTo(site, "the handshake accepts any certificate here");
  return draft;
}

}  // namespace

extern const Rule kVerifyResultIgnored;
const Rule kVerifyResultIgnored = {
    .id = "verify-result-ignored", .name = "VerifyResultIgnored", .summary = "a bad verdict has no consequence",
    .severity = Severity::kError, .cwe = 295, .securitySeverity = "7.4", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = verifyResultIgnored};

}  // namespace tls_tidy
