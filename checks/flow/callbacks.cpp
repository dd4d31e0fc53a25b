// Callbacks: a function of the program that a library asks about a certificate. It is walked with a bad certificate in hand; what
// 'accepted' means differs: an answer, an exception not thrown, a flag cleared, a value written, a call that says so.
//
//     context.set_verify_callback([](bool ok, auto&) { return true; })    accepts "true", verdict_parameter 0
//     void onErrors() { socket->ignoreSslErrors(); }                      accepts "sets:ignored": what that call sets
//
// A callback that refuses on some path decides; one whose answer is not known is taken for one that does.
#include <algorithm>

#include "checks/flow/walker.h"

namespace tls_tidy {
namespace {

/// "1onErrors(QList<QSslError>)": Qt's spelling of a slot in text.
std::string_view slotName(std::string_view text) {
  text = text.substr(0, text.find('('));
  if (!text.empty() && text[0] >= '0' && text[0] <= '9') text.remove_prefix(1);
  return text;
}

Value propertyIn(const Object& object, const std::string& property) {
  const auto found = object.properties.find(property);
  return found == object.properties.end() ? Value::kUnset : found->second.value;
}

}  // namespace

void Walker::callback(const Bound& bound, const Effect& effect, Partial& partial) {
  bool absent = false;
  const Actual actual = select(bound, partial, effect.from, absent);
  const ObjectId id = target(bound, partial, effect.on);
  if (!id) return;
  const std::string property = effect.property.empty() ? "peer" : effect.property;
  Range argument{};
  if (actual.source) argument = actual.source->at;
  World& world = partial.state.world;
  if (actual.value.kind == Datum::kNull || absent) {
    if (effect.nullMeans != Value::kKeep && !absent) edit(world, id).properties[property] = propertyOf(bound, effect, effect.nullMeans, argument);
    return;
  }
  Judgement judgement;
  if (!effect.method.empty() || effect.slot.kind != Selector::kNone) {
    judgement = judgeSlot(bound, effect, partial, actual.value);
  } else if (actual.value.kind == Datum::kSymbol) {
    if (const auto found = program_.functionOf.find(program_.resolve(actual.value.id)); found != program_.functionOf.end()) judgement = judgeCallback(found->second, effect);
  }
  Object& object = edit(world, id);
  const Value now = propertyIn(object, property);
  const bool addsToCheck = effect.verdictParameter >= 0 || effect.onlyOnFailure;  // the library has checked already, the callback may overrule
  if (judgement.keepsVerdict && addsToCheck && isBad(propertyIn(object, property))) {  // whoever reads what it kept decides
    object.properties[property] = propertyOf(bound, effect, Value::kUnknown, argument);
    if (isBad(propertyIn(object, "name"))) object.properties["name"] = propertyOf(bound, effect, Value::kUnknown, argument);
    return;
  }
  if (judgement.verdict == Verdict::kAcceptsAll) {
    const bool isChecked = now == Value::kOn || (object.outside && (now == Value::kUnset || now == Value::kUnknown));
    const Value given = judgement.keepsVerdict ? Value::kUnknown : Value::kAcceptAll;
    if (!addsToCheck || isChecked) object.properties[property] = propertyOf(bound, effect, given, argument);
    return;
  }
  if (!addsToCheck) object.properties[property] = propertyOf(bound, effect, judgement.verdict == Verdict::kDecides ? Value::kOn : Value::kUnknown, argument);
  if ((!addsToCheck || judgement.looksAtName) && isBad(propertyIn(object, "name"))) object.properties["name"] = propertyOf(bound, effect, Value::kUnknown, argument);
}

/// The callback is a method: of a class the program derives from the library's, or a slot that text or a member pointer names.
Walker::Judgement Walker::judgeSlot(const Bound& bound, const Effect& effect, Partial& partial, const Datum& from) {
  std::string name = effect.method;
  if (effect.slot.kind != Selector::kNone) {
    bool absent = false;
    const Datum slot = select(bound, partial, effect.slot, absent).value;
    if (slot.kind == Datum::kSymbol) {
      if (const auto found = program_.functionOf.find(program_.resolve(slot.id)); found != program_.functionOf.end()) return judgeCallback(found->second, effect);
      const std::string& full = program_.text(program_.resolve(slot.id));
      name = full.substr(full.rfind(':') + 1);
    } else if (slot.kind == Datum::kString) {
      name = slotName(program_.text(slot.id));
    }
  }
  const ObjectId id = from.kind == Datum::kUnknown ? values_.thingBehind(from.id) : from.kind == Datum::kObject ? from.id : 0;
  const Object* object = id ? peek(partial.state.world, id) : nullptr;
  if (name.empty() || !object || !object->type) return {};
  if (const FunctionId method = program_.methodOf(object->type, program_.intern(name)); method != kNoFunction) return judgeCallback(method, effect);
  // A method of the library itself: it accepts when it does what acceptance is.
  if (!effect.accepts.starts_with("sets:")) return {};
  for (const Name ancestor : program_.ancestry(object->type))
    for (const Api* entry : models_.findMember(program_.text(ancestor), name))
      for (const Effect& each : entry->effects)
        if (each.kind == Effect::kSet && each.property == effect.accepts.substr(5)) return {Verdict::kAcceptsAll, false, false};
  return {};
}

/// Does the function, or one it calls, ask for a certificate's name? It may do so only where the chain is good.
bool Walker::looksAtName(FunctionId id, int depth) const {
  for (const Block& block : program_.functions[id].blocks) {
    for (const Event& event : block.events) {
      if (event.kind != Event::kCall || event.callee.kind != Operand::kGlobal) continue;
      const Name callee = program_.resolve(event.callee.name);
      if (const auto found = program_.functionOf.find(callee); found != program_.functionOf.end()) {
        if (found->second != id && depth < 3 && looksAtName(found->second, depth + 1)) return true;
        continue;
      }
      for (const Api* entry : models_.find(program_.text(callee)))
        for (const Effect& effect : entry->effects)
          if ((effect.kind == Effect::kReadResult || effect.kind == Effect::kEscape) && std::find(effect.properties.begin(), effect.properties.end(), "name") != effect.properties.end()) return true;
    }
  }
  return false;
}

/// Did a way through the callback leave the mark that means acceptance?
bool Walker::isAcceptance(const World& world, const Effect& effect, const std::vector<Datum>& arguments) {
  if (effect.accepts.starts_with("clears-flags:")) {
    const size_t index = static_cast<size_t>(std::stoi(effect.accepts.substr(13)));
    if (index >= arguments.size() || arguments[index].kind != Datum::kUnknown) return false;
    const Object* flags = peek(world, values_.thingBehind(arguments[index].id));
    if (!flags) return false;
    const auto found = flags->fields.find(star_);
    return found != flags->fields.end() && values_.truth(found->second) == false;
  }
  for (const auto& [id, object] : *world.heap) {
    if (effect.accepts == "writes") {
      if (!object->outside) continue;
      const auto written = object->fields.find(star_);
      if (written != object->fields.end() && (written->second.kind == Datum::kInt || written->second.kind == Datum::kBool) && written->second.integer != 0) return true;
    } else if (const Value value = propertyIn(*object, effect.accepts.substr(5)); value == Value::kOn || value == Value::kAcceptAll) {
      return true;
    }
  }
  return false;
}

/// What a callback is called with: the library's verdict where it is told one, else the values a model gives.
std::vector<Datum> Walker::callbackArguments(FunctionId id, const Effect& effect, bool verdict, World& world) {
  const Function& function = program_.functions[id];
  const size_t first = function.owner && !function.isStatic ? 1 : 0;  // a method's own object is none of the library's parameters
  std::vector<Datum> arguments;
  for (size_t i = 0; i < function.parameters.size(); ++i) {
    const int position = static_cast<int>(i) - static_cast<int>(first);
    const auto given = std::find_if(effect.given.begin(), effect.given.end(), [&](const auto& each) { return each.first == position; });
    if (position >= 0 && position == effect.verdictParameter) {
      arguments.push_back(effect.accepts == "true" ? boolDatum(verdict) : intDatum(verdict));
      continue;
    }
    if (given != effect.given.end()) {
      arguments.push_back(intDatum(given->second));
      continue;
    }
    const Datum parameter = setting("callback:" + std::to_string(id) + ":" + std::to_string(i), program_.text(function.locals[i].name));
    if (function.locals[i].type) objectOf(world, parameter, function.locals[i].type);
    arguments.push_back(parameter);
  }
  return arguments;
}

/// What a callback leaves where others can read it.
std::set<std::string> Walker::leftBehind(const std::vector<Outcome>& outcomes) const {
  std::set<std::string> left;
  const auto add = [&](const std::string& place, const Datum& value) {
    if (value.kind == Datum::kBool || value.kind == Datum::kInt) left.insert(place + "=" + std::to_string(value.integer));
  };
  for (const Outcome& outcome : outcomes) {
    for (const auto& [id, object] : *outcome.world.heap)
      if (object->outside)
        for (const auto& [field, value] : object->fields) add(std::to_string(id) + "." + std::to_string(field), value);
    for (const auto& [name, value] : *outcome.world.globals) add(std::to_string(name), value);
  }
  return left;
}

/// Walks a callback with a bad certificate in hand: does any path refuse it? Where a good one leaves something else behind, what it
/// leaves is there to be read later.
Walker::Judgement Walker::judgeCallback(FunctionId id, const Effect& effect) {
  const auto [known, isNew] = callbacks_.try_emplace({id, &effect});
  if (!isNew) return known->second;
  if (std::find(stack_.begin(), stack_.end(), id) != stack_.end() || stack_.size() > 20) return {};
  const Function& function = program_.functions[id];
  const size_t first = function.owner && !function.isStatic ? 1 : 0;
  World world;
  std::vector<Datum> arguments = callbackArguments(id, effect, false, world);
  const std::vector<Datum> asked(arguments.begin() + static_cast<long>(std::min(first, arguments.size())), arguments.end());
  if (effect.accepts.starts_with("clears-flags:")) {  // every flag says that something is wrong
    const size_t index = static_cast<size_t>(std::stoi(effect.accepts.substr(13)));
    if (index < asked.size() && asked[index].kind == Datum::kUnknown) edit(world, objectOf(world, asked[index])).fields[star_] = intDatum(0xffffffff);
  }
  const bool byMark = effect.accepts.starts_with("clears-flags:") || effect.accepts.starts_with("sets:") || effect.accepts == "writes";
  Frame frame{.function = id, .context = "c" + std::to_string(id)};
  const bool wasMuted = muted_;
  muted_ = true;
  bool accepts = false, refuses = false, unsure = false;
  const std::vector<Outcome> outcomes = execute(frame, std::move(arguments), std::move(world));
  for (const Outcome& outcome : outcomes) {
    if (outcome.isThrown) {
      refuses = true;
      continue;
    }
    if (byMark) {
      (isAcceptance(outcome.world, effect, asked) ? accepts : refuses) = true;
      continue;
    }
    if (effect.accepts == "no-throw") {
      accepts = true;
      continue;
    }
    const std::optional<bool> truth = values_.truth(outcome.value);
    if (!truth) {
      unsure = true;
      continue;
    }
    const bool negative = outcome.value.kind == Datum::kInt && outcome.value.integer < 0;
    const bool accepted = effect.accepts == "zero" ? !*truth : effect.accepts == "positive" ? *truth && !negative : *truth;
    (accepted ? accepts : refuses) = true;
  }
  Judgement judgement;
  judgement.verdict = accepts && !refuses && !unsure ? Verdict::kAcceptsAll : refuses ? Verdict::kDecides : Verdict::kUnknown;
  judgement.looksAtName = looksAtName(id);
  if (effect.verdictParameter >= 0) {
    World good;
    std::vector<Datum> again = callbackArguments(id, effect, true, good);
    judgement.keepsVerdict = leftBehind(outcomes) != leftBehind(execute(frame, std::move(again), std::move(good)));
  }
  muted_ = wasMuted;
  callbacks_[{id, &effect}] = judgement;
  return judgement;
}

}  // namespace tls_tidy
