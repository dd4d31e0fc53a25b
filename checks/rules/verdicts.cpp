#include "checks/rules/verdicts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "checks/findings/severity.h"

namespace tls_tidy {
namespace {

struct Instance {
  const Site* site;
  Draft draft;
  const Guard* setting = nullptr;  // the setting that chooses between this and a good site
};

bool isSetting(const Scene& scene, const Guard& guard) {
  const Origin::Kind kind = scene.judged.origins[scene.judged.predicates[guard.predicate].origin].kind;
  return kind == Origin::kSetting;
}

/// Does the guard hold when its setting has its default? Nothing: the default is not known.
std::optional<bool> underDefault(const Scene& scene, const Guard& guard) {
  const Predicate& predicate = scene.judged.predicates[guard.predicate];
  const Datum& fallback = scene.judged.origins[predicate.origin].fallback;
  std::optional<bool> holds;
  switch (fallback.kind) {
    case Datum::kNull: holds = false; break;
    case Datum::kBool:
    case Datum::kInt: holds = fallback.integer != 0; break;
    case Datum::kString: holds = !scene.program.text(fallback.id).empty(); break;
    default: return std::nullopt;
  }
  if (predicate.op == Op::kCopy) return *holds == guard.holds;
  if (predicate.op == Op::kEq) {
    const Datum& rhs = predicate.rhs;
    const bool numbers = (fallback.kind == Datum::kBool || fallback.kind == Datum::kInt) && (rhs.kind == Datum::kBool || rhs.kind == Datum::kInt);
    const bool equal = numbers ? fallback.integer == rhs.integer : fallback.kind == rhs.kind && (fallback.kind == Datum::kNull || fallback.id == rhs.id);
    return equal == guard.holds;
  }
  return std::nullopt;
}

std::string spell(const Program& program, const Datum& value, Module::Language language) {
  const bool python = language == Module::Language::kPython;
  switch (value.kind) {
    case Datum::kNull: return python ? "None" : "NULL";
    case Datum::kBool: return value.integer ? (python ? "True" : "true") : (python ? "False" : "false");
    case Datum::kInt: return std::to_string(value.integer);
    case Datum::kString: return python ? "'" + program.text(value.id) + "'" : "\"" + program.text(value.id) + "\"";
    default: return "";
  }
}

/// Under which answers to which questions sites of one kind are good.
class GoodAnswers {
 public:
  void add(const Site& site) {
    Way answers{.handshake = site.handshake, .answers = {}};
    for (const Guard& guard : site.guards)
      if (!guard.either) answers.answers.emplace(guard.predicate, guard.holds);
    for (const bool ofRoot : {true, false}) {
      std::vector<Way>& known = answers_[kindOf(site, ofRoot)];
      if (known.size() < kMost && std::find(known.begin(), known.end(), answers) == known.end()) known.push_back(answers);
    }
  }

  /// A setting under which the other choice is good, at a site of the same kind; best one that alone makes the difference, and of
  /// these one whose default keeps away from the site.
  /// Best of all one under whose other answer nothing is bad (`bad`: the answers of all bad sites at one place), and next one that makes
  /// the same handshake good, not another one.
  const Guard* switchOf(const Scene& scene, const Site& site, const std::set<std::pair<PredicateId, bool>>& bad) const {
    const auto own = answers_.find(kindOf(site, true));
    if (own != answers_.end()) return switchAmong(scene, site, bad, own->second, true);
    // What a connection was set up with, another root may have asked about too: of a setting both name, its answer counts.
    const auto any = answers_.find(kindOf(site, false));
    return any == answers_.end() ? nullptr : switchAmong(scene, site, bad, any->second, false);
  }

 private:
  using Kind = std::tuple<Site::Sink, uint32_t, std::string>;
  /// A login or a transfer over another kind of connection is an alternative too; a handshake is not.
  static Kind kindOf(const Site& site, bool ofRoot) {
    const bool anyConnection = site.sink == Site::kCredentials || site.sink == Site::kFile;
    return {site.sink, ofRoot ? site.root : kNoFunction, anyConnection ? std::string() : site.connection};
  }

  using Answers = std::map<PredicateId, bool>;
  struct Way {
    Range handshake;
    Answers answers;
    bool operator==(const Way&) const = default;
  };

