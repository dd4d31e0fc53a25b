// Values: the tables behind Datum (origins, predicates, objects by creating site) and arithmetic on abstract values.
// Three answers to a question: yes, no, or "ask": the world has to split on a predicate.
#pragma once
#include <optional>
#include <unordered_map>

#include "checks/flow/state.h"

namespace tls_tidy {

Datum nullDatum();
Datum boolDatum(bool value);
Datum intDatum(int64_t value);
Datum stringDatum(Name text);
Datum objectDatum(ObjectId id);
Datum symbolDatum(Name name);

class Values {
 public:
  explicit Values(const Program& program) : program_(program) {}

  /// The same key always gives the same origin, so that a setting asked twice answers alike.
  OriginId origin(const std::string& key, const Origin& make);
  PredicateId predicate(const Predicate& predicate);
  /// An object's identity: its creating site and the calls that led there.
  ObjectId object(const std::string& key);
  /// The object that an unknown value stands for: made up the first time.
  ObjectId thingBehind(OriginId id);

  const Origin& originAt(OriginId id) const { return origins_[id]; }
  Origin& originAt(OriginId id) { return origins_[id]; }
  const Predicate& predicateAt(PredicateId id) const { return predicates_[id]; }

  Datum unknown(OriginId id) const;
  /// a op b, with unknown parts giving predicates or derived origins.
  Datum compute(Op op, const Datum& a, const Datum& b);
  /// Truth of a known value; nothing: depends.
  std::optional<bool> truth(const Datum& datum) const;
  /// What guards already say about a predicate; nothing: open.
  std::optional<bool> decided(const std::vector<Guard>& guards, PredicateId predicate) const;
  /// Does the predicate hold when its origin has its default? Nothing: no default known.
  std::optional<bool> underDefault(PredicateId predicate) const;
  /// The predicate a branch on this datum splits on, and whether the datum is its negation.
  std::optional<std::pair<PredicateId, bool>> question(const Datum& datum);

  std::vector<Origin> takeOrigins() { return std::move(origins_); }
  std::vector<Predicate> takePredicates() { return std::move(predicates_); }
  std::string spell(const Datum& datum) const;

 private:
  std::optional<bool> compare(Op op, const Datum& a, const Datum& b) const;

  const Program& program_;
  std::vector<Origin> origins_{Origin{}};
  std::unordered_map<std::string, OriginId> originOf_;
  std::vector<Predicate> predicates_{Predicate{}};
  std::map<std::tuple<OriginId, int, int, uint32_t, int64_t>, PredicateId> predicateOf_;
  std::unordered_map<std::string, ObjectId> objectOf_;
  ObjectId nextObject_ = 1;
};

}  // namespace tls_tidy
