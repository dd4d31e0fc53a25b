#include "checks/flow/values.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace tls_tidy {
namespace {

bool isConstant(const Datum& d) {
  return d.kind == Datum::kNull || d.kind == Datum::kBool || d.kind == Datum::kInt || d.kind == Datum::kString;
}
bool isNumber(const Datum& d) { return d.kind == Datum::kBool || d.kind == Datum::kInt; }
bool isThing(const Datum& d) { return d.kind == Datum::kObject || d.kind == Datum::kSymbol || d.kind == Datum::kBound || d.kind == Datum::kRef; }

/// Return values a call gives when the question was answered badly, and when well: what a program may compare with.
std::vector<Datum> samples(const Success& success, bool good) {
  switch (success.kind) {
    case Success::kEquals:
      if (good) return {intDatum(success.integer)};
      return success.integer == 0 ? std::vector<Datum>{intDatum(18), intDatum(62)} : std::vector<Datum>{intDatum(0), intDatum(-1)};
    case Success::kNotEquals: return good ? std::vector<Datum>{intDatum(success.integer + 1)} : std::vector<Datum>{intDatum(success.integer)};
    case Success::kZero: return good ? std::vector<Datum>{intDatum(0)} : std::vector<Datum>{intDatum(-1), intDatum(18)};
    case Success::kNonNegative: return good ? std::vector<Datum>{intDatum(0)} : std::vector<Datum>{intDatum(-1)};
    case Success::kNonZero:
    case Success::kPositive: return good ? std::vector<Datum>{intDatum(1)} : std::vector<Datum>{intDatum(0)};
    case Success::kNonNull: return good ? std::vector<Datum>{symbolDatum(1)} : std::vector<Datum>{nullDatum()};
    default: return {boolDatum(good)};
  }
}

}  // namespace

Datum nullDatum() { return {.kind = Datum::kNull}; }
Datum boolDatum(bool value) { return {.kind = Datum::kBool, .integer = value}; }
Datum intDatum(int64_t value) { return {.kind = Datum::kInt, .integer = value}; }
Datum stringDatum(Name text) { return {.kind = Datum::kString, .id = text}; }
Datum objectDatum(ObjectId id) { return {.kind = Datum::kObject, .id = id}; }
Datum symbolDatum(Name name) { return {.kind = Datum::kSymbol, .id = name}; }

OriginId Values::origin(const std::string& key, const Origin& make) {
  const auto [found, isNew] = originOf_.try_emplace(key, static_cast<OriginId>(origins_.size()));
  if (isNew) origins_.push_back(make);
  return found->second;
}

PredicateId Values::predicate(const Predicate& p) {
  const auto key = std::make_tuple(p.origin, static_cast<int>(p.op), static_cast<int>(p.rhs.kind), p.rhs.id, p.rhs.integer);
  const auto [found, isNew] = predicateOf_.try_emplace(key, static_cast<PredicateId>(predicates_.size()));
  if (isNew) predicates_.push_back(p);
  return found->second;
}

ObjectId Values::object(const std::string& key) {
  const auto [found, isNew] = objectOf_.try_emplace(key, nextObject_);
  if (isNew) ++nextObject_;
  return found->second;
}

ObjectId Values::thingBehind(OriginId id) {
  if (!origins_[id].thing) origins_[id].thing = nextObject_++;
  return origins_[id].thing;
}

Datum Values::unknown(OriginId id) const { return {.kind = Datum::kUnknown, .id = id}; }

std::optional<bool> Values::truth(const Datum& d) const {
  switch (d.kind) {
    case Datum::kNull: return false;
    case Datum::kBool:
    case Datum::kInt: return d.integer != 0;
    case Datum::kString: return d.id != 0 && !program_.text(d.id).empty();
    case Datum::kObject:
    case Datum::kRef:
    case Datum::kSymbol:
    case Datum::kBound: return true;
    case Datum::kResult: {
      std::optional<bool> answer;
      for (const Datum& sample : samples(origins_[d.id].success, d.integer != 0)) {
        const std::optional<bool> one = truth(sample);
        if (answer && one != answer) return std::nullopt;
        answer = one;
      }
      return answer;
    }
    default: return std::nullopt;
  }
}