  static const Guard* switchAmong(const Scene& scene, const Site& site, const std::set<std::pair<PredicateId, bool>>& bad, const std::vector<Way>& ways, bool mayBeForgotten) {
    const Guard* best = nullptr;
    std::tuple<bool, bool, size_t, bool> cost;
    for (const Guard& guard : site.guards) {
      if (!isSetting(scene, guard)) continue;
      const bool isOffByDefault = underDefault(scene, guard) == false;
      for (const auto& [handshake, answers] : ways) {
        const auto other = answers.find(guard.predicate);
        // Two good ways that met have forgotten what told them apart: a setting made the difference where nothing else could, or where
        // its default keeps away from the site. A verdict that was read speaks for itself (excuseOf).
        const bool isForgotten = other == answers.end();
        if (isForgotten ? !mayBeForgotten || guard.either || site.verdictRead || (!isOffByDefault && !onlySettingsBeyond(scene, site, answers)) : other->second == guard.holds) continue;
        const size_t differing = isForgotten + std::count_if(site.guards.begin(), site.guards.end(), [&](const Guard& each) {
          const auto same = answers.find(each.predicate);
          return !each.either && same != answers.end() && same->second != each.holds;
        });
        const bool isAnotherHandshake = handshake.known() && site.handshake.known() && handshake != site.handshake;
        const std::tuple<bool, bool, size_t, bool> its{bad.contains({guard.predicate, !guard.holds}), isAnotherHandshake, differing, !isOffByDefault};
        if (best && its > cost) continue;  // of equals the one asked last
        best = &guard;
        cost = its;
      }
    }
    return best;
  }

  /// Is whatever the site's way was asked before its handshake, and the good one's was not, a setting? What came after it, a good way was
  /// not asked yet.
  static bool onlySettingsBeyond(const Scene& scene, const Site& site, const Answers& answers) {
    for (const Guard& guard : site.guards) {
      const Origin& origin = scene.judged.origins[scene.judged.predicates[guard.predicate].origin];
      if (origin.kind == Origin::kHandshake && guard.holds && !guard.either) return true;
      if (origin.kind != Origin::kSetting && !answers.contains(guard.predicate)) return false;
    }
    return true;
  }
  static constexpr size_t kMost = 64;  // ways to be good that are remembered, of one kind
  std::map<Kind, std::vector<Way>> answers_;
};

/// Under which answers to which questions a root comes to a handshake or a send at all.
class Reached {
 public:
  void add(const Site& site) {
    if (site.sink == Site::kFloor || site.sink == Site::kBroken) return;
    for (const Guard& guard : site.guards)
      if (!guard.either) seen_.insert({site.root, guard.predicate, guard.holds});
  }
  bool contains(uint32_t root, const Guard& guard, bool holds) const { return seen_.contains({root, guard.predicate, holds}); }

