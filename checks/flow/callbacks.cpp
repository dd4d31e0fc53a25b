// Callbacks: a function of the program that a library asks about a certificate. It is walked with a bad certificate in hand; what
// 'accepted' means differs: an answer, an exception not thrown, a flag cleared, a value written, a call that says so.
//
//     context.set_verify_callback([](bool ok, auto&) { return true; })    accepts "true", verdict_parameter 0
//     void onErrors() { socket->ignoreSslErrors(); }                      accepts "sets:ignored": what that call sets
//
// A callback that refuses on some path decides, unless another path lets in whatever it is shown, or does so where a setting of the user's says so;
// one whose answer is not known is taken for one that decides.
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

/// Does the function give parts of a certificate and judge nothing?
bool onlyHandsOut(const Api& api) {
  return std::all_of(api.effects.begin(), api.effects.end(), [](const Effect& effect) { return effect.kind == Effect::kNone || effect.kind == Effect::kCreate || effect.kind == Effect::kDerive; });
}

/// `getenv("MAIL_INSECURE")`, `config_bool("ssl:verify")`: a setting is asked for by its key. Somebody who is asked `prompt("Accept it?")` reads words.
bool asksByKey(const std::string& label) {
  const size_t open = label.find('(');
  if (open == std::string::npos || open + 2 >= label.size() || (label[open + 1] != '"' && label[open + 1] != '\'')) return false;
  const size_t close = label.find(label[open + 1], open + 2);
  return close != std::string::npos && close > open + 2 && label.substr(open, close - open).find_first_of(" ?!\x01") == std::string::npos;
}

Value propertyIn(const Object& object, const std::string& property) {
  const auto found = object.properties.find(property);
  return found == object.properties.end() ? Value::kUnset : found->second.value;
}

}  // namespace

