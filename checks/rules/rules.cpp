#include "checks/rules/rule.h"

#include <algorithm>

namespace tls_tidy {

extern const Rule kAcceptAllCallback;
extern const Rule kBrokenCall;
extern const Rule kCleartextCredentials;
extern const Rule kCleartextData;
extern const Rule kHostnameUnchecked;
extern const Rule kNullContext;
extern const Rule kOptionalStarttls;
extern const Rule kPeerVerificationMissing;
extern const Rule kPeerVerificationOff;
extern const Rule kVerificationFallback;
extern const Rule kVerifyResultIgnored;
extern const Rule kWeakProtocol;

const std::vector<const Rule*>& allRules() {
  static const std::vector<const Rule*> rules = {
      &kAcceptAllCallback,  &kBrokenCall,       &kCleartextCredentials,    &kCleartextData,       &kHostnameUnchecked,    &kNullContext,
      &kOptionalStarttls,   &kPeerVerificationMissing, &kPeerVerificationOff, &kVerificationFallback, &kVerifyResultIgnored, &kWeakProtocol,
  };
  return rules;
}

Scene sceneOf(const Program& program, const Judged& judged) {
  Scene scene{program, judged, {}};
  for (const Site& site : judged.sites)
    if (!site.good) scene.alike[{site.sink, site.created, site.at, site.root}].push_back(&site);
  for (auto& [place, sites] : scene.alike) {
    std::stable_sort(sites.begin(), sites.end(), [](const Site* a, const Site* b) { return a->guards.size() < b->guards.size(); });
    if (sites.size() > Scene::kMostAlike) sites.resize(Scene::kMostAlike);
  }
  return scene;
}

namespace {

/// Does the program come here under the same conditions also when nobody asked what this guard says, or (`orNot`) when it is not so? An alert
/// that is sent whether or not the report before it went through is no second try.
bool happensAnyway(const Site& site, const Guard& failed, const Scene& scene, bool orNot) {
  const auto ways = scene.alike.find({site.sink, site.created, site.at, site.root});
  if (ways == scene.alike.end()) return false;
  return std::any_of(ways->second.begin(), ways->second.end(), [&](const Site* other) {
    return other != &site && std::all_of(other->guards.begin(), other->guards.end(), [&](const Guard& asked) {
      return asked.predicate == failed.predicate ? orNot && asked.holds != failed.holds : std::any_of(site.guards.begin(), site.guards.end(), [&](const Guard& own) {
        return own.predicate == asked.predicate && own.holds == asked.holds && own.either == asked.either;
      });
    });
  });
}

}  // namespace

const Guard* strippedBy(const Site& site, const Scene& scene) {
  for (const Guard& guard : site.guards) {
    const Predicate& predicate = scene.judged.predicates[guard.predicate];
    const Origin& origin = scene.judged.origins[predicate.origin];
    const bool isAttackers = origin.kind == Origin::kCapability || (origin.kind == Origin::kUpgrade && !(predicate.op == Op::kPhi && guard.holds));
    if (isAttackers && !happensAnyway(site, guard, scene, false)) return &guard;
  }
  return nullptr;
}

const Guard* retriedAfter(const Site& site, const Scene& scene) {
  for (const Guard& guard : site.guards) {
    const Predicate& predicate = scene.judged.predicates[guard.predicate];
    const Origin& origin = scene.judged.origins[predicate.origin];
    if (origin.kind != Origin::kHandshake || predicate.op != Op::kPhi) continue;
    if (guard.holds && origin.at == site.handshake) return nullptr;  // what fails later is another connection's
    if (guard.holds || happensAnyway(site, guard, scene, true)) continue;
    if (site.sink == Site::kCredentials || site.sink == Site::kMessage) return &guard;
    for (const Site& other : scene.judged.sites)
      if (other.sink == Site::kPeer && other.good && other.handshake == origin.at && other.cause.value == Value::kOn) return &guard;
  }
  return nullptr;
}

std::string quoted(const std::string& name) { return "`" + name + "`"; }

std::vector<std::pair<Range, std::string>> stepsTo(const Site& site, const std::string& atHandshake) {
  std::vector<std::pair<Range, std::string>> steps;
  if (site.created.known() && site.created != site.cause.at && site.created != site.handshake) steps.push_back({site.created, "the connection is made here"});
  if (site.cause.at.known() && site.cause.at != site.handshake) steps.push_back({site.cause.at, "its checks are decided here"});
  if (site.handshake.known()) steps.push_back({site.handshake, atHandshake});
  if (!site.ended && site.at.known() && site.at != site.handshake) steps.push_back({site.at, "what is secret follows here"});
  return steps;
}

}  // namespace tls_tidy
