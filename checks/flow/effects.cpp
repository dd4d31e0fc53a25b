// Effects: what a model says a call does, done to the objects of a World. Sinks are judged here into Sites.
#include <re2/re2.h>

#include <algorithm>

#include "checks/flow/walker.h"

namespace tls_tidy {
namespace {

Value valueOf(const Object& object, const std::string& property) {
  const auto found = object.properties.find(property);
  return found == object.properties.end() ? Value::kUnset : found->second.value;
}

bool isLoopback(std::string_view host) {
  return host == "localhost" || host.starts_with("127.") || host == "::1" || host == "[::1]" || host.starts_with("localhost:") || host.find("://localhost") != std::string_view::npos ||
         host.find("://127.") != std::string_view::npos;
}

/// How a call must fail for the question to be bad, as a Python exception; C answers by value.
bool raises(const Effect& effect) { return effect.success.kind == Success::kRaises; }

RE2* pattern(const std::string& text) {
  static std::map<std::string, std::unique_ptr<RE2>> compiled;
  auto& slot = compiled[text];
  if (!slot) slot = std::make_unique<RE2>("(?is)" + text, RE2::Quiet);
  return slot.get();
}

}  // namespace

void Walker::apply(const Bound& bound, State state, unsigned catches, std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown) {
  std::vector<Partial> partials;
  Datum result;
  if (bound.api->attribute) result = nullDatum();
  partials.push_back({std::move(state), result});
  for (const Effect& effect : bound.api->effects) {
    std::vector<Partial> next;
    for (Partial& partial : partials) {
      // "when": a test on a setting splits the world, one that can't be decided counts as true.
      std::vector<std::pair<Partial, bool>> ways;
      ways.emplace_back(std::move(partial), true);
      for (const Condition& condition : effect.when) {
        std::vector<std::pair<Partial, bool>> split;
        for (auto& [way, holds] : ways) {
          if (!holds) {
            split.emplace_back(std::move(way), false);
            continue;
          }
          if (!condition.property.empty()) {
            const ObjectId id = target(bound, way, condition.of);
            const Object* object = id ? peek(way.state.world, id) : nullptr;
            const bool equal = object && valueOf(*object, condition.property) == condition.value;
            split.emplace_back(std::move(way), equal);
            continue;
          }
          bool absent = false;
          const Actual actual = select(bound, way, condition.of, absent);
          PredicateId question = 0;
          bool negated = false;
          const std::optional<bool> answer = test(condition.test, actual.value, absent, question, negated);
          if (answer) {
            split.emplace_back(std::move(way), *answer);
          } else if (question) {
            Partial other = way;
            if (addGuard(way.state.world, question, !negated, *bound.frame, bound.event->at)) split.emplace_back(std::move(way), true);
            if (addGuard(other.state.world, question, negated, *bound.frame, bound.event->at)) split.emplace_back(std::move(other), false);
          } else {
            split.emplace_back(std::move(way), true);
          }
        }
        ways = std::move(split);
      }
      for (auto& [way, holds] : ways) {
        if (holds) applyOne(bound, effect, std::move(way), catches, next, thrown);
        else next.push_back(std::move(way));
      }
    }
    partials = std::move(next);
  }
  for (Partial& partial : partials) {
    if (partial.result.kind == Datum::kNone) {
      if (bound.into) partial.result = nullDatum();
      else if (bound.api->answersCode && code_) partial.result = intDatum(*code_);
      else partial.result = values_.unknown(values_.origin("result:" + std::to_string(reinterpret_cast<uintptr_t>(bound.event)) + bound.frame->context,
                                                          {.kind = Origin::kOpaque, .label = labelOf(*bound.event), .at = bound.event->at, .fromCall = true, .api = bound.api}));
      if (bound.into && bound.event->method == 0 && !program_.text(bound.event->callee.name).ends_with("__init__")) partial.result = objectDatum(bound.into);
    }
    done.emplace_back(std::move(partial.state), partial.result);
  }
}

Actual Walker::select(const Bound& bound, Partial& partial, const Selector& selector, bool& absent) {
  Actual actual;
  absent = false;
  switch (selector.kind) {
    case Selector::kNone: absent = true; return actual;
    case Selector::kSelf: actual.value = bound.into ? objectDatum(bound.into) : bound.self; break;
    case Selector::kResult: actual.value = partial.result; break;
    case Selector::kNull: actual.value = nullDatum(); break;
    case Selector::kProcess: {
      const ObjectId id = values_.object("process");
      if (!partial.state.world.heap->contains(id)) partial.state.world.heap.edit()[id] = std::make_shared<const Object>();
      actual.value = objectDatum(id);
      break;
    }
    case Selector::kArgument: {
      if (!selector.parameter.empty()) {
        const auto found = bound.named.find(selector.parameter);
        if (found != bound.named.end()) {
          actual = found->second;
        } else {
          absent = true;
          // What stands in keywords of unknown content is not known; what a caller of nobody's could hand on is left out.
          if (bound.open && (!bound.passedOn || values_.decided(*partial.state.world.guards, holdsKey(bound.passedOn, selector.parameter, bound.event->at)) == true)) {
            absent = false;
            return actual;
          }
          const auto fallback = bound.fallbacks.find(selector.parameter);
          if (fallback != bound.fallbacks.end()) {
            const std::string& text = fallback->second;
            if (text == "True" || text == "False") actual.value = boolDatum(text == "True");
            else if (!text.empty() && (std::isdigit(static_cast<unsigned char>(text[0])) || text[0] == '-')) actual.value = intDatum(std::atoll(text.c_str()));
            else if (text.size() >= 2 && (text[0] == '\'' || text[0] == '"')) actual.value = stringDatum(program_.intern(std::string_view(text).substr(1, text.size() - 2)));
            else actual.value = nullDatum();
          } else {
            actual.value = nullDatum();
          }
        }
      } else if (selector.index >= 0 && selector.index < static_cast<int>(bound.positional.size())) {
        actual = bound.positional[selector.index];
      } else {
        absent = true;
        actual.value = nullDatum();
      }
      break;
    }
  }
  if (selector.pointee) {
    const std::optional<Datum> pointed = member(*bound.frame, partial.state.world, actual.value, star_, nullptr);
    actual.value = pointed ? *pointed : Datum{};
  }
  for (const std::string& stepText : selector.path) {
    // A key that a dictionary of ours does not have.
    const Object* holder = actual.value.kind == Datum::kObject ? peek(partial.state.world, actual.value.id) : nullptr;
    if (holder && holder->type == 0 && !holder->outside && stepText.starts_with("[") && !holder->fields.contains(element_) && !holder->fields.contains(program_.intern(stepText))) {
      absent = true;
      actual.value = nullDatum();
      return actual;
    }
    const std::optional<Datum> next = member(*bound.frame, partial.state.world, actual.value, program_.intern(stepText), nullptr);
    actual.value = next ? *next : Datum{};
  }
  return actual;
}

ObjectId Walker::target(const Bound& bound, Partial& partial, const Selector& selector) {
  bool absent = false;
  const Actual actual = select(bound, partial, selector, absent);
  if (actual.value.kind == Datum::kRef) {
    const Object* holder = peek(partial.state.world, actual.value.id);
    if (holder)
      if (const auto found = holder->fields.find(actual.value.extra); found != holder->fields.end() && found->second.kind == Datum::kObject) return found->second.id;
    // A struct handed over by address that nobody modelled as a record: it is its own object.
    const ObjectId id = values_.object("at:" + std::to_string(actual.value.id) + ":" + std::to_string(actual.value.extra));
    if (!partial.state.world.heap->contains(id)) {
      Object object;
      object.kind = "record";
      object.outside = true;
      partial.state.world.heap.edit()[id] = std::make_shared<const Object>(object);
    }
    edit(partial.state.world, actual.value.id).fields[actual.value.extra] = objectDatum(id);
    return id;
  }
  return objectOf(partial.state.world, actual.value);
}

ObjectId Walker::connectionOf(const World& world, ObjectId id) const {
  const Object* object = peek(world, id);
  if (!object) return id;
  const auto link = object->fields.find(certificateOf_);
  return link != object->fields.end() && link->second.kind == Datum::kObject ? link->second.id : id;
}

std::optional<bool> Walker::test(const Test& asked, const Datum& given, bool absent, PredicateId& question, bool& negated) {
  const Datum value = asked.isText ? given : asValue(given);
  const auto ask = [&](Op op, const Datum& rhs, bool negate) -> std::optional<bool> {
    if (value.kind == Datum::kUnknown) {
      question = values_.predicate({value.id, op, rhs});
      negated = negate;
    } else if (value.kind == Datum::kPredicate && op == Op::kCopy) {
      question = value.id;
      negated = (value.integer != 0) != negate;
    }
    return std::nullopt;
  };
  const bool number = value.kind == Datum::kInt || value.kind == Datum::kBool || value.kind == Datum::kNull;
  // A function's name is its text: Qt's signals and slots are told by theirs.
  const bool text = value.kind == Datum::kString || (value.kind == Datum::kSymbol && (asked.kind == Test::kContains || asked.kind == Test::kMatches));
  const std::string& content = text ? program_.text(value.id) : program_.text(0);
  switch (asked.kind) {
    case Test::kPresent: return !absent;
    case Test::kAbsent: return absent;
    case Test::kKnown: return !absent && value.kind != Datum::kUnknown && value.kind != Datum::kNone && value.kind != Datum::kPredicate;
    case Test::kNull:
    case Test::kNotNull: {
      const bool wanted = asked.kind == Test::kNull;
      if (value.kind == Datum::kNull || (value.kind == Datum::kInt && value.integer == 0)) return wanted;
      // What is True or False when nobody says otherwise is True or False.
      if (value.kind == Datum::kUnknown && values_.originAt(value.id).kind == Origin::kSetting && values_.originAt(value.id).fallback.kind == Datum::kBool) return !wanted;
      if (value.kind == Datum::kUnknown) return ask(Op::kEq, nullDatum(), !wanted);
      if (value.kind == Datum::kNone) return std::nullopt;
      return !wanted;
    }
    case Test::kTrue:
    case Test::kFalse: {
      const bool wanted = asked.kind == Test::kTrue;
      if (const auto known = values_.truth(value)) return *known == wanted;
      return ask(Op::kCopy, {}, !wanted);
    }
    case Test::kEquals:
    case Test::kNotEquals: {
      const bool wanted = asked.kind == Test::kEquals;
      if (asked.isText) {
        if (text) return (content == asked.text) == wanted;
        if (value.kind == Datum::kSymbol) return (program_.text(program_.resolve(value.id)) == asked.text) == wanted;  // a class, a function
        if (value.kind == Datum::kUnknown) return ask(Op::kEq, stringDatum(program_.intern(asked.text)), !wanted);
        if (value.kind == Datum::kNone) return std::nullopt;
        return !wanted;
      }
      if (number) return (value.integer == asked.integer) == wanted;
      if (value.kind == Datum::kUnknown) return ask(Op::kEq, intDatum(asked.integer), !wanted);
      return std::nullopt;
    }
    case Test::kBits:
    case Test::kNoBits: {
      const bool wanted = asked.kind == Test::kBits;
      if (number) return ((value.integer & asked.integer) != 0) == wanted;
      if (value.kind == Datum::kUnknown) {
        const Datum masked = values_.compute(Op::kBitAnd, value, intDatum(asked.integer));
        if (masked.kind == Datum::kUnknown) {
          question = values_.predicate({masked.id, Op::kCopy, {}});
          negated = !wanted;
        }
      }
      return std::nullopt;
    }
    case Test::kLess:
    case Test::kGreaterEqual: {
      const bool wanted = asked.kind == Test::kLess;
      if (number) return (value.integer < asked.integer) == wanted;
      return std::nullopt;
    }
    case Test::kContains:
    case Test::kMatches: {
      if (!text) return value.kind == Datum::kUnknown || value.kind == Datum::kNone ? std::nullopt : std::optional<bool>(false);
      bool found = false;
      if (asked.kind == Test::kMatches) {
        found = RE2::PartialMatch(content, *pattern(asked.text));
      } else {
        found = RE2::PartialMatch(content, *pattern(RE2::QuoteMeta(asked.text)));
      }
      if (!found && content.find('\x01') != std::string::npos && (asked.kind == Test::kContains || content[0] == '\x01' || asked.text.empty() || asked.text[0] != '^')) return std::nullopt;
      return found;
    }
  }
  return std::nullopt;
}

/// Turns the argument into a property value, one partial for each value it can have.
void Walker::splitOn(const Bound& bound, const ValueRule& rule, Partial partial, std::vector<std::pair<Partial, Value>>& out) {
  if (rule.of.kind == Selector::kNone) {
    out.emplace_back(std::move(partial), rule.fixed);
    return;
  }
  bool absent = false;
  const Actual actual = select(bound, partial, rule.of, absent);
  for (const auto& [asked, value] : rule.cases) {
    PredicateId question = 0;
    bool negated = false;
    const std::optional<bool> answer = test(asked, actual.value, absent, question, negated);
    if (answer) {
      if (!*answer) continue;
      out.emplace_back(std::move(partial), value);
      return;
    }
    if (!question) {
      out.emplace_back(std::move(partial), rule.unknown);
      return;
    }
    if (value == Value::kWeak) continue;  // a weak version that nobody is seen to ask for
    Partial yes = partial;
    if (addGuard(yes.state.world, question, !negated, *bound.frame, bound.event->at)) out.emplace_back(std::move(yes), value);
    if (!addGuard(partial.state.world, question, negated, *bound.frame, bound.event->at)) return;
  }
  const bool known = actual.value.kind != Datum::kUnknown && actual.value.kind != Datum::kNone;
  out.emplace_back(std::move(partial), known || !rule.cases.empty() ? rule.otherwise : rule.unknown);
}

Property Walker::propertyOf(const Bound& bound, const Effect& effect, Value value, const Range& argument) const {
  Property property{.value = value, .at = bound.event->at, .argument = argument, .api = bound.api, .effect = &effect, .function = bound.frame->function, .event = bound.event};
  if (indirect_.contains(bound.event)) property.event = nullptr;  // its arguments are not the callee's: no fix may add one
  // A constructor that only hands on what its class was made with: the place to edit is where the object is made.
  const bool handsOn = std::any_of(bound.event->arguments.begin(), bound.event->arguments.end(), [](const Argument& each) { return each.kind == Argument::kDoubleStar; });
  if (const auto making = made_.find(bound.into); bound.into && handsOn && !argument.known() && making != made_.end()) {
    property.at = making->second.event->at;
    property.function = making->second.function;
    property.event = making->second.event;
  }
  return property;
}

void Walker::applyOne(const Bound& bound, const Effect& effect, Partial partial, unsigned catches, std::vector<Partial>& next, std::vector<std::pair<State, Thrown>>& thrown) {
  World& world = partial.state.world;
  switch (effect.kind) {
    case Effect::kNone: next.push_back(std::move(partial)); return;
    case Effect::kCreate: {
      ObjectId id = bound.into;
      const bool inPlace = effect.on.kind == Selector::kArgument && !effect.on.pointee;
      if (!id && inPlace) id = target(bound, partial, effect.on);
      if (!id)
        id = values_.object(bound.frame->context + "/create" + std::to_string(reinterpret_cast<uintptr_t>(bound.event)) + ":" + std::to_string(&effect - bound.api->effects.data()));
      if (peek(world, id) && !peek(world, id)->obligations.empty()) judgeObligations(&bound, world, id, true);
      Object fresh;
      if (bound.into && peek(world, id)) {
        fresh = *peek(world, id);
      } else {
        if (inPlace && peek(world, id)) fresh.fields = peek(world, id)->fields;
        fresh.type = program_.intern(effect.type.empty() ? bound.api->name : effect.type);
      }
      fresh.outside = false;
      fresh.kind = effect.object.empty() ? "record" : effect.object;
      if (!effect.protocol.empty()) fresh.protocol = effect.protocol;
      fresh.created = bound.event->at;
      fresh.api = bound.api;
      fresh.function = bound.frame->function;
      for (const auto& [property, value] : effect.state) fresh.properties[property] = propertyOf(bound, effect, value, {});
      for (const auto& list : {bound.positional}) {
        for (const Actual& actual : list)
          if (actual.value.kind == Datum::kString && isLoopback(program_.text(actual.value.id))) fresh.loopback = true;
      }
      for (const auto& [name, actual] : bound.named)
        if (actual.value.kind == Datum::kString && isLoopback(program_.text(actual.value.id))) fresh.loopback = true;
      if (effect.from.kind != Selector::kNone)
        if (const ObjectId owner = target(bound, partial, effect.from)) fresh.fields[certificateOf_] = objectDatum(connectionOf(world, owner));
      world.heap.edit()[id] = std::make_shared<const Object>(std::move(fresh));
      if (!effect.on.path.empty()) {  // a part of something
        Selector holder = effect.on;
        holder.path.pop_back();
        if (const ObjectId whole = target(bound, partial, holder)) edit(world, whole).fields[program_.intern(effect.on.path.back())] = objectDatum(id);
      } else if (effect.on.kind == Selector::kResult || effect.on.kind == Selector::kNone || effect.on.kind == Selector::kSelf) {
        partial.result = objectDatum(id);
      } else if (effect.on.pointee) {
        Selector place = effect.on;
        place.pointee = false;
        bool absent = false;
        const Datum pointer = select(bound, partial, place, absent).value;
        if (pointer.kind == Datum::kRef) edit(world, pointer.id).fields[pointer.extra] = objectDatum(id);
        else if (const ObjectId holder = objectOf(world, pointer)) edit(world, holder).fields[star_] = objectDatum(id);
      }
      next.push_back(std::move(partial));
      return;
    }
    case Effect::kDerive: derive(bound, effect, std::move(partial), next); return;
    case Effect::kSet: {
      const ObjectId id = target(bound, partial, effect.on);
      if (!id) {
        next.push_back(std::move(partial));
        return;
      }
      bool absent = false;
      Range argument{};
      if (effect.value.of.kind == Selector::kArgument) {
        const Actual actual = select(bound, partial, effect.value.of, absent);
        if (actual.source) argument = actual.source->at;
      }
      std::vector<std::pair<Partial, Value>> ways;
      splitOn(bound, effect.value, std::move(partial), ways);
      for (auto& [way, value] : ways) {
        if (value != Value::kKeep) {
          Object& object = edit(way.state.world, id);
          if (effect.property == "role" && value == Value::kServer && object.properties.contains("floor")) serverFloors_.insert(object.properties["floor"].at);
          object.properties[effect.property] = propertyOf(bound, effect, value, argument);
          for (const Actual& actual : bound.positional)
            if (actual.value.kind == Datum::kString && isLoopback(program_.text(actual.value.id))) object.loopback = true;
          const bool isForeign = models_.isGeneral(bound.api->name) && !isAboutMail(*bound.frame);
          if (value == Value::kWeak && valueOf(object, "role") != Value::kServer && !isForeign && !collecting_ && !muted_) {
            Site site = siteFor(Site::kFloor, bound, way.state.world, object);
            site.cause = object.properties[effect.property];
            out_.sites.push_back(std::move(site));
          }
        }
        next.push_back(std::move(way));
      }
      return;
    }
    case Effect::kCallback: callback(bound, effect, std::move(partial), next); return;
    case Effect::kHandshake: handshake(bound, effect, std::move(partial), catches, next, thrown); return;
    case Effect::kUpgradeRequest: {
      const ObjectId id = target(bound, partial, effect.on);
      ask(bound, effect, Origin::kUpgrade, std::move(partial), Thrown::kUpgrade, catches, next, thrown, id);
      return;
    }
    case Effect::kCapability: {
      const ObjectId id = target(bound, partial, effect.on);
      ask(bound, effect, Origin::kCapability, std::move(partial), 0, catches, next, thrown, id);
      return;
    }
    case Effect::kReadResult: readResult(bound, effect, std::move(partial), next, thrown); return;
    case Effect::kRefuse: {
      const ObjectId id = target(bound, partial, effect.on);
      if (id && peek(world, id)) judgeObligations(&bound, world, id, true);
      next.push_back(std::move(partial));
      return;
    }
    case Effect::kSend: send(bound, effect, partial); next.push_back(std::move(partial)); return;
    case Effect::kDropTls: {
      if (const ObjectId id = target(bound, partial, effect.on)) edit(world, id).properties["transport"] = propertyOf(bound, effect, Value::kClear, {});
      next.push_back(std::move(partial));
      return;
    }
    case Effect::kEscape: {
      if (const ObjectId id = target(bound, partial, effect.on)) {
        Object& object = edit(world, id);
        object.doubt = std::max<uint8_t>(object.doubt, object.obligations.empty() ? 1 : 2);
        // A handler that asks after somebody else's handshake is there to decide.
        const auto transport = object.properties.find("transport");
        if (transport != object.properties.end() && transport->second.value == Value::kTls && !shaken_.contains(transport->second.at)) decidedElsewhere_.insert(transport->second.at);
      }
      next.push_back(std::move(partial));
      return;
    }
    case Effect::kStore: {
      Selector holder = effect.on;
      if (holder.pointee && holder.path.empty()) {
        holder.pointee = false;
        bool absent = false;
        const Datum value = select(bound, partial, effect.from, absent).value;
        const Datum pointer = select(bound, partial, holder, absent).value;
        if (pointer.kind == Datum::kRef) edit(world, pointer.id).fields[pointer.extra] = value;
        else if (const ObjectId id = objectOf(world, pointer)) edit(world, id).fields[star_] = value;
      } else if (!holder.path.empty()) {
        const Name field = program_.intern(holder.path.back());
        holder.path.pop_back();
        bool absent = false;
        const Datum value = select(bound, partial, effect.from, absent).value;
        if (const ObjectId id = target(bound, partial, holder)) edit(world, id).fields[field] = value;
      }
      next.push_back(std::move(partial));
      return;
    }
    case Effect::kReturnValue: {
      bool absent = false;
      partial.result = select(bound, partial, effect.from, absent).value;
      next.push_back(std::move(partial));
      return;
    }
    case Effect::kCall: {
      bool absent = false;
      const Datum callee = select(bound, partial, effect.from, absent).value;
      std::vector<std::pair<State, Datum>> done;
      indirect_.insert(bound.event);
      invoke(*bound.frame, *bound.event, callee, bound.rest, std::move(partial.state), catches, done, thrown);
      for (auto& [state, answer] : done) next.push_back({std::move(state), answer});
      return;
    }
    case Effect::kBind: {
      bool absent = false;
      const ObjectId id = values_.object(bound.frame->context + "/bound" + std::to_string(reinterpret_cast<uintptr_t>(bound.event)));
      Object object;
      object.kind = "bound";
      object.created = bound.event->at;
      object.outside = bound.open;
      object.fields[target_] = select(bound, partial, effect.from, absent).value;
      int position = 0;
      for (const Actual& actual : bound.rest) {
        const std::string key = actual.kind == Argument::kPositional ? std::to_string(position++) : program_.text(actual.keyword);
        if (const Name field = program_.intern("[" + key + "]")) object.fields[field] = actual.value;
      }
      world.heap.edit()[id] = std::make_shared<const Object>(std::move(object));
      partial.result = objectDatum(id);
      next.push_back(std::move(partial));
      return;
    }
  }
}

/// Splits the world on a question the network answers. Good: goes on. Bad: the call raises, or returns what says so.
void Walker::ask(const Bound& bound, const Effect& effect, Origin::Kind kind, Partial partial, unsigned raised, unsigned catches, std::vector<Partial>& next,
                 std::vector<std::pair<State, Thrown>>& thrown, ObjectId object) {
  Origin origin{.kind = kind, .label = bound.api->name, .object = object, .success = effect.success, .at = bound.event->at};
  const OriginId id = values_.origin("ask:" + std::to_string(reinterpret_cast<uintptr_t>(bound.event)) + bound.frame->context + ":" + std::to_string(static_cast<int>(kind)) + ":" +
                                         std::to_string(partial.state.loops.total()),
                                     origin);
  hasAsked_ = hasAsked_ || kind == Origin::kCapability || kind == Origin::kUpgrade;
  const PredicateId isGood = values_.predicate({id, Op::kPhi, {}});
  if (raises(effect) && raised) {
    if (catches & raised) {
      State failed = partial.state;
      if (addGuard(failed.world, isGood, false, *bound.frame, bound.event->at)) thrown.emplace_back(std::move(failed), Thrown{.kinds = raised, .type = 0});
    }
    next.push_back(std::move(partial));
    return;
  }
  if (kind == Origin::kCapability) {  // asked about in many ways: membership, truth, a list walked
    partial.result = values_.unknown(id);
    next.push_back(std::move(partial));
    return;
  }
  Partial bad = partial;
  if (addGuard(bad.state.world, isGood, false, *bound.frame, bound.event->at)) {
    bad.result = {.kind = Datum::kResult, .id = id, .integer = 0};
    if (kind == Origin::kHandshake && object) {
      Object& connection = edit(bad.state.world, object);
      connection.properties["failed"] = propertyOf(bound, effect, Value::kOn, {});
      connection.obligations.clear();  // nothing can follow on it
    }
    next.push_back(std::move(bad));
  }
  partial.result = {.kind = Datum::kResult, .id = id, .integer = 1};
  if (kind == Origin::kHandshake && object) edit(partial.state.world, object).properties.erase("failed");
  if (addGuard(partial.state.world, isGood, true, *bound.frame, bound.event->at)) next.push_back(std::move(partial));
}

void Walker::deriveFrom(World& world, ObjectId to, ObjectId from) {
  const Object* source = peek(world, from);
  if (!source) return;
  const Object copy = *source;
  Object& object = edit(world, to);
  for (const auto& [property, value] : copy.properties)
    if (property != "transport" && property != "login" && property != "data" && property != "failed") object.properties[property] = value;
  if (copy.outside) {
    for (const char* const property : {"peer", "name"})
      if (!copy.properties.contains(property)) object.properties[property] = Property{.value = Value::kUnknown};
  }
  object.doubt = std::max(object.doubt, copy.doubt);
}

void Walker::derive(const Bound& bound, const Effect& effect, Partial partial, std::vector<Partial>& next) {
  World& world = partial.state.world;
  const ObjectId to = target(bound, partial, effect.on);
  if (!to) {
    next.push_back(std::move(partial));
    return;
  }
  bool absent = false;
  Actual actual = select(bound, partial, effect.from, absent);
  if (absent && bound.passedOn && actual.value.kind == Datum::kNull)
    actual.value = setting("passed:" + std::to_string(bound.passedOn) + ":" + effect.from.parameter, effect.from.parameter, nullDatum());
  Range argument{};
  if (actual.source) argument = actual.source->at;
  const auto takeNull = [&](Partial& into, bool spoken) {
    Object& object = edit(into.state.world, to);
    for (const auto& [property, value] : effect.state)
      object.properties[property] = propertyOf(bound, effect, spoken && value == Value::kMissing ? Value::kNull : value, spoken ? argument : Range{});
    object.fields.erase(context_);
  };
  const auto takeUnknown = [&](Partial& into) {
    Object& object = edit(into.state.world, to);
    for (const auto& [property, value] : effect.state) object.properties[property] = Property{.value = Value::kUnknown};
    object.fields.erase(context_);
  };
  ObjectId from = 0;
  if (actual.value.kind == Datum::kObject) from = actual.value.id;
  if (actual.value.kind == Datum::kUnknown) {
    const ObjectId known = values_.thingBehind(actual.value.id);
    if (const Object* object = peek(world, known); object && (!object->properties.empty() || object->doubt)) from = known;
  }
  if (actual.value.kind == Datum::kNull && !effect.state.empty()) {
    // A literal None says it; a None that a variable or default brought says the same at the call.
    takeNull(partial, !absent && actual.source);
    next.push_back(std::move(partial));
  } else if (from) {
    deriveFrom(world, to, from);
    if (effect.reference) edit(world, to).fields[context_] = objectDatum(from);
    next.push_back(std::move(partial));
  } else if (actual.value.kind == Datum::kUnknown && values_.originAt(actual.value.id).fallback.kind == Datum::kNull && values_.originAt(actual.value.id).kind == Origin::kSetting) {
    const PredicateId isNull = values_.predicate({actual.value.id, Op::kEq, nullDatum()});
    Partial given = partial;
    if (addGuard(partial.state.world, isNull, true, *bound.frame, bound.event->at)) {
      takeNull(partial, true);
      next.push_back(std::move(partial));
    }
    if (addGuard(given.state.world, isNull, false, *bound.frame, bound.event->at)) {
      takeUnknown(given);
      next.push_back(std::move(given));
    }
  } else {
    takeUnknown(partial);
    next.push_back(std::move(partial));
  }
}

void Walker::handshake(const Bound& bound, const Effect& effect, Partial partial, unsigned catches, std::vector<Partial>& next, std::vector<std::pair<State, Thrown>>& thrown) {
  const ObjectId id = target(bound, partial, effect.on);
  std::vector<Partial> after;
  ask(bound, effect, Origin::kHandshake, std::move(partial), Thrown::kHandshake, catches, after, thrown, id);
  for (Partial& one : after) {
    World& world = one.state.world;
    forgetCallbackStores(world);
    const Object* before = id ? peek(world, id) : nullptr;
    if (!before || valueOf(*before, "failed") == Value::kOn || valueOf(*before, "role") == Value::kServer || valueOf(*before, "foreign") == Value::kOn) {
      next.push_back(std::move(one));
      continue;
    }
    // TLS for any protocol, far from any mail: somebody else's connection.
    if (before->api && models_.isGeneral(before->api->name) && !isAboutMail(*bound.frame)) {
      edit(world, id).properties["foreign"] = propertyOf(bound, effect, Value::kOn, {});
      next.push_back(std::move(one));
      continue;
    }
    if (const auto context = before->fields.find(context_); context != before->fields.end()) deriveFrom(world, id, context->second.id);
    Object& connection = edit(world, id);
    connection.properties["transport"] = propertyOf(bound, effect, Value::kTls, {});
    connection.obligations.clear();
    shaken_.insert(bound.event->at);
    const Property peer = connection.properties.contains("peer") ? connection.properties["peer"] : Property{};
    const Property name = connection.properties.contains("name") ? connection.properties["name"] : Property{};
    if (isBad(peer.value)) connection.obligations.push_back({.isName = false, .cause = peer, .handshake = bound.event->at});
    if (isBad(name.value)) connection.obligations.push_back({.isName = true, .cause = name, .handshake = bound.event->at});
    if (!collecting_ && !muted_) {
      handshakes_[bound.event->at] |= isBad(peer.value) || isBad(name.value) ? 2 : peer.value == Value::kOn ? 1 : 4;
      for (const bool isName : {false, true}) {
        const Property& property = isName ? name : peer;
        if (isBad(property.value) || property.value == Value::kUnset) continue;
        Site site = siteFor(isName ? Site::kName : Site::kPeer, bound, world, connection);
        site.good = true;
        site.cause = property;
        site.handshake = bound.event->at;
        out_.sites.push_back(std::move(site));
      }
    }
    next.push_back(std::move(one));
  }
}

Site Walker::siteFor(Site::Sink sink, const Bound& bound, const World& world, const Object& connection) const {
  Site site;
  site.sink = sink;
  site.at = bound.event->at;
  site.call = bound.api->name;
  for (const Frame* frame = bound.frame; frame && site.callers.size() < 3; frame = frame->caller)
    if (frame->from) site.callers.push_back(frame->from->at);
  site.created = connection.created;
  site.connection = connection.api ? connection.api->name : std::string();
  site.protocol = connection.protocol;
  site.guards = *world.guards;
  site.loopback = connection.loopback;
  site.isTest = program_.files[bound.event->at.file].isTest;
  site.function = bound.frame->function;
  site.root = root_;
  site.doubt = connection.doubt;
  site.transport = valueOf(connection, "transport");
  site.data = valueOf(connection, "data");
  if (!connection.obligations.empty()) site.handshake = connection.obligations.front().handshake;
  site.cause = {.value = Value::kUnset, .at = bound.event->at, .api = bound.api, .function = bound.frame->function, .event = bound.event};
  return site;
}

void Walker::judgeObligations(const Bound* bound, World& world, ObjectId id, bool ended) {
  const Object* before = peek(world, id);
  if (!before || before->obligations.empty()) return;
  const Object connection = *before;
  edit(world, id).obligations.clear();
  if (collecting_ || muted_) return;
  // Where nobody knows what the handshake's answer says, a connection closed unused may be one on which it failed.
  const auto transport = connection.properties.find("transport");
  const Effect* shaken = transport == connection.properties.end() ? nullptr : transport->second.effect;
  const bool isPython = bound && program_.languageOfFile[bound->event->at.file] == Module::Language::kPython;
  if (ended && bound && !isPython && shaken && shaken->kind == Effect::kHandshake && raises(*shaken)) return;
  const bool refused = std::any_of(connection.obligations.begin(), connection.obligations.end(), [](const Obligation& o) { return o.failed; });
  if (ended && refused) return;
  bool peerOpen = false;
  for (const Obligation& obligation : connection.obligations) peerOpen = peerOpen || (!obligation.isName && !obligation.met);
  for (const Obligation& obligation : connection.obligations) {
    Site site;
    if (bound) {
      site = siteFor(obligation.isName ? Site::kName : Site::kPeer, *bound, world, connection);
    } else {
      site.sink = obligation.isName ? Site::kName : Site::kPeer;
      site.created = connection.created;
      site.connection = connection.api ? connection.api->name : std::string();
      site.protocol = connection.protocol;
      site.guards = *world.guards;
      site.loopback = connection.loopback;
      site.root = root_;
      site.doubt = connection.doubt;
      site.function = obligation.cause.function;
      site.at = obligation.handshake;
      site.isTest = program_.files[site.at.file].isTest;
    }
    site.cause = obligation.cause;
    site.handshake = obligation.handshake;
    site.ended = ended;
    site.good = obligation.met;
    site.verdictRead = obligation.failed;
    site.verdict = obligation.verdict;
    if (obligation.isName && peerOpen) {
      // Only a switch-off in so many words is worth a word beside an unverified chain.
      if (obligation.cause.value != Value::kOff || !obligation.cause.effect || obligation.cause.effect->kind != Effect::kSet || (obligation.cause.api && obligation.cause.api->attribute)) continue;
    }
    out_.sites.push_back(std::move(site));
  }
}

/// A class below the library's that makes its connection itself: what it sends leaves through the TLS connection it keeps.
ObjectId Walker::keptIn(const World& world, ObjectId id) const {
  const Object* object = peek(world, id);
  if (!object || object->kind != "record") return id;
  for (const auto& [field, value] : object->fields)
    if (const Object* kept = value.kind == Datum::kObject ? peek(world, value.id) : nullptr; kept && kept->kind == "connection") return value.id;
  return id;
}

void Walker::send(const Bound& bound, const Effect& effect, Partial& partial) {
  World& world = partial.state.world;
  const ObjectId id = keptIn(world, target(bound, partial, effect.on));
  const Object* connection = id ? peek(world, id) : nullptr;
  if (!connection || valueOf(*connection, "failed") == Value::kOn || valueOf(*connection, "foreign") == Value::kOn || valueOf(*connection, "role") == Value::kServer) return;
  judgeObligations(&bound, world, id, false);
  if (collecting_ || muted_) return;
  connection = peek(world, id);
  const Value transport = valueOf(*connection, "transport");
  if (effect.what == "file") {
    const Value data = valueOf(*connection, "data");
    if (transport == Value::kTls && data != Value::kUnset && data != Value::kUnknown) {
      Site site = siteFor(Site::kFile, bound, world, *connection);
      site.cause = connection->properties.at("data");
      site.good = data == Value::kOn;
      out_.sites.push_back(std::move(site));
    }
    return;
  }
  if (transport != Value::kTls && transport != Value::kClear && transport != Value::kStrippable) return;
  // A connection in clear on which a handshake failed is dead: the library closed its socket.
  const bool isDead = transport != Value::kTls && std::any_of(world.guards->begin(), world.guards->end(), [&](const Guard& guard) {
    const Origin& origin = values_.originAt(values_.predicateAt(guard.predicate).origin);
    return !guard.holds && origin.kind == Origin::kHandshake && origin.success.kind == Success::kRaises && origin.object == id;
  });
  if (isDead) return;
  Site site = siteFor(effect.what == "credentials" ? Site::kCredentials : Site::kMessage, bound, world, *connection);
  site.cause = connection->properties.at("transport");
  site.good = transport == Value::kTls;
  out_.sites.push_back(std::move(site));
}

/// The connection with checks left undone, where there is one such; 0: none or several.
ObjectId Walker::onlyOpenConnection(const World& world) const {
  ObjectId found = 0;
  for (const auto& [id, object] : *world.heap) {
    if (object->kind != "connection" || object->obligations.empty()) continue;
    if (found) return 0;
    found = id;
  }
  return found;
}

void Walker::readResult(const Bound& bound, const Effect& effect, Partial partial, std::vector<Partial>& next, std::vector<std::pair<State, Thrown>>& thrown) {
  const ObjectId asked = target(bound, partial, effect.on);
  ObjectId id = asked ? connectionOf(partial.state.world, asked) : 0;
  // A certificate of which nobody knows whose it is: the one connection's that waits for an answer.
  if (const Object* found = id ? peek(partial.state.world, id) : nullptr; !found || (found->outside && found->obligations.empty() && found->kind != "connection"))
    if (const ObjectId open = onlyOpenConnection(partial.state.world)) id = open;
  const Object* connection = id ? peek(partial.state.world, id) : nullptr;
  Origin origin{.kind = Origin::kVerdict, .label = bound.api->name, .object = id, .success = effect.success, .codes = effect.codes.empty() ? nullptr : &effect.codes, .at = bound.event->at};
  const OriginId question = values_.origin("verdict:" + std::to_string(reinterpret_cast<uintptr_t>(bound.event)) + bound.frame->context, origin);
  const auto answer = [&](Partial& way, bool good) {
    const Datum verdict{.kind = Datum::kResult, .id = question, .integer = good};
    if (effect.from.kind == Selector::kNone) {
      way.result = verdict;
      return;
    }
    Selector place = effect.from;
    place.pointee = false;
    bool absent = false;
    const Datum pointer = select(bound, way, place, absent).value;
    if (pointer.kind == Datum::kRef) edit(way.state.world, pointer.id).fields[pointer.extra] = verdict;
    way.result = intDatum(0);
  };
  if (connection && !connection->outside && connection->obligations.empty() && valueOf(*connection, "transport") != Value::kTls) {
    answer(partial, true);  // asked before the handshake: nothing was checked, nothing is wrong
    next.push_back(std::move(partial));
    return;
  }
  const PredicateId isGood = values_.predicate({question, Op::kPhi, {}});
  Partial bad = partial;
  if (addGuard(bad.state.world, isGood, false, *bound.frame, bound.event->at)) {
    answer(bad, false);
    if (id)
      for (Obligation& obligation : edit(bad.state.world, id).obligations)
        if (std::find(effect.properties.begin(), effect.properties.end(), obligation.isName ? "name" : "peer") != effect.properties.end()) {
          obligation.failed = true;
          obligation.verdict = bound.event->at;
        }
    if (raises(effect)) thrown.emplace_back(std::move(bad.state), Thrown{.kinds = Thrown::kHandshake, .type = 0});
    else next.push_back(std::move(bad));
  }
  if (addGuard(partial.state.world, isGood, true, *bound.frame, bound.event->at)) {
    answer(partial, true);
    if (id)
      for (Obligation& obligation : edit(partial.state.world, id).obligations)
        if (std::find(effect.properties.begin(), effect.properties.end(), obligation.isName ? "name" : "peer") != effect.properties.end()) obligation.met = true;
    next.push_back(std::move(partial));
  }
}

/// The root is over: connections that were never used for anything are judged now.
void Walker::finish(World& world) {
  std::vector<ObjectId> open;
  for (const auto& [id, object] : *world.heap)
    if (!object->obligations.empty()) open.push_back(id);
  for (const ObjectId id : open) judgeObligations(nullptr, world, id, true);
}

}  // namespace tls_tidy
