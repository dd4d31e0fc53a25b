// cleartext-data: the FTP control channel is protected, listings and files are not.
// Silent when PROT P was asked for on every path to the transfer.
#include "checks/rules/rule.h"

namespace tls_tidy {
namespace {

std::optional<Draft> cleartextData(const Site& site, const Scene& scene) {
  (void)scene;
  if (site.sink != Site::kFile || site.good) return std::nullopt;
  Draft draft;
  draft.at = site.at;
  draft.message = quoted(site.call) + " moves listings and files in clear: only the control channel is protected";
  draft.remedy = "protect the data channel (PROT P) after the login";
  if (site.created.known()) draft.steps.push_back({site.created, "the connection is made here"});
  draft.steps.push_back({site.at, "data leaves here"});
  return draft;
}

}  // namespace

extern const Rule kCleartextData;
const Rule kCleartextData = {
    .id = "cleartext-data", .name = "CleartextData", .summary = "FTP data in clear behind a protected login",
    .severity = Severity::kWarning, .cwe = 319, .securitySeverity = "5.3", .since = "0.1",
    .judgedAs = Switch::kChecks, .judge = cleartextData};

}  // namespace tls_tidy