void Walker::callback(const Bound& bound, const Effect& effect, Partial partial, std::vector<Partial>& next) {
  bool absent = false;
  const Actual actual = select(bound, partial, effect.from, absent);
  const ObjectId id = target(bound, partial, effect.on);
  if (!id) {
    next.push_back(std::move(partial));
    return;
  }
  const std::string property = effect.property.empty() ? "peer" : effect.property;
  Range argument{};
  if (actual.source) argument = actual.source->at;
  if (actual.value.kind == Datum::kNull || absent) {
    if (effect.nullMeans != Value::kKeep && !absent) edit(partial.state.world, id).properties[property] = propertyOf(bound, effect, effect.nullMeans, argument);
    next.push_back(std::move(partial));
    return;
  }
  Judgement judgement;
  if (!effect.method.empty() || effect.slot.kind != Selector::kNone) {
    judgement = judgeSlot(bound, effect, partial, actual.value);
  } else if (actual.value.kind == Datum::kSymbol) {
    if (const auto found = program_.functionOf.find(program_.resolve(actual.value.id)); found != program_.functionOf.end()) judgement = judgeCallback(found->second, effect);
  }
  const Object& object = edit(partial.state.world, id);
  const Value now = propertyIn(object, property);
  const bool addsToCheck = effect.verdictParameter >= 0 || effect.onlyOnFailure;  // the library has checked already, the callback may overrule
  const bool isChecked = now == Value::kOn || (object.outside && (now == Value::kUnset || now == Value::kUnknown));
  const auto acceptIn = [&](World& world) {
    Property& set = edit(world, id).properties[property];
    set = propertyOf(bound, effect, judgement.keepsVerdict ? Value::kUnknown : Value::kAcceptAll, argument);
    set.forgives = judgement.forgives;
  };
  if (judgement.keepsVerdict && addsToCheck && isBad(now)) {  // whoever reads what it kept decides
    Object& kept = edit(partial.state.world, id);
    kept.properties[property] = propertyOf(bound, effect, Value::kUnknown, argument);
    if (isBad(propertyIn(kept, "name"))) kept.properties["name"] = propertyOf(bound, effect, Value::kUnknown, argument);
  } else if (judgement.verdict == Verdict::kAcceptsAll) {
    if (!addsToCheck || isChecked) acceptIn(partial.state.world);
  } else {
    if (!judgement.condition.empty() && (!addsToCheck || isChecked)) {
      Partial accepting = partial;
      bool isPossible = true;
      for (const Guard& guard : judgement.condition)
        isPossible = isPossible && addGuard(accepting.state.world, guard.predicate, guard.holds, *bound.frame, guard.at, guard.block);
      if (isPossible) {
        acceptIn(accepting.state.world);
        next.push_back(std::move(accepting));
        const Guard& first = judgement.condition.front();
        if (judgement.condition.size() == 1 && !addGuard(partial.state.world, first.predicate, !first.holds, *bound.frame, first.at, first.block)) return;
      }
    }
    Object& checked = edit(partial.state.world, id);
    if (!addsToCheck) checked.properties[property] = propertyOf(bound, effect, judgement.verdict == Verdict::kDecides ? Value::kOn : Value::kUnknown, argument);
    if ((!addsToCheck || judgement.looksAtName) && isBad(propertyIn(checked, "name"))) checked.properties["name"] = propertyOf(bound, effect, Value::kUnknown, argument);
  }
  next.push_back(std::move(partial));
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
    if (position >= 0 && position == effect.codeParameter && code_) {
      arguments.push_back(intDatum(*code_));
      continue;
    }
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

/// The settings among the conditions of a way through a callback, where the rest only asks whether a function of the library succeeded: such a way
/// is open to any certificate. Nothing: something else was asked, or what was asked is not known any more.
std::optional<std::vector<Guard>> Walker::settingsOf(const Frame& frame, const World& world) const {
  const Function& function = program_.functions[frame.function];
  std::vector<Guard> settings;
  for (const Guard& guard : *world.guards) {
    const Predicate& predicate = values_.predicateAt(guard.predicate);
    const Origin& origin = values_.originAt(predicate.origin);
    if (guard.either || guard.since != Guard::kNothing) return std::nullopt;
    if (origin.kind == Origin::kOpaque && (origin.thing || (origin.api && onlyHandsOut(*origin.api))) && (predicate.op == Op::kCopy || predicate.rhs.integer <= 0)) continue;
    if (origin.kind != Origin::kSetting || origin.isMadeUp || origin.label.empty()) return std::nullopt;
    const bool isCall = origin.fromCall || origin.label.find('(') != std::string::npos;  // one whose header is missing is only spelled
    if (isCall && !asksByKey(origin.label)) return std::nullopt;
    if (models_.sounds(origin.label, Phrase::kRemembers)) return std::nullopt;  // found, compared or answered before
    // What the library hands over is the certificate's, and what it hands on is the program's own.
    const std::string root = origin.label.substr(0, origin.label.find('.'));
    for (size_t i = 0; i < function.parameters.size(); ++i) {
      const Local& local = function.locals[i];
      if (program_.text(local.name) != root) continue;
      if (root == origin.label || (local.type && models_.type(program_.text(program_.resolve(local.type))))) return std::nullopt;
    }
    settings.push_back(guard);
  }
  return settings;
}

/// Walks a callback once with a bad certificate in hand: does any way refuse it, and is there one that accepts it whatever it is?
Walker::Judgement Walker::judgeOnce(const Frame& frame, const Effect& effect, std::vector<Outcome>& outcomes) {
  const Function& function = program_.functions[frame.function];
  const size_t first = function.owner && !function.isStatic ? 1 : 0;
  World world;
  std::vector<Datum> arguments = callbackArguments(frame.function, effect, false, world);
  const std::vector<Datum> asked(arguments.begin() + static_cast<long>(std::min(first, arguments.size())), arguments.end());
  if (effect.accepts.starts_with("clears-flags:")) {  // every flag says that something is wrong
    const size_t index = static_cast<size_t>(std::stoi(effect.accepts.substr(13)));
    if (index < asked.size() && asked[index].kind == Datum::kUnknown) edit(world, objectOf(world, asked[index])).fields[star_] = intDatum(0xffffffff);
  }
  const bool byMark = effect.accepts.starts_with("clears-flags:") || effect.accepts.starts_with("sets:") || effect.accepts == "writes";
  bool accepts = false, refuses = false, unsure = false, asksMore = false;
  std::optional<std::vector<Guard>> condition;
  outcomes = execute(frame, std::move(arguments), std::move(world));
  for (const Outcome& outcome : outcomes) {
    std::optional<bool> accepted;
    if (outcome.isThrown) {
      accepted = false;
    } else if (byMark) {
      accepted = isAcceptance(outcome.world, effect, asked);
    } else if (effect.accepts == "no-throw") {
      accepted = true;
    } else if (const std::optional<bool> truth = values_.truth(outcome.value)) {
      const bool negative = outcome.value.kind == Datum::kInt && outcome.value.integer < 0;
      accepted = effect.accepts == "zero" ? !*truth : effect.accepts == "positive" ? *truth && !negative : *truth;
    }
    (!accepted ? unsure : *accepted ? accepts : refuses) = true;
    const std::optional<std::vector<Guard>> settings = settingsOf(frame, outcome.world);
    asksMore = asksMore || !settings;
    if (accepted == true && settings && !outcome.world.guards->empty() && (!condition || settings->size() < condition->size())) condition = settings;
  }
  Judgement judgement;
  judgement.verdict = accepts && !refuses && !unsure ? Verdict::kAcceptsAll : refuses ? Verdict::kDecides : Verdict::kUnknown;
  if (condition && !condition->empty()) judgement.condition = *condition;
  // `if (X509_NAME_get_text_by_NID(...) < 0) return 0; return 1;` refuses what no impostor sends.
  if (condition && condition->empty() && !asksMore && !unsure && effect.verdictParameter >= 0) judgement.verdict = Verdict::kAcceptsAll;
  return judgement;
}

/// What becomes of a bad certificate. A library that says what is wrong with it says so of each kind that anybody can make: one that is let in is enough.
/// Where a good certificate leaves something else behind, what it leaves is there to be read later.
Walker::Judgement Walker::judgeCallback(FunctionId id, const Effect& effect) {
  const auto [known, isNew] = callbacks_.try_emplace({id, &effect});
  if (!isNew) return known->second;
  if (std::find(stack_.begin(), stack_.end(), id) != stack_.end() || stack_.size() > 20) return {};
  noteStores(id);
  const Frame frame{.function = id, .context = "c" + std::to_string(id)};
  const bool wasMuted = muted_;
  const std::optional<int64_t> before = code_;
  muted_ = true;
  std::vector<Outcome> outcomes;
  Judgement judgement;
  if (effect.codes.empty()) judgement = judgeOnce(frame, effect, outcomes);
  for (size_t i = 0; i < effect.codes.size(); ++i) {
    code_ = effect.codes[i];
    const Judgement one = judgeOnce(frame, effect, outcomes);
    if (i == 0 || one.verdict == Verdict::kAcceptsAll || (judgement.verdict != Verdict::kAcceptsAll && judgement.condition.empty())) judgement = one;
  }
  if (!effect.codes.empty() && (judgement.verdict == Verdict::kAcceptsAll || !judgement.condition.empty())) {
    code_.reset();
    std::vector<Outcome> whatever;
    const Judgement ofAny = judgeOnce(frame, effect, whatever);
    judgement.forgives = ofAny.verdict != Verdict::kAcceptsAll && ofAny.condition.empty();
  }
  judgement.looksAtName = looksAtName(id);
  if (effect.verdictParameter >= 0) {
    if (!effect.codes.empty()) code_ = 0;  // nothing is wrong with a good one
    World good;
    std::vector<Datum> again = callbackArguments(id, effect, true, good);
    judgement.keepsVerdict = leftBehind(outcomes) != leftBehind(execute(frame, std::move(again), std::move(good)));
  }
  muted_ = wasMuted;
  code_ = before;
  callbacks_[{id, &effect}] = judgement;
  return judgement;
}

/// The globals that a callback, or what it calls, stores.
void Walker::noteStores(FunctionId id, int depth) {
  for (const Block& block : program_.functions[id].blocks) {
    for (const Event& event : block.events) {
      if (event.dest.kind == Operand::kGlobal && event.dest.path.empty()) storedByCallbacks_.insert(program_.resolve(event.dest.name));
      if (event.kind != Event::kCall || event.callee.kind != Operand::kGlobal || depth == 2) continue;
      if (const auto found = program_.functionOf.find(program_.resolve(event.callee.name)); found != program_.functionOf.end() && found->second != id) noteStores(found->second, depth + 1);
    }
  }
}

/// `checked = 0; SSL_connect(ssl); if (!checked) fail();`: the handshake calls back, and nobody knows what is in `checked` after it.
void Walker::forgetCallbackStores(World& world) {
  for (const Name name : storedByCallbacks_)
    if (const auto found = world.globals->find(name); found != world.globals->end() && (found->second.kind == Datum::kInt || found->second.kind == Datum::kBool || found->second.kind == Datum::kNull))
      world.globals.edit()[name] = madeUp(Origin::kOpaque, "called back:" + std::to_string(name), program_.text(name));
}

}  // namespace tls_tidy
