// Names: the text of a certificate's name, followed through copies and searches to where the program compares it with the host itself.
//
// A text of that kind is an object of kind "name" that leads to its connection; what an entry of a model takes out of a certificate makes
// one. Whatever is found in it, cut out of it or copied from it is still the name. A comparison with something that is not written in the
// program settles the name, not the chain.
#include "checks/flow/walker.h"

#include <algorithm>

namespace tls_tidy {
namespace {

bool isWritten(const Datum& datum) {
  return datum.kind == Datum::kNull || datum.kind == Datum::kBool || datum.kind == Datum::kInt || datum.kind == Datum::kString || datum.kind == Datum::kFloat;
}

}  // namespace

/// Can that be the host? A value of the program's user, or a text that is written like one.
bool Walker::mayBeHost(const Datum& datum) const {
  if (datum.kind == Datum::kString) return program_.text(datum.id).find('.') != std::string::npos;
  return !isWritten(datum);
}

/// The thing of that kind a value is or stands for: itself, behind a pointer, or in a buffer. 0: none.
ObjectId Walker::thingIn(const World& world, const Datum& value, std::string_view kind) {
  constexpr int kFar = 3;
  Datum at = value;
  for (int steps = 0; steps < kFar; ++steps) {
    if (at.kind == Datum::kUnknown) at = objectDatum(values_.thingBehind(at.id));  // a buffer that some call gave
    const Object* object = at.kind == Datum::kObject || at.kind == Datum::kRef ? peek(world, at.id) : nullptr;
    if (!object) return 0;
    if (at.kind == Datum::kObject && object->kind == kind) return at.id;
    auto behind = object->fields.find(at.kind == Datum::kRef ? at.extra : star_);
    if (behind == object->fields.end() && at.kind == Datum::kObject) behind = object->fields.find(element_);  // a list of them
    if (behind == object->fields.end()) return 0;
    at = behind->second;
  }
  return 0;
}

/// A value that is, or points into, a certificate's name; it may be null.
Datum Walker::partOfName(ObjectId name, const Event& event, const Frame& frame, const State& state) {
  const OriginId id = values_.origin("part:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + ":" + frame.context + ":" + std::to_string(state.loops.total()),
                                     {.kind = Origin::kOpaque, .label = calleeName(event), .at = event.at, .fromCall = true, .thing = name});
  return values_.unknown(id);
}

/// The name was compared, and which answer is the good one nobody knows: so both are.
void Walker::settleName(ObjectId name, World& world) {
  const ObjectId connection = connectionOf(world, name);
  if (connection == name || !peek(world, connection)) return;
  for (Obligation& obligation : edit(world, connection).obligations) obligation.met = obligation.met || obligation.isName;
}

/// The name was compared, and the answer tells whether they are alike.
void Walker::compareName(const Frame& frame, const Event& event, ObjectId name, const std::string& label, Success::Kind success, State& state,
                         std::vector<std::pair<State, Datum>>& done) {
  const ObjectId connection = connectionOf(state.world, name);
  const Origin asked{.kind = Origin::kVerdict, .label = label, .object = connection, .success = {.kind = success}, .at = event.at};
  const OriginId question = values_.origin("names:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + ":" + frame.context + ":" + std::to_string(state.loops.total()), asked);
  const PredicateId isAlike = values_.predicate({question, Op::kPhi, {}});
  for (const bool alike : {false, true}) {
    State way = state;
    if (!addGuard(way.world, isAlike, alike, frame, event.at)) continue;
    if (peek(way.world, connection) && connection != name) {
      for (Obligation& obligation : edit(way.world, connection).obligations) {
        if (!obligation.isName) continue;
        obligation.met = obligation.met || alike;
        obligation.failed = !obligation.met;
        obligation.verdict = event.at;
      }
    }
    done.emplace_back(std::move(way), Datum{.kind = Datum::kResult, .id = question, .integer = alike});
  }
}

/// `strstr(name, host)`, `host in name`. What is written in the program only finds a part of it. False: no name is asked.
bool Walker::findInName(const Frame& frame, const Event& event, const Datum& wanted, const Datum& text, State& state, std::vector<std::pair<State, Datum>>& done) {
  const ObjectId name = thingIn(state.world, text, "name");
  if (!name) return false;
  if (mayBeHost(wanted)) {
    compareName(frame, event, name, "in", Success::kNonZero, state, done);
    return true;
  }
  const Datum part = partOfName(name, event, frame, state);
  done.emplace_back(std::move(state), part);
  return true;
}

/// `*a == *b`, one of them a letter of the name.
void Walker::compareLetters(const Datum& a, const Datum& b, World& world) {
  if (isWritten(a) || isWritten(b)) return;
  const ObjectId one = thingIn(world, a, "name"), other = thingIn(world, b, "name");
  if ((one != 0) != (other != 0)) settleName(one ? one : other, world);
}

/// A function of the program that compares letter by letter, where no call tells what it does.
bool Walker::comparesItself(FunctionId id) const {
  if (matters_[id] & (kTouches | kMakes | kReads)) return false;
  for (const Block& block : program_.functions[id].blocks)
    for (const Event& event : block.events)
      if (event.kind == Event::kCall || event.op == Op::kIn) return false;
  return true;
}

/// A certificate's name among the arguments of a call that is not walked. True: it is dealt with here.
bool Walker::handName(const Frame& frame, const Event& event, const Datum* receiver, const std::vector<Actual>& actuals, FunctionId own, State& state,
                      std::vector<std::pair<State, Datum>>& done) {
  std::vector<Datum> values;
  if (receiver) values.push_back(*receiver);
  for (const Actual& actual : actuals) values.push_back(actual.value);
  ObjectId name = 0;
  bool hasOther = false;
  for (const Datum& value : values) {
    if (const ObjectId found = thingIn(state.world, value, "name")) name = found;
    else hasOther = hasOther || mayBeHost(value);
  }
  const std::string callee = calleeName(event);
  if (!name) {
    // The certificate itself goes to a function of the program that looks at it, and at something else, the host; its answer matters.
    if (own == kNoFunction || !hasOther || models_.sounds(callee, Phrase::kSpeaks)) return false;
    if (event.dest.kind == Operand::kNone && !models_.sounds(callee, Phrase::kCompares)) return false;
    for (const Datum& value : values)
      if (const ObjectId certificate = thingIn(state.world, value, "certificate")) settleName(certificate, state.world);
    return false;
  }
  const auto opaque = [&] {
    const OriginId id = values_.origin("ofName:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + ":" + frame.context + ":" + std::to_string(state.loops.total()),
                                       {.kind = Origin::kOpaque, .label = callee, .at = event.at, .fromCall = true});
    return values_.unknown(id);
  };
  if (models_.sounds(callee, Phrase::kSpeaks) || models_.sounds(callee, Phrase::kMeasures)) {
    const Datum answer = opaque();
    done.emplace_back(std::move(state), answer);
    return true;
  }
  const bool compares = models_.sounds(callee, Phrase::kCompares) || (own != kNoFunction && event.dest.kind != Operand::kNone);
  if (hasOther && compares) {
    const bool orders = own == kNoFunction && models_.sounds(callee, Phrase::kOrders), finds = own == kNoFunction && models_.sounds(callee, Phrase::kFinds);
    if (!orders && !finds) {
      settleName(name, state.world);
      const Datum answer = opaque();
      done.emplace_back(std::move(state), answer);
      return true;
    }
    compareName(frame, event, name, callee, orders ? Success::kZero : Success::kNonZero, state, done);
    return true;
  }
  // What it was copied to is the name as well.
  const Datum part = partOfName(name, event, frame, state);
  for (const Datum& value : values)
    if (value.kind == Datum::kRef && !thingIn(state.world, value, "name") && peek(state.world, value.id)) edit(state.world, value.id).fields[value.extra] = part;
  done.emplace_back(std::move(state), part);
  return true;
}

}  // namespace tls_tidy
