// Joining: states that meet at one place of a function become one where nothing that matters tells them apart.
#include <algorithm>
#include <set>

#include "checks/flow/walker.h"

namespace tls_tidy {
namespace {

size_t mix(size_t hash, size_t value) { return (hash ^ value) * 0x9e3779b97f4a7c15ull + (hash >> 29); }

/// Calls `visit(datum, twin)` for every pair of values in two states of the same shape; a shape that differs, or an answer
/// of false, ends it with false.
template <class Visit>
bool visitPairs(const State& a, const State& b, const Visit& visit) {
  if (!a.locals.same(b.locals)) {
    if (a.locals->size() != b.locals->size()) return false;
    for (size_t i = 0; i < a.locals->size(); ++i)
      if (!visit((*a.locals)[i], (*b.locals)[i])) return false;
  }
  if (!a.world.globals.same(b.world.globals)) {
    if (a.world.globals->size() != b.world.globals->size()) return false;
    for (auto x = a.world.globals->begin(), y = b.world.globals->begin(); x != a.world.globals->end(); ++x, ++y)
      if (x->first != y->first || !visit(x->second, y->second)) return false;
  }
  if (a.world.heap.same(b.world.heap)) return true;
  if (a.world.heap->size() != b.world.heap->size()) return false;
  for (auto x = a.world.heap->begin(), y = b.world.heap->begin(); x != a.world.heap->end(); ++x, ++y) {
    if (x->first != y->first) return false;
    if (x->second == y->second) continue;
    const Object& one = *x->second;
    const Object& other = *y->second;
    if (one.fields.size() != other.fields.size() || !one.isLike(other)) return false;
    for (auto f = one.fields.begin(), g = other.fields.begin(); f != one.fields.end(); ++f, ++g)
      if (f->first != g->first || !visit(f->second, g->second)) return false;
  }
  return true;
}

}  // namespace

/// A value the engine thought up: it stands for any number.
Datum Walker::madeUp(Origin::Kind kind, const std::string& key, const std::string& label) {
  return values_.unknown(values_.origin(key, {.kind = kind, .label = label, .isMadeUp = true}));
}

Datum Walker::madeUp(Origin::Kind kind, const std::string& key, const std::string& label, const Datum& one, const World& first, const Datum& other, const World& second) {
  if (!isNonZero(one, first) || !isNonZero(other, second)) return madeUp(kind, key, label);
  return values_.unknown(values_.origin(key + ":nonzero", {.kind = kind, .label = label, .isMadeUp = true, .isNonZero = true}));
}

Datum Walker::joinedLocal(Origin::Kind kind, size_t local, const State& one, const State& other) {
  const FunctionId function = stack_.back();
  return madeUp(kind, "joined:" + std::to_string(kind) + ":" + std::to_string(function) + ":" + std::to_string(local), program_.text(program_.functions[function].locals[local].name),
                (*one.locals)[local], one.world, (*other.locals)[local], other.world);
}

/// An error code is one of many, but none is zero: what joins them must not be taken for success.
bool Walker::isNonZero(const Datum& datum, const World& world) {
  if (datum.kind == Datum::kInt || datum.kind == Datum::kBool) return datum.integer != 0;
  const auto question = datum.kind == Datum::kUnknown ? values_.question(datum) : std::nullopt;
  return question && values_.decided(*world.guards, question->first) == !question->second;
}

/// Is that a value of which nothing is known in any world but that it is some value?
bool Walker::isAnything(const Datum& datum) const {
  if (datum.kind != Datum::kUnknown) return false;
  const Origin& origin = values_.originAt(datum.id);
  return origin.isMadeUp || origin.kind == Origin::kOpaque;
}

/// ... and in this one neither: no question about it was answered, and nothing hangs on it.
bool Walker::isAnything(const Datum& datum, const World& world) const {
  if (!isAnything(datum)) return false;
  const Origin& origin = values_.originAt(datum.id);
  if (origin.thing && world.heap->contains(origin.thing)) return false;
  return std::none_of(world.guards->begin(), world.guards->end(), [&](const Guard& guard) { return values_.predicateAt(guard.predicate).origin == datum.id; });
}

/// The same for states that are alike; most others differ.
size_t Walker::roughHash(const State& state) const {
  const auto add = [&](size_t hash, const Datum& datum) {
    if (isAnything(datum)) return mix(hash, 1);
    return mix(mix(mix(hash, datum.kind + 2), (static_cast<size_t>(datum.id) << 32) | datum.extra), static_cast<size_t>(datum.integer));
  };
  size_t hash = state.current.kinds;
  state.loops.each([&](uint32_t head, uint32_t taken) { hash = mix(hash, (static_cast<size_t>(head) << 8) | taken); });
  for (const Datum& local : *state.locals) hash = add(hash, local);
  for (const auto& [name, datum] : *state.world.globals) hash = add(mix(hash, name), datum);
  for (const auto& [id, object] : *state.world.heap) {
    if (!object->hash) {
      size_t own = object->properties.size() * 16 + object->obligations.size() + 1;
      for (const auto& [field, datum] : object->fields) own = add(mix(own, field), datum);
      object->hash = own | 1;
    }
    hash = mix(mix(hash, id), object->hash);
  }
  return hash;
}

/// Equal, but for values of which neither world knows a thing.
bool Walker::areAlike(const State& a, const State& b) const {
  return a.loops == b.loops && a.current.kinds == b.current.kinds &&
         visitPairs(a, b, [&](const Datum& one, const Datum& other) { return one == other || (isAnything(one, a.world) && isAnything(other, b.world)); });
}

/// What differs between two states that are alike becomes a value that is neither's.
void Walker::forgetDifferences(State& into, const State& other) {
  if (!into.locals.same(other.locals))
    for (size_t i = 0; i < into.locals->size(); ++i)
      if (!((*into.locals)[i] == (*other.locals)[i])) into.locals.edit()[i] = joinedLocal(Origin::kOpaque, i, into, other);
  if (!into.world.globals.same(other.world.globals))
    for (const auto& [name, datum] : *other.world.globals)
      if (!(into.world.globals->at(name) == datum)) into.world.globals.edit()[name] = madeUp(Origin::kOpaque, "any:g" + std::to_string(name), program_.text(name), into.world.globals->at(name), into.world, datum, other.world);
  if (into.world.heap.same(other.world.heap)) return;
  for (const auto& [id, object] : *other.world.heap) {
    const std::shared_ptr<const Object> before = into.world.heap->at(id);
    if (before == object) continue;
    for (const auto& [field, datum] : object->fields)
      if (!(before->fields.at(field) == datum)) edit(into.world, id).fields[field] = madeUp(Origin::kOpaque, "any:" + std::to_string(id) + "." + std::to_string(field), program_.text(field), before->fields.at(field), into.world, datum, other.world);
  }
}

/// Kills dead locals, then joins states that differ in nothing but guards.
void Walker::merge(std::vector<State>& states, const std::vector<bool>& live) {
  for (State& state : states) {
    const std::vector<Datum>& locals = *state.locals;
    size_t dead = 0;
    while (dead < locals.size() && dead < live.size() && (live[dead] || locals[dead].kind == Datum::kNone)) ++dead;
    if (dead == locals.size() || dead >= live.size()) continue;
    std::vector<Datum>& own = state.locals.edit();
    for (size_t i = dead; i < own.size() && i < live.size(); ++i)
      if (!live[i]) own[i] = {};
  }
  if (states.size() < 2) return;
  // Ways that are open to an attacker only stay apart from those that are open to everybody.
  const auto forced = [&](const World& world) {
    std::vector<PredicateId> answers;
    for (const Guard& guard : *world.guards) {
      const Origin::Kind kind = values_.originAt(values_.predicateAt(guard.predicate).origin).kind;
      if (!guard.holds && (kind == Origin::kCapability || kind == Origin::kUpgrade)) answers.push_back(guard.predicate);
    }
    return answers;
  };
  std::vector<State> kept;
  std::unordered_multimap<size_t, size_t> places;  // roughHash -> index in kept
  for (State& state : states) {
    const size_t hash = roughHash(state);
    const auto [from, to] = places.equal_range(hash);
    // The one that came first, as if all were compared in turn.
    size_t chosen = kept.size();
    for (auto at = from; at != to; ++at) {
      const State& other = kept[at->second];
      if (at->second < chosen && areAlike(other, state) && (!hasAsked_ || forced(other.world) == forced(state.world))) chosen = at->second;
    }
    if (chosen == kept.size()) {
      places.emplace(hash, kept.size());
      kept.push_back(std::move(state));
      continue;
    }
    forgetDifferences(kept[chosen], state);
    keepCommonGuards(kept[chosen].world, state.world);
  }
  if (kept.size() > limits_.exactWorldsPerBlock) widen(kept);
  if (kept.size() > limits_.worldsPerBlock) {
    // Every kind of TLS state keeps its plainest way here; the rest is counted.
    std::stable_sort(kept.begin(), kept.end(), [](const State& a, const State& b) { return a.world.guards->size() < b.world.guards->size(); });
    std::map<std::string, size_t> taken;
    std::vector<std::pair<size_t, size_t>> rank;
    for (size_t i = 0; i < kept.size(); ++i) {
      std::string kinds;
      for (const auto& [id, object] : *kept[i].world.heap)
        if (object->kind == "connection" || object->kind == "context")
          for (const auto& [name, property] : object->properties) kinds += name + static_cast<char>('a' + static_cast<int>(property.value));
      rank.emplace_back(taken[kinds]++, i);
    }
    std::sort(rank.begin(), rank.end());
    std::vector<State> chosen;
    for (size_t i = 0; i < limits_.worldsPerBlock; ++i) chosen.push_back(std::move(kept[rank[i].second]));
    kept = std::move(chosen);
    ++out_.overBudget;
  }
  states = std::move(kept);
}

/// What a state says about TLS and nothing else, as numbers in a row: equal keys may be joined, at the price of values that only
/// branches ask for.
std::vector<uint32_t> Walker::tlsKey(const State& state) const {
  constexpr uint32_t kLocal = 0xfffffff0, kObject = 0xfffffff1, kField = 0xfffffff2, kGlobal = 0xfffffff3, kGuard = 0xfffffff4;  // what the next numbers are about
  std::vector<uint32_t> key{state.current.kinds};
  state.loops.each([&](uint32_t head, uint32_t taken) { key.insert(key.end(), {head, taken}); });
  const auto value = [&](const Datum& datum, uint32_t about, uint32_t holder, uint32_t place) {
    switch (datum.kind) {
      case Datum::kObject:
      case Datum::kBound: key.insert(key.end(), {about, holder, place, Datum::kObject, datum.id, 0}); break;
      case Datum::kRef: key.insert(key.end(), {about, holder, place, Datum::kRef, datum.id, datum.extra}); break;
      case Datum::kSymbol: key.insert(key.end(), {about, holder, place, Datum::kSymbol, datum.id, 0}); break;
      case Datum::kResult: key.insert(key.end(), {about, holder, place, Datum::kResult, datum.id, datum.integer != 0}); break;
      default: break;
    }
  };
  for (uint32_t i = 0; i < state.locals->size(); ++i) value((*state.locals)[i], kLocal, 0, i);
  for (const auto& [id, object] : *state.world.heap) {
    if (object->kind == "connection" || object->kind == "context" || object->kind == "credentials" || object->kind == "certificate") {
      key.insert(key.end(), {kObject, id, object->loopback, object->doubt});
      for (const auto& [name, property] : object->properties) {
        uint32_t hash = 2166136261u;
        for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
        key.insert(key.end(), {hash, static_cast<uint32_t>(property.value), property.at.begin});
      }
      for (const Obligation& obligation : object->obligations)
        key.insert(key.end(), {obligation.isName + 2u * obligation.met + 4u * obligation.failed, obligation.handshake.begin});
    }
    for (const auto& [field, datum] : object->fields) value(datum, kField, id, field);
  }
  for (const auto& [name, datum] : *state.world.globals) value(datum, kGlobal, 0, name);
  for (const Guard& guard : *state.world.guards) {
    const Origin::Kind kind = values_.originAt(values_.predicateAt(guard.predicate).origin).kind;
    if (kind == Origin::kUpgrade || kind == Origin::kCapability || kind == Origin::kHandshake) key.insert(key.end(), {kGuard, guard.predicate, guard.holds});
  }
  return key;
}

/// Joins states that say the same about TLS: where their other values differ, the value becomes a setting nobody knows.
void Walker::widen(std::vector<State>& states) {
  std::map<std::vector<uint32_t>, size_t> places;
  std::vector<State> joined;
  for (State& state : states) {
    const auto [found, isNew] = places.try_emplace(tlsKey(state), joined.size());
    if (isNew) {
      joined.push_back(std::move(state));
      continue;
    }
    State& into = joined[found->second];
    for (size_t i = 0; i < into.locals->size(); ++i)
      if (!((*into.locals)[i] == (*state.locals)[i])) into.locals.edit()[i] = joinedLocal(Origin::kSetting, i, into, state);
    for (const auto& [id, object] : *state.world.heap) {
      const auto same = into.world.heap->find(id);
      if (same == into.world.heap->end()) {
        into.world.heap.edit().emplace(id, object);
        continue;
      }
      if (same->second == object || *same->second == *object) continue;
      const std::shared_ptr<const Object> before = same->second;
      Object& target = edit(into.world, id);
      std::set<Name> names;
      for (const auto& [field, datum] : before->fields) names.insert(field);
      for (const auto& [field, datum] : object->fields) names.insert(field);
      for (const Name field : names) {
        const auto a = before->fields.find(field), b = object->fields.find(field);
        if (a != before->fields.end() && b != object->fields.end() && a->second == b->second) continue;
        const Datum nothing;
        target.fields[field] = madeUp(Origin::kSetting, "joined:" + std::to_string(id) + "." + std::to_string(field), program_.text(field), a != before->fields.end() ? a->second : nothing,
                                      into.world, b != object->fields.end() ? b->second : nothing, state.world);
      }
    }
    for (auto& [name, datum] : into.world.globals.edit()) {
      const auto other = state.world.globals->find(name);
      const bool isThere = other != state.world.globals->end();
      if (isThere && other->second == datum) continue;
      datum = madeUp(Origin::kSetting, "joined:g" + std::to_string(name), program_.text(name), datum, into.world, isThere ? other->second : Datum{}, state.world);
    }
    keepCommonGuards(into.world, state.world);
  }
  states = std::move(joined);
}

}  // namespace tls_tidy