 private:
  std::set<std::tuple<uint32_t, PredicateId, bool>> seen_;
};

/// A weak version has no good twin: the setting asked last before it, in the function that asks for it, decides, where the program goes on
/// under the other answer too.
const Guard* switchBefore(const Scene& scene, const Site& site, const Reached& reached) {
  if (site.sink != Site::kFloor) return nullptr;
  const auto last = std::find_if(site.guards.rbegin(), site.guards.rend(), [&](const Guard& guard) {
    return guard.function == site.function && isSetting(scene, guard) && reached.contains(site.root, guard, !guard.holds);
  });
  return last == site.guards.rend() ? nullptr : &*last;
}

/// A setting asked behind the verdict on every way that passes a bad one over: whoever sets it takes the certificate on himself.
const Guard* excuseOf(const Scene& scene, const Site& site, const std::vector<const Site*>& same) {
  bool behind = false;
  for (const Guard& guard : site.guards) {
    const Predicate& predicate = scene.judged.predicates[guard.predicate];
    const Origin& origin = scene.judged.origins[predicate.origin];
    if (origin.kind == Origin::kVerdict && origin.at == site.verdict) behind = true;
    if (!behind || guard.either || !isSetting(scene, guard)) continue;
    const bool always = std::all_of(same.begin(), same.end(), [&](const Site* other) {
      return std::any_of(other->guards.begin(), other->guards.end(), [&](const Guard& g) { return !g.either && g.predicate == guard.predicate && g.holds == guard.holds; });
    });
    if (always) return &guard;
  }
  return nullptr;
}

Place placeOf(const Program& program, const Range& range) {
  return {program.files[range.file].path, range.begin, range.end, range.line, range.column, range.endLine, range.endColumn};
}

}  // namespace

std::vector<Verdict> judge(const Program& program, const Judged& judged) {
  const Scene scene = sceneOf(program, judged);
  // A connection that was closed unused says nothing where another path used or checked it.
  struct Use {
    bool any = false, open = false;   // open: some connection was used with its check left undone
    std::set<Range> goodCauses;       // what left a check undone that was made good later
  };
  std::map<std::pair<Range, int>, Use> uses;
  GoodAnswers good;
  Reached reached;
  for (const Site& site : judged.sites) {
    reached.add(site);
    if (site.good) good.add(site);
    if (!site.handshake.known()) continue;
    Use& use = uses[{site.handshake, site.sink}];
    if (site.good && isBad(site.cause.value)) use.goodCauses.insert(site.cause.at);
    if (!site.good && !site.ended) use.open = true;
    if (site.good ? site.cause.value != Value::kUnknown : !site.ended) use.any = true;
  }
  std::map<std::pair<Range, const Rule*>, std::vector<Instance>> groups;
  for (const Site& site : judged.sites) {
    if (site.good) continue;
    if (site.ended)
      if (const auto use = uses.find({site.handshake, site.sink});
          use != uses.end() && use->second.any && (use->second.open || use->second.goodCauses.contains(site.cause.at)))
        continue;
    for (const Rule* rule : allRules()) {
      std::optional<Draft> draft = rule->judge(site, scene);
      if (!draft || !draft->at.known()) continue;
      groups[{draft->at, rule}].push_back({&site, std::move(*draft)});
    }
  }
  std::vector<Verdict> verdicts;
  for (auto& [key, instances] : groups) {
    const Rule& rule = *key.second;
    std::set<std::pair<PredicateId, bool>> bad;
    for (const Instance& instance : instances)
      for (const Guard& guard : instance.site->guards) bad.emplace(guard.predicate, guard.holds);
    for (Instance& instance : instances) {
      instance.setting = good.switchOf(scene, *instance.site, bad);
      if (!instance.setting) instance.setting = switchBefore(scene, *instance.site, reached);
    }
    if (instances.front().site->verdictRead) {
      std::vector<const Site*> same;
      for (const Instance& instance : instances) same.push_back(instance.site);
      for (Instance& instance : instances)
        if (!instance.setting) instance.setting = excuseOf(scene, *instance.site, same);
    }
    // The loudest way to get here speaks: product code before tests, no setting before a setting, the shortest story.
    std::stable_sort(instances.begin(), instances.end(), [](const Instance& a, const Instance& b) {
      const auto rank = [](const Instance& i) {
        return std::make_tuple(i.site->isTest, i.setting != nullptr, i.site->loopback, i.site->doubt, i.site->ended, i.site->guards.size());
      };
      return rank(a) < rank(b);
    });
    Circumstances circumstances;
    bool allTests = true, allLoopback = true, allSettings = true;
    for (const Instance& instance : instances) {
      allTests = allTests && instance.site->isTest;
      allLoopback = allLoopback && instance.site->loopback;
      allSettings = allSettings && instance.setting;
      if (instance.setting && underDefault(scene, *instance.setting) == true) circumstances.insecureDefault = true;
    }
    const Instance& first = instances.front();
    circumstances.testCode = program.files[first.draft.at.file].isTest || allTests;
    circumstances.loopback = allLoopback;
    circumstances.settingDecides = allSettings && rule.judgedAs != Switch::kAlways;
    circumstances.overUse = rule.judgedAs == Switch::kUse;
    Verdict verdict;
    Finding& finding = verdict.finding;
    finding.rule = "tls-" + std::string(rule.id);
    finding.severity = severityFor(rule.severity, circumstances);
    finding.at = placeOf(program, first.draft.at);
    finding.message = first.draft.message;
    if (circumstances.settingDecides) {
      const Origin& origin = judged.origins[judged.predicates[first.setting->predicate].origin];
      const std::string fallback = spell(program, origin.fallback, program.languageOfFile[first.draft.at.file]);
      if (!origin.label.empty()) finding.message += ", decided by `" + origin.label + "`" + (fallback.empty() ? "" : " (default: `" + fallback + "`)");
      else finding.message += ", decided by a setting";
    }
    finding.remedy = first.draft.remedy;
    finding.protocol = first.site->protocol.empty() ? "other" : first.site->protocol;
    if (first.site->function != kNoFunction) {
      const Function& function = program.functions[first.site->function];
      finding.function = program.text(function.display ? function.display : function.key);
    }
    uint8_t doubt = 2;
    for (const Instance& instance : instances) doubt = std::min(doubt, instance.site->doubt);
    if (doubt == 0 && (circumstances.settingDecides || first.site->ended)) doubt = 1;
    // A bad verdict that some state passes over may well have its consequence in that state.
    if (first.site->verdictRead && allSettings) doubt = 2;
    finding.confidence = doubt == 0 ? Confidence::kHigh : doubt == 1 ? Confidence::kMedium : Confidence::kLow;
    for (const Instance& instance : instances) {
      for (const auto& [range, text] : instance.draft.steps) {
        if (finding.steps.size() >= 12) break;
        Step step{placeOf(program, range), text, finding.steps.empty()};
        if (std::none_of(finding.steps.begin(), finding.steps.end(), [&](const Step& s) { return s.at == step.at; })) finding.steps.push_back(std::move(step));
      }
    }
    for (const Instance& instance : instances)
      for (const Range& caller : instance.site->callers) {
        if (finding.steps.size() >= 12) break;
        Step step{placeOf(program, caller), "called from here", finding.steps.empty()};
        if (std::none_of(finding.steps.begin(), finding.steps.end(), [&](const Step& s) { return s.at == step.at; })) finding.steps.push_back(std::move(step));
      }
    for (const Instance& instance : instances) {
      if (!circumstances.settingDecides || !instance.setting->at.known() || finding.steps.size() >= 12) continue;
      Step step{placeOf(program, instance.setting->at), "a setting decides here", finding.steps.empty()};
      if (std::none_of(finding.steps.begin(), finding.steps.end(), [&](const Step& s) { return s.at == step.at; })) finding.steps.push_back(std::move(step));
    }
    verdict.cause = first.site->cause;
    verdict.mayFix = first.draft.mayFix;
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace tls_tidy