std::optional<bool> Values::compare(Op op, const Datum& a, const Datum& b) const {
  if (a.kind == Datum::kResult) {
    std::optional<bool> answer;
    // An answer in words is compared with the word for yes.
    if (origins_[a.id].success.kind == Success::kNone && b.kind == Datum::kString && (op == Op::kEq || op == Op::kNe)) return (a.integer != 0) == (op == Op::kEq);
    // There are many ways to be bad: which of them it is, nobody knows.
    if (!a.integer && (op == Op::kEq || op == Op::kNe) && b.kind == Datum::kInt) {
      bool isGoodValue = false;
      for (const Datum& sample : samples(origins_[a.id].success, true)) isGoodValue = isGoodValue || (sample.kind == Datum::kInt && sample.integer == b.integer);
      if (!isGoodValue && b.integer != 0) return std::nullopt;
    }
    for (const Datum& sample : samples(origins_[a.id].success, a.integer != 0)) {
      const std::optional<bool> one = compare(op, sample, b);
      if (!one || (answer && one != answer)) return std::nullopt;
      answer = one;
    }
    return answer;
  }
  if (b.kind == Datum::kResult) {
    static const std::map<Op, Op> kMirror = {{Op::kLt, Op::kGt}, {Op::kGt, Op::kLt}, {Op::kLe, Op::kGe}, {Op::kGe, Op::kLe}, {Op::kEq, Op::kEq}, {Op::kNe, Op::kNe}};
    const auto mirrored = kMirror.find(op);
    return mirrored == kMirror.end() ? std::nullopt : compare(mirrored->second, b, a);
  }
  const auto number = [](const Datum& d) -> std::optional<int64_t> {
    if (isNumber(d)) return d.integer;
    if (d.kind == Datum::kNull) return 0;
    return std::nullopt;
  };
  switch (op) {
    case Op::kEq:
    case Op::kNe: {
      std::optional<bool> equal;
      if (isNumber(a) && isNumber(b)) equal = a.integer == b.integer;
      else if (a.kind == Datum::kNull && b.kind == Datum::kNull) equal = true;
      else if (a.kind == Datum::kNull || b.kind == Datum::kNull) {
        const Datum& other = a.kind == Datum::kNull ? b : a;
        if (isConstant(other) || isThing(other)) equal = false;
      } else if (a.kind == Datum::kString && b.kind == Datum::kString) {
        if (program_.text(a.id).find('\x01') == std::string::npos && program_.text(b.id).find('\x01') == std::string::npos) equal = a.id == b.id;
      } else if (isThing(a) && isThing(b)) equal = a == b;
      else if (isConstant(a) && isConstant(b)) equal = false;
      if (!equal) return std::nullopt;
      return *equal == (op == Op::kEq);
    }
    case Op::kLt: case Op::kLe: case Op::kGt: case Op::kGe: {
      const auto x = number(a), y = number(b);
      if (!x || !y) return std::nullopt;
      return op == Op::kLt ? *x < *y : op == Op::kLe ? *x <= *y : op == Op::kGt ? *x > *y : *x >= *y;
    }
    case Op::kIn:
      if (a.kind == Datum::kString && b.kind == Datum::kString && program_.text(b.id).find('\x01') == std::string::npos)
        return program_.text(b.id).find(program_.text(a.id)) != std::string::npos;
      return std::nullopt;
    default: return std::nullopt;
  }
}

Datum Values::compute(Op op, const Datum& a, const Datum& b) {
  if (op == Op::kCopy) return a;
  if (op == Op::kNot) {
    if (const auto known = truth(a)) return boolDatum(!*known);
    if (const auto asked = question(a)) return {.kind = Datum::kPredicate, .id = asked->first, .integer = !asked->second};
  }
  const bool comparison = op == Op::kEq || op == Op::kNe || op == Op::kLt || op == Op::kLe || op == Op::kGt || op == Op::kGe || op == Op::kIn;
  if (comparison) {
    if (const auto known = compare(op, a, b)) return boolDatum(*known);
    // A truth value compared with a constant is the question itself.
    if (a.kind == Datum::kPredicate && isConstant(b) && (op == Op::kEq || op == Op::kNe)) {
      const bool wanted = truth(b).value_or(false);
      Datum same = a;
      if (wanted != (op == Op::kEq)) same.integer = !same.integer;
      return same;
    }
    if (a.kind == Datum::kUnknown && (isConstant(b) || isThing(b) || b.kind == Datum::kUnknown)) {
      if ((op == Op::kEq || op == Op::kNe) && b.kind == Datum::kBool)
        return {.kind = Datum::kPredicate, .id = predicate({a.id, Op::kCopy, {}}), .integer = (b.integer != 0) != (op == Op::kEq)};
      if (op == Op::kNe) return {.kind = Datum::kPredicate, .id = predicate({a.id, Op::kEq, b}), .integer = 1};
      if (op == Op::kGe) return {.kind = Datum::kPredicate, .id = predicate({a.id, Op::kLt, b}), .integer = 1};
      if (op == Op::kLe) return {.kind = Datum::kPredicate, .id = predicate({a.id, Op::kGt, b}), .integer = 1};
      return {.kind = Datum::kPredicate, .id = predicate({a.id, op, b})};
    }
    if (b.kind == Datum::kUnknown && op == Op::kIn) return {.kind = Datum::kPredicate, .id = predicate({b.id, Op::kIn, a})};
    if (b.kind == Datum::kUnknown && (op == Op::kEq || op == Op::kNe)) return compute(op, b, a);
  }
  if (op == Op::kBitAnd && (a.kind == Datum::kResult || b.kind == Datum::kResult)) {
    const Datum& result = a.kind == Datum::kResult ? a : b;
    const Datum& mask = a.kind == Datum::kResult ? b : a;
    const Origin& verdict = origins_[result.id];
    if (isNumber(mask) && verdict.success.kind == Success::kZero && result.integer) return intDatum(0);
    // Each bad certificate has flags of its own; only what all of them have, or none, is known.
    if (isNumber(mask) && verdict.codes && !result.integer) {
      const auto has = [&](int64_t code) { return (code & mask.integer) != 0; };
      if (std::all_of(verdict.codes->begin(), verdict.codes->end(), has)) return intDatum(mask.integer);
      if (std::none_of(verdict.codes->begin(), verdict.codes->end(), has)) return intDatum(0);
    }
  }
  // A pointer that moves on points into the same thing.
  if (op == Op::kAdd && (a.kind == Datum::kObject || a.kind == Datum::kRef) && isNumber(b)) return a;
  if (isNumber(a) && isNumber(b)) {
    if (op == Op::kBitAnd) return intDatum(a.integer & b.integer);
    if (op == Op::kBitOr) return intDatum(a.integer | b.integer);
    if (op == Op::kAdd) return intDatum(a.integer + b.integer);
  }
  if (op == Op::kBitNot && isNumber(a)) return intDatum(~a.integer);
  if (op == Op::kBitOr && a.kind == Datum::kUnknown && isNumber(b)) return a;  // flags added: what was asked before still decides
  const Datum& asked = a.kind == Datum::kUnknown || a.kind == Datum::kPredicate ? a : b;
  if (asked.kind == Datum::kUnknown && (op == Op::kBitAnd || op == Op::kAdd || op == Op::kIn || op == Op::kUnknown || comparison)) {
    const Origin& from = origins_[asked.id];
    Origin derived{.kind = from.kind, .label = from.label, .object = from.object, .at = from.at, .fromCall = from.fromCall, .isMadeUp = from.isMadeUp};
    const Datum& other = &asked == &a ? b : a;
    if (op == Op::kAdd && isNumber(other)) derived.thing = from.thing;
    if (op == Op::kBitAnd && isNumber(other)) {
      if (isNumber(from.fallback)) derived.fallback = intDatum(from.fallback.integer & other.integer);
    } else if (op == Op::kAdd && from.fallback.kind != Datum::kNone) {
      derived.fallback = compute(Op::kAdd, from.fallback, other);
    }
    const std::string key = "op" + std::to_string(static_cast<int>(op)) + ":" + std::to_string(asked.id) + ":" + std::to_string(other.kind) + ":" + std::to_string(other.id) + ":" + std::to_string(other.integer);
    return unknown(origin(key, derived));
  }
  return {};
}

