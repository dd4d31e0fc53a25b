// Calls: what a call meets. A function of the Program is walked in place (bounded depth, no recursion), a class makes an object,
// a modelled name has its effects, and anything else is outside: it answers with a setting and may have looked at what it was given.
#include "checks/flow/walker.h"

#include <algorithm>

namespace tls_tidy {

/// `config.getboolean("smtp", "verify")`: texts name what is asked for, none is the default.
bool Walker::answersTyped(std::string_view method) {
  if (!method.starts_with("get")) return false;
  method.remove_prefix(method.starts_with("get_") ? 4 : 3);
  return method.starts_with("bool") || method.starts_with("int") || method.starts_with("float");
}

void Walker::assign(const Frame& frame, const Event& event, State state, const Datum& value, unsigned catches, std::vector<State>& after,
                    std::vector<std::pair<State, Thrown>>& thrown) {
  if (event.dest.kind == Operand::kNone) {
    after.push_back(std::move(state));
    return;
  }
  if (!event.dest.path.empty() && event.dest.path.back() < program_.strings()) {
    Operand holderPlace = event.dest;
    holderPlace.path.pop_back();
    const Datum holder = read(frame, state, holderPlace);
    const ObjectId id = holder.kind == Datum::kObject || holder.kind == Datum::kUnknown ? objectOf(state.world, holder) : 0;
    const Object* object = id ? peek(state.world, id) : nullptr;
    if (object && object->type) {
      for (const Name ancestor : program_.ancestry(object->type)) {
        const std::span<const Api* const> entries = models_.findMember(program_.text(ancestor), program_.text(event.dest.path.back()));
        if (entries.empty() || !entries.front()->attribute) continue;
        Actual actual;
        actual.value = value;
        std::vector<std::pair<State, Datum>> done;
        invokeModel(frame, event, entries, objectDatum(id), {actual}, std::move(state), catches, done, thrown);
        for (auto& [finished, unused] : done) {
          write(frame, finished, event.dest, value);
          after.push_back(std::move(finished));
        }
        return;
      }
    }
  }
  if (event.dest.kind == Operand::kGlobal && event.dest.path.empty()) {  // `library.Class.attribute = value`
    const std::span<const Api* const> entries = models_.find(program_.text(program_.resolve(event.dest.name)));
    if (!entries.empty() && entries.front()->attribute) {
      std::vector<std::pair<State, Datum>> done;
      invokeModel(frame, event, entries, {}, {Actual{.value = value}}, std::move(state), catches, done, thrown);
      for (auto& [finished, unused] : done) {
        write(frame, finished, event.dest, value);
        after.push_back(std::move(finished));
      }
      return;
    }
  }
  write(frame, state, event.dest, value);
  after.push_back(std::move(state));
}

std::string Walker::labelOf(const Event& event) const {
  const char quote = program_.languageOfFile[event.at.file] == Module::Language::kPython ? '\'' : '"';
  std::string label;
  const auto spell = [&](const Operand& operand) {
    std::string text;
    if (operand.kind == Operand::kGlobal) text = program_.text(operand.name);
    else if (operand.kind == Operand::kUnknown) text = program_.text(operand.name);
    for (const Name step : operand.path) text += (text.empty() || program_.text(step).starts_with("[") ? "" : ".") + program_.text(step);
    return text;
  };
  label = spell(event.method ? event.receiver : event.callee);
  constexpr std::string_view kBuiltin = "builtins.";  // nobody writes that
  if (label.starts_with(kBuiltin)) label.erase(0, kBuiltin.size());
  if (event.method) label += (label.empty() ? "" : ".") + program_.text(event.method);
  const auto string = [&](size_t i) { return i < event.arguments.size() && event.arguments[i].kind == Argument::kPositional && event.arguments[i].value.kind == Operand::kString; };
  // getattr(settings, "VERIFY", True): spelled like what it asks for.
  if (quote == '\'' && !event.method && label == "getattr" && string(1)) {
    const std::string holder = spell(event.arguments[0].value);
    return holder + (holder.empty() ? "" : ".") + program_.text(event.arguments[1].value.name);
  }
  if (event.arguments.empty() || event.arguments[0].value.kind != Operand::kString) return label;
  ((label += '(') += quote) += program_.text(event.arguments[0].value.name);
  if (event.method && answersTyped(program_.text(event.method)) && string(1)) ((label += std::string({quote, ',', ' ', quote})) += program_.text(event.arguments[1].value.name));
  label += std::string({quote, ')'});
  return label;
}

/// Star arguments whose content is known become ordinary ones.
std::vector<Actual> Walker::expand(const State& state, std::vector<Actual> actuals, bool& open, ObjectId& passedOn) {
  std::vector<Actual> plain;
  bool unknown = false;  // something besides what the caller hands on
  for (Actual& actual : actuals) {
    if (actual.kind != Argument::kStar && actual.kind != Argument::kDoubleStar) {
      plain.push_back(std::move(actual));
      continue;
    }
    const Object* object = actual.value.kind == Datum::kObject ? peek(state.world, actual.value.id) : nullptr;
    if (!object || object->outside) {
      open = true;
      // A tuple of positional arguments whose content a setting brings: contexts are passed by name.
      if (object && object->rest) passedOn = actual.value.id;
      else if (!object && actual.kind == Argument::kStar && actual.value.kind == Datum::kUnknown) passedOn = values_.object("star:" + std::to_string(actual.value.id));
      else unknown = true;
      if (!object) continue;
    }
    if (actual.kind == Argument::kDoubleStar) {
      for (const auto& [field, value] : object->fields) {
        if (field >= program_.strings()) continue;
        const std::string& key = program_.text(field);
        if (key.size() < 3 || key[0] != '[') {
          if (key == "[]") open = unknown = true;
          continue;
        }
        Actual one = actual;
        one.kind = Argument::kKeyword;
        one.keyword = program_.find(std::string_view(key).substr(1, key.size() - 2));
        one.value = value;
        if (one.keyword) plain.push_back(one);
      }
    } else {
      for (int i = 0; i < 16; ++i) {
        const Name key = program_.intern("[" + std::to_string(i) + "]");
        const auto found = key ? object->fields.find(key) : object->fields.end();
        if (found == object->fields.end()) break;
        Actual one = actual;
        one.kind = Argument::kPositional;
        one.value = found->second;
        plain.push_back(one);
      }
    }
  }
  if (unknown) passedOn = 0;
  return plain;
}

std::vector<Actual> Walker::withBound(const Object& bound, std::vector<Actual> actuals) {
  std::vector<Actual> all, keywords;
  for (int i = 0; i < 16; ++i) {
    const Name key = program_.intern("[" + std::to_string(i) + "]");
    const auto found = key ? bound.fields.find(key) : bound.fields.end();
    if (found == bound.fields.end()) break;
    all.push_back({.value = found->second});
  }
  for (const auto& [field, value] : bound.fields) {
    const std::string& key = field < program_.strings() ? program_.text(field) : program_.text(0);
    if (key.size() < 3 || key[0] != '[' || std::isdigit(static_cast<unsigned char>(key[1]))) continue;
    const Name keyword = program_.intern(key.substr(1, key.size() - 2));
    if (std::none_of(actuals.begin(), actuals.end(), [&](const Actual& actual) { return actual.kind == Argument::kKeyword && actual.keyword == keyword; }))
      keywords.push_back({.kind = Argument::kKeyword, .keyword = keyword, .value = value});
  }
  std::move(actuals.begin(), actuals.end(), std::back_inserter(all));
  std::move(keywords.begin(), keywords.end(), std::back_inserter(all));
  return all;
}

/// A receiver of which nothing but its class is known, as an object of that class: what a call outside gave, or what a
/// lambda of C++ captured where nobody knows the function around it. Anything else as it is.
Datum Walker::objectOfClass(World& world, const Datum& receiver, Name type, const Function& within) {
  Datum known = receiver;
  if (receiver.kind == Datum::kSymbol && program_.languageOfFile[within.at.file] != Module::Language::kPython && !program_.classes.contains(receiver.id) &&
      !program_.functionOf.contains(receiver.id))
    known = setting("captured:" + std::to_string(receiver.id), program_.text(receiver.id));
  if (known.kind == Datum::kUnknown)
    if (const ObjectId id = objectOf(world, known, type); !peek(world, id)->type) edit(world, id).type = type;
  return known;
}

void Walker::call(const Frame& frame, const Event& event, State state, unsigned catches, std::vector<std::pair<State, Datum>>& done,
                  std::vector<std::pair<State, Thrown>>& thrown) {
  std::vector<Actual> actuals;
  for (const Argument& argument : event.arguments) {
    Actual actual{.source = &argument, .kind = argument.kind, .keyword = argument.keyword, .value = {}};
    actual.value = read(frame, state, argument.value);
    actuals.push_back(actual);
  }
  if (event.method) {
    Datum receiver = read(frame, state, event.receiver);
    if (event.receiver.kind == Operand::kLocal && event.receiver.path.empty())
      if (const Name type = program_.functions[frame.function].locals[event.receiver.local].type)
        receiver = objectOfClass(state.world, receiver, type, program_.functions[frame.function]);
    invokeMethod(frame, event, receiver, event.method, event.superOf, std::move(actuals), std::move(state), catches, done, thrown);
    return;
  }
  const Datum callee = read(frame, state, event.callee);
  invoke(frame, event, callee, std::move(actuals), std::move(state), catches, done, thrown);
}

void Walker::invoke(const Frame& frame, const Event& event, const Datum& callee, std::vector<Actual> actuals, State state, unsigned catches,
                    std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown) {
  if (callee.kind == Datum::kBound) {
    invokeMethod(frame, event, objectDatum(callee.id), callee.extra, 0, std::move(actuals), std::move(state), catches, done, thrown);
    return;
  }
  if (const Object* object = callee.kind == Datum::kObject ? peek(state.world, callee.id) : nullptr; object && object->kind == "bound") {
    const Object given = *object;
    const auto target = given.fields.find(target_);
    if (target != given.fields.end()) {
      invoke(frame, event, target->second, withBound(given, std::move(actuals)), std::move(state), catches, done, thrown);
      return;
    }
  }
  if (callee.kind == Datum::kSymbol) {
    Name name = program_.resolve(callee.id);
    if (const Name own = program_.standIn(name, program_.functions[frame.function].at.file); own != name) {
      // Its own call of the name, kept or restored, is the library's.
      const auto function = program_.functionOf.find(own);
      if (function == program_.functionOf.end() || std::find(stack_.begin(), stack_.end(), function->second) == stack_.end()) name = own;
    }
    if (const auto found = program_.functionOf.find(name); found != program_.functionOf.end()) {
      if (const Api* const* library = copyOf(found->second)) {
        invokeModel(frame, event, {library, 1}, {}, std::move(actuals), std::move(state), catches, done, thrown);
        return;
      }
      invokeFunction(frame, event, found->second, nullptr, std::move(actuals), std::move(state), catches, done, thrown);
      return;
    }
    if (program_.classes.contains(name)) {
      instantiate(frame, event, name, std::move(actuals), std::move(state), catches, done, thrown);
      return;
    }
    const std::string& full = program_.text(name);
    std::span<const Api* const> entries = models_.find(full);
    if (entries.empty()) {  // Class.method(object, ...) spelled out
      if (const size_t dot = full.rfind('.'); dot != std::string::npos) {
        const std::string_view type = std::string_view(full).substr(0, dot), memberName = std::string_view(full).substr(dot + 1);
        if (memberName == "__init__" && models_.type(type)) entries = models_.find(type);
        else if (models_.type(type)) entries = models_.findMember(type, memberName);
      }
    }
    if (!entries.empty()) {
      Datum self;
      ObjectId into = 0;
      const Api& first = *entries.front();
      const size_t dot = full.rfind('.');
      const bool isMember = dot != std::string::npos && models_.type(std::string_view(full).substr(0, dot)) && !first.constructor;
      const bool isInit = full.ends_with(".__init__") || (first.constructor && full != first.name && full.ends_with("::" + first.name.substr(first.name.rfind(':') + 1)));
      if ((isMember || isInit) && !actuals.empty() && actuals.front().value.kind != Datum::kSymbol) {
        self = actuals.front().value;
        actuals.erase(actuals.begin());
        if (isInit) into = objectOf(state.world, self);
      }
      invokeModel(frame, event, entries, self, std::move(actuals), std::move(state), catches, done, thrown, into);
      return;
    }
  }
  if (handOn(frame, event, actuals, state, catches, done, thrown) || handName(frame, event, nullptr, actuals, kNoFunction, state, done)) return;
  const Datum answer = outsideCall(frame, event, labelOf(event), actuals, state);
  done.emplace_back(std::move(state), answer);
}

/// Methods kept in fields that stand for each other: `self.send = self.send`. The class's own method is what is called.
bool Walker::leadsBack(const World& world, Datum method) const {
  constexpr int kFar = 6;
  for (int hops = 0; hops < kFar; ++hops) {
    const Object* object = method.kind == Datum::kBound ? peek(world, method.id) : nullptr;
    if (!object) return false;
    const auto field = object->fields.find(method.extra);
    if (field == object->fields.end()) return false;
    method = field->second;
  }
  return true;
}

void Walker::invokeMethod(const Frame& frame, const Event& event, const Datum& receiver, Name method, Name after, std::vector<Actual> actuals, State state,
                          unsigned catches, std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown) {
  const std::string& methodText = program_.text(method);
  if (receiver.kind == Datum::kSymbol) {
    const Name joined = program_.intern(program_.text(program_.resolve(receiver.id)) + "." + methodText);
    invoke(frame, event, symbolDatum(joined), std::move(actuals), std::move(state), catches, done, thrown);
    return;
  }
  const ObjectId id = receiver.kind == Datum::kObject ? receiver.id : receiver.kind == Datum::kUnknown ? values_.thingBehind(receiver.id) : 0;
  const Object* object = id ? peek(state.world, id) : nullptr;
  if (object) {
    if (!after)
      if (const auto field = object->fields.find(method); field != object->fields.end() && !leadsBack(state.world, field->second)) {
        const Datum stored = field->second;
        invoke(frame, event, stored, std::move(actuals), std::move(state), catches, done, thrown);
        return;
      }
    if (object->type) {
      const Datum self = objectDatum(id);
      if (const FunctionId found = program_.methodOf(object->type, method, after); found != kNoFunction) {
        if (!program_.functions[found].isProperty) {
          invokeFunction(frame, event, found, &self, std::move(actuals), std::move(state), catches, done, thrown);
          return;
        }
      }
      bool searching = after == 0;
      for (const Name ancestor : program_.ancestry(object->type)) {
        if (searching) {
          const bool isInit = methodText == "__init__";
          const std::span<const Api* const> entries = isInit ? models_.find(program_.text(ancestor)) : models_.findMember(program_.text(ancestor), methodText);
          if (!entries.empty()) {
            invokeModel(frame, event, entries, self, std::move(actuals), std::move(state), catches, done, thrown, isInit ? id : 0);
            return;
          }
          if (const Name attribute = program_.join(ancestor, method); attribute && (program_.stores.contains(attribute) || state.world.globals->contains(attribute))) {
            const std::optional<Datum> value = global(frame, state.world, attribute, nullptr);
            if (value && (value->kind == Datum::kSymbol || value->kind == Datum::kBound)) {
              invoke(frame, event, *value, std::move(actuals), std::move(state), catches, done, thrown);
              return;
            }
          }
        }
        if (ancestor == after) searching = true;
      }
    }
  }
  // A field or property that holds what is called: a class chosen elsewhere, a stored function.
  if (object && object->type && !after) {
    std::vector<Choice> choices;
    const std::optional<Datum> held = member(frame, state.world, objectDatum(id), method, &choices);
    if (held && held->kind == Datum::kSymbol) {
      invoke(frame, event, *held, std::move(actuals), std::move(state), catches, done, thrown);
      return;
    }
    if (!choices.empty()) {
      for (const Choice& choice : choices) {
        if (choice.value.kind != Datum::kSymbol && choice.value.kind != Datum::kBound) continue;
        State forked = state;
        if (!bringIn(forked, choice, id)) continue;
        edit(forked.world, id).fields[method] = choice.value;
        invoke(frame, event, choice.value, actuals, std::move(forked), catches, done, thrown);
      }
      if (!done.empty()) return;
    }
  }
  // What a library gives as a dictionary with parts that are known.
  if (object && object->type && methodText == "get" && !actuals.empty() && actuals[0].value.kind == Datum::kString) {
    const auto part = object->fields.find(program_.intern("[" + program_.text(actuals[0].value.id) + "]"));
    if (part != object->fields.end()) {
      const Datum answer = part->second;
      done.emplace_back(std::move(state), answer);
      return;
    }
  }
  if (object && object->type == 0 && object->kind == "record" && invokeDictionary(id, methodText, actuals, state, done)) return;
  std::string label = labelOf(event);
  if (receiver.kind == Datum::kUnknown && event.method) {
    const std::string& from = values_.originAt(receiver.id).label;
    label = (from.empty() ? "" : from + ".") + methodText;
    if (!actuals.empty() && actuals[0].value.kind == Datum::kString) {
      label += "('" + program_.text(actuals[0].value.id);
      if (answersTyped(methodText) && actuals.size() > 1 && actuals[1].kind == Argument::kPositional && actuals[1].value.kind == Datum::kString)
        label += "', '" + program_.text(actuals[1].value.id);
      label += "')";
    }
    // The same text, written otherwise.
    if (Origin made = values_.originAt(receiver.id); actuals.empty() && made.kind == Origin::kSetting && made.fallback.kind == Datum::kString && (methodText == "lower" || methodText == "upper" || methodText == "strip" || methodText == "casefold")) {
      std::string text = program_.text(made.fallback.id);
      std::transform(text.begin(), text.end(), text.begin(), [&](unsigned char c) { return methodText == "upper" ? std::toupper(c) : methodText == "strip" ? c : std::tolower(c); });
      made.fallback = stringDatum(program_.intern(text));
      done.emplace_back(std::move(state), values_.unknown(values_.origin(methodText + ":" + std::to_string(receiver.id), made)));
      return;
    }
    // What an answer under the attacker's control is asked for stays under the attacker's control.
    const Origin::Kind kind = values_.originAt(receiver.id).kind;
    if (kind == Origin::kCapability || kind == Origin::kUpgrade) {
      Origin derived{.kind = kind, .label = label, .object = values_.originAt(receiver.id).object, .at = event.at};
      const Datum answer = values_.unknown(values_.origin("method:" + std::to_string(receiver.id) + "." + label, derived));
      done.emplace_back(std::move(state), answer);
      return;
    }
  }
  if (handOn(frame, event, actuals, state, catches, done, thrown) || handName(frame, event, &receiver, actuals, kNoFunction, state, done)) return;
  const Datum answer = outsideCall(frame, event, label, actuals, state);
  done.emplace_back(std::move(state), answer);
}

/// The question whether a dictionary that came from outside has a key.
PredicateId Walker::holdsKey(ObjectId dictionary, const std::string& key, const Range& at) {
  const Origin asked{.kind = Origin::kSetting, .label = key, .fallback = boolDatum(false), .at = at};
  return values_.predicate({values_.origin("has:" + std::to_string(dictionary) + ":" + key, asked), Op::kCopy, {}});
}

/// key in dictionary; nothing: no dictionary of the program, or nobody can tell.
std::optional<Datum> Walker::containsKey(const World& world, const Datum& key, const Datum& dictionary, const Range& at) {
  const Object* object = dictionary.kind == Datum::kObject ? peek(world, dictionary.id) : nullptr;
  if (!object || key.kind != Datum::kString || object->type || object->kind != "record" || object->fields.contains(element_)) return std::nullopt;
  const std::string& name = program_.text(key.id);
  if (const Name field = program_.intern("[" + name + "]"); field && object->fields.contains(field)) return boolDatum(true);
  if (object->rest) return Datum{.kind = Datum::kPredicate, .id = holdsKey(dictionary.id, name, at)};
  return std::nullopt;
}

bool Walker::invokeDictionary(ObjectId id, const std::string& method, const std::vector<Actual>& actuals, State& state, std::vector<std::pair<State, Datum>>& done) {
  const Object& object = *peek(state.world, id);
  const bool keyed = !actuals.empty() && actuals[0].value.kind == Datum::kString;
  if (keyed && (method == "get" || method == "pop" || method == "setdefault") && (!object.outside || object.rest)) {
    const std::string name = program_.text(actuals[0].value.id);
    const Name key = program_.intern("[" + name + "]");
    const Datum given = actuals.size() > 1 ? actuals[1].value : nullDatum();
    if (key && object.fields.contains(key)) {
      const std::optional<Datum> held = member({}, state.world, objectDatum(id), key, nullptr);
      if (method == "pop") edit(state.world, id).fields.erase(key);
      done.emplace_back(std::move(state), held ? *held : Datum{});
      return true;
    }
    if (key && method == "setdefault" && !object.fields.contains(element_)) {
      edit(state.world, id).fields[key] = given;
      done.emplace_back(std::move(state), given);
      return true;
    }
    if (object.rest && !object.fields.contains(element_) && (given.kind == Datum::kNull || given.kind == Datum::kBool || given.kind == Datum::kInt || given.kind == Datum::kString)) {
      const Datum answer = setting("key:" + std::to_string(id) + ":" + name, name, given);
      done.emplace_back(std::move(state), answer);
      return true;
    }
  }
  if (method != "update") return false;
  bool open = false;
  for (const Actual& actual : actuals) {
    if (actual.kind == Argument::kKeyword) {
      if (const Name key = program_.intern("[" + program_.text(actual.keyword) + "]")) edit(state.world, id).fields[key] = actual.value;
    } else if (const Object* other = actual.value.kind == Datum::kObject ? peek(state.world, actual.value.id) : nullptr) {
      const auto fields = other->fields;
      const bool isOpen = other->outside;
      for (const auto& [field, value] : fields) edit(state.world, id).fields[field] = value;
      open = open || isOpen;
    } else {
      open = true;
    }
  }
  if (open) {
    edit(state.world, id).outside = true;
    edit(state.world, id).rest = false;
  }
  done.emplace_back(std::move(state), nullDatum());
  return true;
}

/// A certificate is held against one that is known: the program decides. Which answer is the good one is not known, so both are.
void Walker::decideBy(ObjectId certificate, World& world) {
  const ObjectId connection = certificate ? connectionOf(world, certificate) : 0;
  if (!connection || connection == certificate || !peek(world, connection)) return;
  for (Obligation& obligation : edit(world, connection).obligations) obligation.met = true;
}

void Walker::invokeFunction(const Frame& frame, const Event& event, FunctionId id, const Datum* self, std::vector<Actual> actuals, State state, unsigned catches,
                            std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown, const Datum* result) {
  const Function& callee = program_.functions[id];
  const bool recursive = std::find(stack_.begin(), stack_.end(), id) != stack_.end();
  if (recursive || frame.depth >= limits_.depth || steps_ > stop_ || !isWorthWalking(id, state.world)) {
    if (neverReturns(id)) {
      finish(state.world);
      return;
    }
    if (!result && (handOn(frame, event, actuals, state, catches, done, thrown) || handName(frame, event, self, actuals, id, state, done))) return;
    const Datum answer = result ? *result : outsideCall(frame, event, program_.text(callee.display ? callee.display : callee.key), actuals, state);
    done.emplace_back(std::move(state), answer);
    return;
  }
  if (!result && comparesItself(id) && handName(frame, event, self, actuals, id, state, done)) return;
  bool open = false;
  ObjectId passedOn = 0;
  actuals = expand(state, std::move(actuals), open, passedOn);
  if (self && !callee.isStatic) actuals.insert(actuals.begin(), Actual{.value = *self});
  std::vector<Datum> locals(callee.locals.size());
  std::vector<bool> given(callee.parameters.size(), false);
  size_t position = 0;
  ObjectId rest = 0;
  World& world = state.world;
  const std::string where = frame.context + "/" + std::to_string(reinterpret_cast<uintptr_t>(&event));
  const auto restObject = [&](size_t parameter) {
    rest = values_.object(where + "/rest" + std::to_string(parameter));
    if (locals[parameter].kind == Datum::kNone) {
      Object object;
      object.kind = "record";
      object.outside = open;
      object.rest = passedOn != 0;
      world.heap.edit()[rest] = std::make_shared<const Object>(object);
      locals[parameter] = objectDatum(rest);
    }
    return rest;
  };
  for (size_t i = 0; i < callee.parameters.size(); ++i)
    if (callee.parameters[i].kind == Parameter::kVarArgs || callee.parameters[i].kind == Parameter::kKwArgs) restObject(i);
  for (const Actual& actual : actuals) {
    if (actual.kind == Argument::kPositional) {
      if (position < callee.parameters.size() && callee.parameters[position].kind == Parameter::kPositional) {
        locals[position] = actual.value;
        given[position++] = true;
      } else if (position < callee.parameters.size() && callee.parameters[position].kind == Parameter::kVarArgs) {
        size_t index = peek(world, locals[position].id)->fields.size();
        if (const Name key = program_.intern("[" + std::to_string(index) + "]")) edit(world, locals[position].id).fields[key] = actual.value;
      }
      continue;
    }
    bool placed = false;
    for (size_t i = 0; i < callee.parameters.size() && !placed; ++i) {
      const Parameter& parameter = callee.parameters[i];
      if ((parameter.kind == Parameter::kPositional || parameter.kind == Parameter::kKeywordOnly) && callee.locals[i].name == actual.keyword) {
        locals[i] = actual.value;
        given[i] = placed = true;
      }
    }
    for (size_t i = 0; i < callee.parameters.size() && !placed; ++i) {
      if (callee.parameters[i].kind != Parameter::kKwArgs) continue;
      if (const Name key = program_.intern("[" + program_.text(actual.keyword) + "]")) edit(world, locals[i].id).fields[key] = actual.value;
      placed = true;
    }
  }
  for (size_t i = 0; i < callee.parameters.size(); ++i) {
    const Parameter& parameter = callee.parameters[i];
    if (given[i] || parameter.kind == Parameter::kVarArgs || parameter.kind == Parameter::kKwArgs) continue;
    const std::string label = program_.text(callee.locals[i].name);
    const Datum fallback = parameter.fallback.kind == Operand::kNone ? defaultOf(callee, i) : constantOf(parameter.fallback);
    if (!open && parameter.fallback.kind != Operand::kNone && fallback.kind != Datum::kNone) locals[i] = fallback;
    else locals[i] = setting("argument:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + ":" + std::to_string(i), label, fallback);
  }
  if (callee.owner && !callee.isStatic && !locals.empty() && locals.front().kind == Datum::kSymbol)
    locals.front() = objectOfClass(world, locals.front(), callee.owner, callee);
  Frame inner{.function = id, .caller = &frame, .from = &event, .context = where, .catches = catches, .depth = frame.depth + 1};
  for (Outcome& outcome : execute(inner, std::move(locals), std::move(state.world))) {
    State after;
    after.world = std::move(outcome.world);
    after.locals = state.locals;
    after.current = state.current;
    after.loops = state.loops;
    if (outcome.isThrown) thrown.emplace_back(std::move(after), outcome.thrown);
    else done.emplace_back(std::move(after), result ? *result : outcome.value);
  }
}

void Walker::instantiate(const Frame& frame, const Event& event, Name type, std::vector<Actual> actuals, State state, unsigned catches,
                         std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown) {
  const ObjectId id = values_.object(frame.context + "/instance" + std::to_string(reinterpret_cast<uintptr_t>(&event)));
  Object object;
  object.type = type;
  object.kind = "record";
  object.created = event.at;
  state.world.heap.edit()[id] = std::make_shared<const Object>(object);
  made_[id] = {&event, frame.function};
  const Datum self = objectDatum(id);
  if (init_)
    if (const FunctionId init = program_.methodOf(type, init_); init != kNoFunction) {
      invokeFunction(frame, event, init, &self, std::move(actuals), std::move(state), catches, done, thrown, &self);
      return;
    }
  for (const Name ancestor : program_.ancestry(type)) {
    const std::span<const Api* const> entries = models_.find(program_.text(ancestor));
    if (entries.empty()) continue;
    invokeModel(frame, event, entries, self, std::move(actuals), std::move(state), catches, done, thrown, id);
    return;
  }
  done.emplace_back(std::move(state), self);
}

bool Walker::bindSignature(Bound& bound, const std::vector<Actual>& actuals, const std::vector<int>& versions, std::string& why) const {
  const Api& api = *bound.api;
  if (api.signatures.empty()) {
    for (const Actual& actual : actuals) {
      if (actual.kind == Argument::kPositional) bound.positional.push_back(actual);
      else if (actual.kind == Argument::kKeyword) bound.named[program_.text(actual.keyword)] = actual;
    }
    return true;
  }
  bool bindsSomewhere = false;
  std::vector<int> asked = versions.empty() ? std::vector<int>{11} : versions;
  std::sort(asked.begin(), asked.end(), std::greater<int>());
  const Signature* tried = nullptr;
  for (const int version : asked) {
    const Signature* signature = nullptr;
    for (const Signature& candidate : api.signatures)
      if (candidate.since <= version && version <= candidate.until) signature = &candidate;
    if (!signature || signature == tried) continue;
    tried = signature;
    std::map<std::string, Actual> named;
    std::vector<Actual> rest;
    std::string problem;
    size_t position = 0;
    bool takesAnyPositional = false, takesAnyKeyword = false;
    for (const auto& parameter : signature->parameters) {
      takesAnyPositional = takesAnyPositional || parameter.varArgs;
      takesAnyKeyword = takesAnyKeyword || parameter.kwArgs;
    }
    for (const Actual& actual : actuals) {
      if (actual.kind == Argument::kPositional) {
        if (position < signature->parameters.size() && !signature->parameters[position].keywordOnly && !signature->parameters[position].varArgs && !signature->parameters[position].kwArgs) {
          named[signature->parameters[position++].name] = actual;
        } else if (takesAnyPositional) {
          rest.push_back(actual);
        } else if (problem.empty()) {
          problem = "takes at most " + std::to_string(position) + " positional arguments";
        }
      } else {
        const std::string& keyword = program_.text(actual.keyword);
        const bool exists = std::any_of(signature->parameters.begin(), signature->parameters.end(),
                                        [&](const Signature::Parameter& p) { return p.name == keyword && !p.varArgs && !p.kwArgs; });
        if (exists) named[keyword] = actual;
        else if (takesAnyKeyword) rest.push_back(actual);
        else if (problem.empty()) problem = "has no parameter `" + keyword + "`";
      }
    }
    if (!problem.empty()) {
      if (why.empty()) why = problem;
      continue;
    }
    if (bindsSomewhere) continue;  // the newest version that takes the call
    bindsSomewhere = true;
    bound.named = std::move(named);
    bound.rest = std::move(rest);
    for (const auto& parameter : signature->parameters)
      if (!bound.named.contains(parameter.name)) bound.fallbacks[parameter.name] = parameter.fallback;
  }
  return bindsSomewhere || !tried;
}

/// What a function of the program says under a library's name, taking what the library's takes: the library's own, copied.
const Api* const* Walker::copyOf(FunctionId id) {
  const auto [known, isNew] = copies_.try_emplace(id, nullptr);
  const Function& function = program_.functions[id];
  if (isNew && !function.owner && !function.isModuleBody && program_.languageOfFile[function.at.file] == Module::Language::kPython) {
    const std::string_view key = program_.text(function.key);
    std::vector<std::string_view> parameters;
    for (size_t i = 0; i < function.parameters.size(); ++i) parameters.push_back(program_.text(function.locals[i].name));
    known->second = models_.verdictReader(key.substr(key.rfind('.') + 1), parameters);
  }
  return known->second ? &known->second : nullptr;
}

/// The method by which a class of the program connects where the library's constructor asks it to. Not one that hands on to the library's.
FunctionId Walker::ownOpening(const Api& api, const World& world, ObjectId id) const {
  const Object* object = !api.opens.empty() && id ? peek(world, id) : nullptr;
  const Name method = object && object->type ? program_.find(api.opens) : 0;
  const FunctionId own = method ? program_.methodOf(object->type, method) : kNoFunction;
  if (own == kNoFunction) return own;
  for (const Block& block : program_.functions[own].blocks)
    for (const Event& event : block.events) {
      if (event.kind != Event::kCall) continue;
      const bool spellsOut = event.callee.kind == Operand::kGlobal && event.callee.path.empty() && program_.text(event.callee.name).ends_with("." + api.opens);
      if (spellsOut || (event.superOf && event.method == method)) return kNoFunction;
    }
  return own;
}

void Walker::invokeModel(const Frame& frame, const Event& event, std::span<const Api* const> entries, const Datum& self, std::vector<Actual> actuals, State state,
                         unsigned catches, std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown, ObjectId into) {
  Bound bound;
  actuals = expand(state, std::move(actuals), bound.open, bound.passedOn);
  const Api* chosen = nullptr;
  for (const Api* entry : entries) {
    bool fits = true;
    for (const auto& [index, wanted] : entry->fixed) {
      if (index >= static_cast<int>(actuals.size()) || (actuals[index].value.kind != Datum::kInt && actuals[index].value.kind != Datum::kBool) || actuals[index].value.integer != wanted) fits = false;
    }
    if (fits) {
      chosen = entry;
      break;
    }
  }
  if (!chosen) {
    done.emplace_back(std::move(state), setting("fixed:" + std::to_string(reinterpret_cast<uintptr_t>(&event)), labelOf(event)));
    return;
  }
  bound.api = chosen;
  bound.event = &event;
  bound.frame = &frame;
  bound.self = self;
  bound.into = into;
  if (const FunctionId opening = ownOpening(*chosen, state.world, into); opening != kNoFunction && std::find(stack_.begin(), stack_.end(), opening) == stack_.end()) {
    std::string unused;
    bindSignature(bound, actuals, program_.versionsOfFile[program_.functions[frame.function].at.file], unused);
    const Function& method = program_.functions[opening];
    std::vector<Actual> handed;
    for (size_t i = 1; i < method.parameters.size(); ++i)
      if (const auto given = bound.named.find(program_.text(method.locals[i].name)); given != bound.named.end()) {
        handed.push_back(given->second);
        handed.back().kind = Argument::kKeyword;
        handed.back().keyword = method.locals[i].name;
      }
    const Datum self = objectDatum(into), nothing = nullDatum();
    invokeFunction(frame, event, opening, &self, std::move(handed), std::move(state), catches, done, thrown, &nothing);
    return;
  }
  // What a call gets the address of, it may write.
  for (const Actual& actual : actuals) forgetPointee(state, actual.value, event);
  std::string why;
  const Function& function = program_.functions[frame.function];
  if (!bindSignature(bound, actuals, program_.versionsOfFile[function.at.file], why)) {
    if (!collecting_ && !muted_) {
      Site site = siteFor(Site::kBroken, bound, state.world, Object{});
      site.detail = why;
      out_.sites.push_back(std::move(site));
    }
    done.emplace_back(std::move(state), setting("broken:" + std::to_string(reinterpret_cast<uintptr_t>(&event)), labelOf(event)));
    return;
  }
  apply(bound, std::move(state), catches, done, thrown);
}

}  // namespace tls_tidy
