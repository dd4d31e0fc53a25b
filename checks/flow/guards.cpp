// Guards: the conditions a World stands under, kept while it goes on and where it meets another.
//
// Where two Worlds meet, what only one of them knows is forgotten. One thing is worth keeping: `if (verify && strict) check();` goes on
// unchecked where the first setting is off, and where it is on and the second is off. Neither is off on every way here, but one of them is:
// both guards are kept as a group of which at least one holds (Guard::either).
#include "checks/flow/walker.h"

#include <algorithm>

namespace tls_tidy {
namespace {

using Guards = std::vector<Guard>;

const Guard* find(const Guards& guards, PredicateId predicate) {
  const auto found = std::find_if(guards.begin(), guards.end(), [&](const Guard& guard) { return !guard.either && guard.since != Guard::kTurn && guard.predicate == predicate; });
  return found == guards.end() ? nullptr : &*found;
}

bool contains(const Guards& guards, const Guard& wanted) {
  return std::any_of(guards.begin(), guards.end(), [&](const Guard& guard) {
    return guard.predicate == wanted.predicate && guard.holds == wanted.holds && guard.either == wanted.either &&
           (guard.since == Guard::kTurn) == (wanted.since == Guard::kTurn);
  });
}

/// Does the World have the group too, or a member of it for sure?
bool fulfils(const Guards& guards, uint32_t group, const Guards& of) {
  bool hasAll = true, hasOne = false;
  for (const Guard& member : of) {
    if (member.either != group) continue;
    hasAll = hasAll && contains(guards, member);
    const Guard* sure = find(guards, member.predicate);
    hasOne = hasOne || (sure && sure->holds == member.holds);
  }
  return hasAll || hasOne;
}

}  // namespace

/// The list is bounded: what goes first is the answer of some call, which nobody asks twice.
void Walker::keepGuard(World& world, const Guard& guard) {
  std::vector<Guard>& guards = world.guards.edit();
  if (guards.size() >= limits_.guards) {
    const auto passing = std::find_if(guards.begin(), guards.end(), [&](const Guard& old) {
      const Origin& origin = values_.originAt(values_.predicateAt(old.predicate).origin);
      return !old.either && (old.since == Guard::kTurn || origin.kind == Origin::kOpaque || (origin.kind == Origin::kSetting && (origin.label.empty() || origin.fromCall)));
    });
    if (passing != guards.end()) {
      guards.erase(passing);
    } else {
      // A group says less than what holds for sure.
      const auto weak = std::find_if(guards.begin(), guards.end(), [](const Guard& old) { return old.either != 0; });
      if (weak == guards.end()) return;
      const PredicateId group = weak->either;
      std::erase_if(guards, [&](const Guard& old) { return old.either == group; });
    }
  }
  guards.push_back(guard);
}

bool Walker::addGuard(World& world, PredicateId predicate, bool holds, const Frame& frame, const Range& at, BlockId block) {
  if (const auto known = values_.decided(*world.guards, predicate)) return *known == holds;
  keepGuard(world, {predicate, holds, frame.function, block, at});
  return true;
}

/// What holds on both ways to the place where two Worlds meet.
void Walker::keepCommonGuards(World& into, const World& other) {
  const Guards one = *into.guards, two = *other.guards;
  Guards& kept = into.guards.edit();
  std::erase_if(kept, [&](const Guard& guard) { return guard.either ? !fulfils(two, guard.either, one) : !contains(two, guard); });
  for (Guard& guard : kept)
    if (const Guard* there = guard.either ? nullptr : find(two, guard.predicate); there && there->since == Guard::kWritten) guard.since = Guard::kWritten;
  for (const Guard& guard : two)
    if (guard.either && !contains(kept, guard) && fulfils(one, guard.either, two)) keepGuard(into, guard);
  const auto isSetting = [&](const Guard& guard) { return values_.originAt(values_.predicateAt(guard.predicate).origin).kind == Origin::kSetting; };
  // Off here, on there: what was asked further there.
  const auto pair = [&](const Guards& here, const Guards& there) {
    for (const Guard& guard : here) {
      const Guard* opposite = guard.either || guard.since == Guard::kTurn || !isSetting(guard) ? nullptr : find(there, guard.predicate);
      if (!opposite || opposite->holds == guard.holds) continue;
      Guards group;
      for (const Guard& further : there)
        if (!further.either && further.since != Guard::kTurn && isSetting(further) && !find(here, further.predicate)) group.push_back(further);
      constexpr size_t kMost = 6;  // settings asked one after the other; more is a way of its own
      if (group.empty() || group.size() > kMost || kept.size() + group.size() + 10 > limits_.guards) continue;
      group.push_back(guard);
      for (Guard member : group) {
        member.either = guard.predicate;
        keepGuard(into, member);
      }
      return true;
    }
    return false;
  };
  if (!pair(one, two)) pair(two, one);
}

}  // namespace tls_tidy