std::optional<std::pair<PredicateId, bool>> Values::question(const Datum& d) {
  if (d.kind == Datum::kPredicate) return std::make_pair(d.id, d.integer != 0);
  if (d.kind == Datum::kUnknown) return std::make_pair(predicate({d.id, Op::kCopy, {}}), false);
  return std::nullopt;
}

std::optional<bool> Values::decided(const std::vector<Guard>& guards, PredicateId asked) const {
  const Predicate& p = predicates_[asked];
  const bool asksForNull = p.op == Op::kEq && (p.rhs.kind == Datum::kNull || (isNumber(p.rhs) && p.rhs.integer == 0));
  if (origins_[p.origin].isNonZero && (p.op == Op::kCopy || asksForNull)) return !asksForNull;
  for (const Guard& guard : guards) {
    if (guard.either || guard.since == Guard::kTurn) continue;
    if (guard.predicate == asked) return guard.holds;
    const Predicate& known = predicates_[guard.predicate];
    if (known.origin != p.origin) continue;
    if (known.op == Op::kEq && guard.holds && isConstant(known.rhs)) {  // the value itself is known
      if (p.op == Op::kCopy) return truth(known.rhs);
      if (const auto answer = compare(p.op, known.rhs, p.rhs)) return answer;
    }
    if (known.op == Op::kCopy && guard.holds && asksForNull) return false;
    if (known.op == Op::kEq && guard.holds && p.op == Op::kCopy && known.rhs.kind == Datum::kNull) return false;
    if (known.op == Op::kEq && !guard.holds && p.op == Op::kCopy && known.rhs.kind == Datum::kNull && origins_[p.origin].fallback.kind == Datum::kNull) return true;
  }
  return std::nullopt;
}

std::optional<bool> Values::underDefault(PredicateId id) const {
  const Predicate& p = predicates_[id];
  const Datum& fallback = origins_[p.origin].fallback;
  if (fallback.kind == Datum::kNone || fallback.kind == Datum::kUnknown) return std::nullopt;
  if (p.op == Op::kCopy) return truth(fallback);
  return compare(p.op, fallback, p.rhs);
}

std::string Values::spell(const Datum& d) const {
  switch (d.kind) {
    case Datum::kNull: return "None";
    case Datum::kBool: return d.integer ? "True" : "False";
    case Datum::kInt: return std::to_string(d.integer);
    case Datum::kString: return "'" + program_.text(d.id) + "'";
    case Datum::kSymbol: return program_.text(d.id);
    case Datum::kUnknown: return origins_[d.id].label;
    case Datum::kObject: return "object " + std::to_string(d.id);
    default: return "?";
  }
}

}  // namespace tls_tidy
