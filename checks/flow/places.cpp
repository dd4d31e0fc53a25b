// Places: reading and writing locals, fields, globals and properties, and bringing in what other roots stored there.
#include "checks/flow/walker.h"

#include <algorithm>

namespace tls_tidy {

const Object* Walker::peek(const World& world, ObjectId id) const {
  const auto found = world.heap->find(id);
  return found == world.heap->end() ? nullptr : found->second.get();
}

Object& Walker::edit(World& world, ObjectId id) {
  std::shared_ptr<const Object>& slot = world.heap.edit()[id];
  if (!slot) slot = std::make_shared<const Object>();
  else if (slot.use_count() > 1) slot = std::make_shared<const Object>(*slot);
  slot->hash = 0;
  return const_cast<Object&>(*slot);  // nobody else holds it
}

Datum Walker::setting(const std::string& key, const std::string& label, const Datum& fallback) {
  return values_.unknown(values_.origin(key, {.kind = Origin::kSetting, .label = label, .fallback = fallback}));
}

/// The object a value denotes. An unknown value gets an object of its own that came from outside.
ObjectId Walker::objectOf(World& world, const Datum& datum, Name type) {
  if (datum.kind == Datum::kObject) return datum.id;
  if (datum.kind == Datum::kBound) return datum.id;
  if (datum.kind != Datum::kUnknown) return 0;
  const ObjectId id = values_.thingBehind(datum.id);
  if (!world.heap->contains(id)) {
    Object object;
    object.outside = true;
    object.type = type;
    object.kind = "record";
    world.heap.edit()[id] = std::make_shared<const Object>(object);
  }
  return id;
}

Datum Walker::constantOf(const Operand& operand) {
  switch (operand.kind) {
    case Operand::kNull: return nullDatum();
    case Operand::kBool: return boolDatum(operand.integer != 0);
    case Operand::kInt: return intDatum(operand.integer);
    case Operand::kString: return stringDatum(operand.name);
    case Operand::kFloat: return {.kind = Datum::kFloat};
    case Operand::kGlobal: {
      const Name name = program_.resolve(operand.name);
      if (const Constant* constant = models_.constant(program_.text(name)); constant && !constant->isText) return intDatum(constant->integer);
      return symbolDatum(name);
    }
    default: return {};
  }
}

/// A value with everything it points to, to be taken into another World.
Walker::Choice Walker::snapshot(const World& world, const Datum& value) const {
  Choice choice;
  choice.value = value;
  // How this root's own handshake and verdict came out is no condition for others, nor is what a place held before.
  for (const Guard& guard : *world.guards) {
    if (guard.since == Guard::kWritten) continue;
    const Origin::Kind kind = values_.originAt(values_.predicateAt(guard.predicate).origin).kind;
    if (kind != Origin::kHandshake && kind != Origin::kVerdict) choice.guards.push_back(guard);
  }
  std::vector<ObjectId> work;
  std::set<ObjectId> seen;
  const auto visit = [&](const Datum& datum) {
    if ((datum.kind == Datum::kObject || datum.kind == Datum::kBound || datum.kind == Datum::kRef) && seen.insert(datum.id).second) work.push_back(datum.id);
  };
  visit(value);
  while (!work.empty() && choice.things.size() < 30) {
    const ObjectId id = work.back();
    work.pop_back();
    const auto found = world.heap->find(id);
    if (found == world.heap->end()) continue;
    choice.things.emplace_back(id, found->second);
    for (const auto& [field, datum] : found->second->fields) visit(datum);
  }
  return choice;
}

/// What the Program's text says is stored in a field or global, when no object was seen there:
/// one constant: that constant; a constant and other things: a setting with that default; else a setting.
Datum Walker::storedConstant(Name type, Name step, const std::string& label, const std::string& key) {
  const auto [known, isNew] = storedConstants_.try_emplace(key);
  if (isNew) known->second = findStoredConstant(type, step, label, key);
  return known->second;
}

/// Likewise, with the default of the setting that another root read it from.
Datum Walker::storedSetting(Name type, Name step, const std::string& label, const std::string& key) {
  const Datum value = storedConstant(type, step, label, key);
  if (value.kind != Datum::kUnknown || values_.originAt(value.id).fallback.kind != Datum::kNone) return value;
  const std::vector<Name> line = type ? program_.ancestry(type) : std::vector<Name>{0};
  for (const Name each : line)
    if (const auto kept = defaults_.find({each, step}); kept != defaults_.end() && kept->second.kind != Datum::kNone) return setting(key + ":kept", label, kept->second);
  return value;
}

/// `if (s->done) return; ... s->done = 1;`: memory starts as zero where no constructor says otherwise, and who asks knows that it may still be so.
bool Walker::isTestedWhereStored(Name step) const {
  const auto found = program_.stores.find(step);
  if (found == program_.stores.end()) return false;
  const auto asks = [&](FunctionId id) {
    const Function& function = program_.functions[id];
    if (program_.languageOfFile[function.at.file] != Module::Language::kC) return false;
    const auto isIt = [&](const Operand& operand) { return !operand.path.empty() && operand.path.back() == step && !operand.address; };
    return std::any_of(function.blocks.begin(), function.blocks.end(), [&](const Block& block) {
      return (block.end.kind == Terminator::kBranch && isIt(block.end.value)) || std::any_of(block.events.begin(), block.events.end(), [&](const Event& event) {
        return event.kind == Event::kAssign && event.op != Op::kCopy && (isIt(event.a) || isIt(event.b));
      });
    });
  };
  return std::any_of(found->second.begin(), found->second.end(), [&](const auto& store) {
    return asks(store.first) || std::any_of(program_.callers[store.first].begin(), program_.callers[store.first].end(), [&](const auto& caller) { return asks(caller); });
  });
}

Datum Walker::findStoredConstant(Name type, Name step, const std::string& label, const std::string& key) {
  std::vector<Datum> constants;
  bool others = false;
  if (const auto found = program_.stores.find(step); found != program_.stores.end()) {
    for (const auto& [function, operand] : found->second) {
      const Function& storing = program_.functions[function];
      if (type && storing.owner && storing.owner != type) {
        const std::vector<Name> line = program_.ancestry(type);
        const std::vector<Name> lineOther = program_.ancestry(storing.owner);
        if (std::find(line.begin(), line.end(), storing.owner) == line.end() && std::find(lineOther.begin(), lineOther.end(), type) == lineOther.end()) continue;
      }
      Datum value = constantOf(operand);
      if (operand.kind == Operand::kLocal && operand.path.empty() && operand.local < storing.parameters.size()) {
        value = constantOf(storing.parameters[operand.local].fallback);
        others = true;
      }
      if (value.kind == Datum::kNone || value.kind == Datum::kFloat || value.kind == Datum::kSymbol) {
        others = true;
        continue;
      }
      if (std::find(constants.begin(), constants.end(), value) == constants.end()) constants.push_back(value);
    }
  }
  if (constants.size() == 1 && !others && constants[0].kind != Datum::kNull && !isTestedWhereStored(step)) return constants[0];
  return setting(key, label, constants.size() == 1 ? constants[0] : Datum{});
}

/// Where a connection is kept, nothing stands before it is opened and after it is closed, if the Program stores None there:
/// `if self.connection: return` goes on to open it. A context that is None for a while would be a finding that never happens.
void Walker::addNotYetOpen(Name type, Name step, std::vector<Choice>& stored) const {
  const bool isOpened = std::all_of(stored.begin(), stored.end(), [](const Choice& choice) {
    return choice.value.kind == Datum::kNull || std::any_of(choice.things.begin(), choice.things.end(), [&](const auto& thing) {
      return choice.value.kind == Datum::kObject && thing.first == choice.value.id && thing.second->kind == "connection";
    });
  });
  if (!isOpened) return;
  std::vector<Name> line = type ? program_.ancestry(type) : std::vector<Name>();
  const auto storesNull = [&](Name place, bool ofClass) {
    const auto found = program_.stores.find(place);
    return found != program_.stores.end() && std::any_of(found->second.begin(), found->second.end(), [&](const auto& store) {
      const Name owner = program_.functions[store.first].owner;
      return store.second.kind == Operand::kNull && (!ofClass || std::find(line.begin(), line.end(), owner) != line.end());
    });
  };
  bool isCleared = storesNull(step, type != 0);
  for (const Name each : line)
    if (const Name attribute = program_.join(each, step)) isCleared = isCleared || storesNull(attribute, false);
  if (isCleared) stored.push_back({.value = nullDatum(), .things = {}, .guards = {}, .beside = {}, .root = kNoFunction});
}

/// An element of a C array that was stored as another one: the first, any, or where the pointer points.
const Datum* Walker::anyElement(const Object& array, Name step) const {
  if (step != star_ && step != element_ && step != first_) return nullptr;
  for (const Name other : {element_, first_, star_})
    if (const auto found = array.fields.find(other); other != step && found != array.fields.end() && found->second.kind == Datum::kObject) return &found->second;
  return nullptr;
}

std::optional<Datum> Walker::member(const Frame& frame, World& world, const Datum& base, Name step, std::vector<Choice>* choices) {
  const std::string& stepText = step < program_.strings() ? program_.text(step) : std::string();
  switch (base.kind) {
    case Datum::kRef: {
      if (step != star_) {
        const ObjectId name = thingIn(world, base, "name");
        return name ? objectDatum(name) : Datum{};
      }
      const Object* holder = peek(world, base.id);
      if (holder)
        if (const auto found = holder->fields.find(base.extra); found != holder->fields.end()) return found->second;
      return setting("ref:" + std::to_string(base.id) + ":" + std::to_string(base.extra), "");
    }
    case Datum::kSymbol: {
      const Name joined = program_.join(base.id, step);
      if (joined) return global(frame, world, joined, choices);
      return setting("symbol:" + std::to_string(base.id) + "." + stepText, program_.text(base.id) + "." + stepText);
    }
    case Datum::kUnknown: {
      const Origin& origin = values_.originAt(base.id);
      const ObjectId id = values_.thingBehind(base.id);
      if (const Object* object = peek(world, id)) {
        if (const auto found = object->fields.find(step); found != object->fields.end()) return found->second;
        if (const Datum* element = isC(frame) ? anyElement(*object, step) : nullptr) return *element;
        if (object->kind == "name") return base;
        if (object->type) {
          if (const auto value = member(frame, world, objectDatum(id), step, choices)) return value;
          return std::nullopt;
        }
      }
      Origin derived{.kind = origin.kind == Origin::kOpaque ? Origin::kSetting : origin.kind, .label = origin.label.empty() ? stepText : origin.label + (stepText.starts_with("[") ? "" : ".") + stepText,
                     .object = origin.object, .at = origin.at};
      if (stepText == "*" || stepText == "[]") derived.label = origin.label;
      if (const Option* option = derived.kind == Origin::kSetting ? optionOf(step) : nullptr) {
        derived.label = option->flag;
        derived.fallback = option->fallback;
      }
      return values_.unknown(values_.origin("member:" + std::to_string(base.id) + "." + std::to_string(step), derived));
    }
    case Datum::kResult: return base;  // a part of an answer says what the answer says
    case Datum::kNull:  // nobody gets here: an optional that is filled elsewhere, a pointer that is tested where we do not see it
      return values_.unknown(values_.origin("null." + std::to_string(step), Origin{.kind = Origin::kOpaque, .label = stepText}));
    case Datum::kObject: break;
    default: return Datum{};
  }
  const Object* object = peek(world, base.id);
  if (!object) return Datum{};
  if (const auto found = object->fields.find(step); found != object->fields.end()) {
    // A dictionary somebody writes to by names we don't know: what stands in it is a default.
    const bool constant = found->second.kind == Datum::kNull || found->second.kind == Datum::kBool || found->second.kind == Datum::kInt || found->second.kind == Datum::kString;
    if (constant && step != element_ && stepText.starts_with("[") && object->fields.contains(element_))
      return setting("default:" + std::to_string(base.id) + stepText, stepText.substr(1, stepText.size() - 2), found->second);
    return found->second;
  }
  // `certs[0]` of a list that a loop filled, and `*certs`; any element of a list of which the first is known.
  if (isC(frame))
    if (const Datum* element = anyElement(*object, step)) return *element;
  if (stepText.starts_with("[")) {  // an element nobody stored under that key: any other element
    if (const auto any = object->fields.find(element_); any != object->fields.end() && step != element_) {
      if (any->second.kind != Datum::kUnknown) return any->second;
      return setting("element:" + std::to_string(base.id) + stepText + ":" + std::to_string(any->second.id), stepText);  // what stands under one key is not what stands under another
    }
    if (!object->outside && step != element_ && object->type == 0) return setting("element:" + std::to_string(base.id) + stepText, stepText);
  }
  if (object->kind == "name") return base;  // a letter or a part of the name
  const std::string typeText = object->type ? program_.text(object->type) : std::string();
  // A property, a method, a class attribute.
  if (object->type) {
    if (const FunctionId method = program_.methodOf(object->type, step); method != kNoFunction) {
      if (!program_.functions[method].isProperty) return Datum{.kind = Datum::kBound, .id = base.id, .extra = step};
      if (choices && frame.depth < limits_.depth && std::find(stack_.begin(), stack_.end(), method) == stack_.end()) {
        Frame inner{.function = method, .caller = &frame, .context = frame.context + "/p" + std::to_string(method), .catches = frame.catches, .depth = frame.depth + 1};
        for (Outcome& outcome : execute(inner, {base}, world)) {
          if (outcome.isThrown) continue;
          Choice choice{outcome.value, {}, *outcome.world.guards, {}, kNoFunction};
          for (const auto& [id, thing] : *outcome.world.heap) choice.things.emplace_back(id, thing);
          choices->push_back(std::move(choice));
        }
        if (!choices->empty()) return std::nullopt;
      }
      return setting("property:" + std::to_string(method), stepText);
    }
    for (const Name ancestor : program_.ancestry(object->type)) {
      const Name attribute = program_.join(ancestor, step);
      if (!attribute) continue;
      if (program_.stores.contains(attribute) || world.globals->contains(attribute) || program_.classes.contains(attribute)) {
        if (!object->outside || !records_.contains({object->type, step})) return global(frame, world, attribute, choices);
      }
      break;
    }
    for (const Name ancestor : program_.ancestry(object->type)) {
      if (const Constant* constant = models_.constant(program_.text(ancestor) + "." + stepText); constant && !constant->isText) return intDatum(constant->integer);
      const std::span<const Api* const> entries = models_.findMember(program_.text(ancestor), stepText);
      if (entries.empty()) continue;
      if (!entries.front()->attribute) return Datum{.kind = Datum::kBound, .id = base.id, .extra = step};
      for (const Effect& effect : entries.front()->effects) {
        if (effect.kind != Effect::kCapability) continue;
        Origin asked{.kind = Origin::kCapability, .label = stepText, .object = base.id, .at = object->created};
        return values_.unknown(values_.origin("capability:" + std::to_string(base.id), asked));
      }
    }
  }
  if (choices && object->type) {
    const auto record = records_.find({object->type, step});
    std::vector<Choice> stored;
    if (record != records_.end()) stored = record->second;
    if (stored.empty())
      for (const Name ancestor : program_.ancestry(object->type))
        if (const auto inherited = records_.find({ancestor, step}); inherited != records_.end() && stored.empty()) stored = inherited->second;
    if (!stored.empty() && object->outside) {
      addNotYetOpen(object->type, step, stored);
      *choices = std::move(stored);
      return std::nullopt;
    }
  }
  if (!object->outside && object->kind == "record" && object->type == 0) return setting("field:" + std::to_string(base.id) + "." + stepText, stepText);
  // `self.verify`, where it is the method's own object.
  const Name owner = program_.functions[frame.function].owner;
  const std::vector<Name> line = owner ? program_.ancestry(owner) : std::vector<Name>();
  const bool isOwn = object->kind == "record" && program_.languageOfFile[program_.functions[frame.function].at.file] == Module::Language::kPython &&
                     std::find(line.begin(), line.end(), object->type) != line.end();
  const std::string label = (isOwn ? "self." : "") + stepText;
  return storedSetting(object->type, step, label, "field:" + typeText + "." + stepText);
}

/// The initialized fields of a global record, one level deep.
const std::vector<const Global*>& Walker::initialFields(Name record) {
  if (initialFields_.empty()) {
    initialFields_[0];
    for (const auto& [name, global] : program_.globals) {
      const std::string& full = program_.text(name);
      const size_t dot = full.rfind('.');
      if (dot == std::string::npos || full.find('/', dot) != std::string::npos) continue;
      if (const Name holder = program_.find(std::string_view(full).substr(0, dot)); holder && program_.globals.contains(holder)) initialFields_[holder].push_back(&global);
    }
  }
  static const std::vector<const Global*> kNone;
  const auto found = initialFields_.find(record);
  return found == initialFields_.end() ? kNone : found->second;
}

std::optional<Datum> Walker::global(const Frame& frame, World& world, Name asked, std::vector<Choice>* choices) {
  (void)frame;
  if (const auto own = world.globals->find(asked); own != world.globals->end()) return own->second;
  const Name name = program_.resolve(asked);
  if (const auto own = world.globals->find(name); own != world.globals->end()) return own->second;
  if (const Object* pointedTo = peek(world, values_.object("globals")))
    if (const auto own = pointedTo->fields.find(asked); own != pointedTo->fields.end()) return own->second;
  if (program_.functionOf.contains(name) || program_.classes.contains(name)) return symbolDatum(name);
  if (const auto found = program_.globals.find(name); found != program_.globals.end()) {
    const Global& variable = found->second;
    if (choices)
      if (const auto stored = records_.find({0, name}); stored != records_.end() && !stored->second.empty()) {
        *choices = stored->second;
        addNotYetOpen(0, name, *choices);
        return std::nullopt;
      }
    const Datum initial = constantOf(variable.value);
    if (variable.record) {
      const ObjectId id = values_.object("global:" + std::to_string(name));
      if (!world.heap->contains(id)) {
        Object object;
        object.type = variable.type;
        object.kind = "record";
        object.outside = true;
        // What its initializer says is where its fields start from.
        for (const Global* field : initialFields(name)) {
          const Datum initial = constantOf(field->value);
          if (initial.kind == Datum::kNone || initial.kind == Datum::kSymbol) continue;
          const std::string& full = program_.text(field->name);
          object.fields[program_.intern(full.substr(full.rfind('.') + 1))] = variable.constant ? initial : setting("global:" + full, full, initial);
        }
        world.heap.edit()[id] = std::make_shared<const Object>(object);
      }
      return objectDatum(id);
    }
    if (variable.constant && initial.kind != Datum::kNone) return initial;
    const std::string& full = program_.text(name);
    const size_t colon = full.rfind(':');
    Datum fallback = initial;
    if (variable.value.kind == Operand::kNone && !variable.constant) fallback = intDatum(0);  // static storage starts as zero
    const bool changes = program_.stores.contains(name);
    if (!changes && initial.kind != Datum::kNone && initial.kind != Datum::kNull) return setting("global:" + full, colon == std::string::npos ? full : full.substr(colon + 1), initial);
    return setting("global:" + full, colon == std::string::npos ? full : full.substr(colon + 1), fallback);
  }
  // A library's name means the library; who patches it somewhere does so for his own process.
  const std::string& full = program_.text(name);
  if (!models_.find(full).empty() || models_.type(full)) return symbolDatum(name);
  if (choices)
    if (const auto stored = records_.find({0, name}); stored != records_.end() && !stored->second.empty()) {
      *choices = stored->second;
      addNotYetOpen(0, name, *choices);
      return std::nullopt;
    }
  if (const Constant* constant = models_.constant(full)) {
    if (!constant->isText) return intDatum(constant->integer);
  }
  if (program_.stores.contains(name)) {
    const size_t dot = full.rfind('.');
    const Datum value = storedSetting(0, name, dot == std::string::npos ? full : full.substr(dot + 1), "global:" + full);
    // A flag at module level is there to be changed; other constants are what they are.
    if (value.kind == Datum::kBool || value.kind == Datum::kNull) return setting("global:" + full, dot == std::string::npos ? full : full.substr(dot + 1), value);
    return value;
  }
  return symbolDatum(name);
}

/// A name of code outside says nothing about its value.
Datum Walker::asValue(const Datum& datum) {
  if (datum.kind != Datum::kSymbol) return datum;
  const Name name = program_.resolve(datum.id);
  const std::string& full = program_.text(name);
  if (program_.functionOf.contains(name) || program_.classes.contains(name) || !models_.find(full).empty() || models_.type(full)) return datum;
  if (full.find('.') == std::string::npos) return datum;  // a module
  return setting("outside:" + full, full);
}

Datum Walker::read(const Frame& frame, State& state, const Operand& operand) {
  Datum value;
  switch (operand.kind) {
    case Operand::kLocal: value = operand.local < state.locals->size() ? (*state.locals)[operand.local] : Datum{}; break;
    case Operand::kGlobal: {
      if (const auto found = global(frame, state.world, operand.name, nullptr)) value = *found;
      break;
    }
    case Operand::kUnknown:
      return setting("spelled:" + std::to_string(operand.name) + ":" + std::to_string(frame.function), operand.name ? program_.text(operand.name) : std::string());
    case Operand::kNone: return {};
    default: return constantOf(operand);
  }
  if (operand.kind == Operand::kLocal && value.kind == Datum::kNone && (!operand.path.empty() || operand.address)) {
    if (operand.address && operand.path.empty()) {
      // The address of a scalar local: a box that holds it from now on.
      const ObjectId box = values_.object(frame.context + "/box" + std::to_string(frame.function) + ":" + std::to_string(operand.local));
      if (!state.world.heap->contains(box)) {
        Object object;
        object.kind = "box";
        state.world.heap.edit()[box] = std::make_shared<const Object>(object);
      }
      state.locals.edit()[operand.local] = {.kind = Datum::kRef, .id = box, .extra = star_};
      return (*state.locals)[operand.local];
    }
  }
  // What a variable was made of is lost where a unit can't be read to its end; the parts of it are the same parts all the same.
  if (operand.kind == Operand::kLocal && value.kind == Datum::kNone && !operand.path.empty() && operand.local < state.locals->size() &&
      program_.languageOfFile[program_.functions[frame.function].at.file] != Module::Language::kPython) {
    value = setting("lost:" + frame.context + ":" + std::to_string(frame.function) + ":" + std::to_string(operand.local), program_.text(program_.functions[frame.function].locals[operand.local].name));
    state.locals.edit()[operand.local] = value;
  }
  const bool boxed = operand.kind == Operand::kLocal && value.kind == Datum::kRef && value.extra == star_ && peek(state.world, value.id) && peek(state.world, value.id)->kind == "box" &&
                     value.id == values_.object(frame.context + "/box" + std::to_string(frame.function) + ":" + std::to_string(operand.local));
  if (operand.address && operand.path.empty()) {
    if (boxed) return value;
    if (operand.kind == Operand::kLocal) {
      const ObjectId box = values_.object(frame.context + "/box" + std::to_string(frame.function) + ":" + std::to_string(operand.local));
      Object object;
      object.kind = "box";
      object.fields[star_] = value;
      state.world.heap.edit()[box] = std::make_shared<const Object>(object);
      state.locals.edit()[operand.local] = {.kind = Datum::kRef, .id = box, .extra = star_};
      return (*state.locals)[operand.local];
    }
    if (operand.kind == Operand::kGlobal) {
      const ObjectId box = values_.object("globals");
      if (!state.world.heap->contains(box)) state.world.heap.edit()[box] = std::make_shared<const Object>();
      Object& holder = edit(state.world, box);
      holder.kind = "globals";
      if (value.kind != Datum::kSymbol) holder.fields[operand.name] = value;
      return {.kind = Datum::kRef, .id = box, .extra = operand.name};
    }
  }
  if (boxed) {
    const Object* box = peek(state.world, value.id);
    const auto found = box->fields.find(star_);
    value = found == box->fields.end() ? Datum{} : found->second;
  }
  const size_t last = operand.address ? operand.path.size() - 1 : operand.path.size();
  for (size_t i = 0; i < last; ++i) {
    if (value.kind == Datum::kNone) return {};
    const std::optional<Datum> next = member(frame, state.world, value, operand.path[i], nullptr);
    value = next ? *next : Datum{};
  }
  if (operand.address) {
    const ObjectId holder = objectOf(state.world, value);
    if (!holder) return {};
    return {.kind = Datum::kRef, .id = holder, .extra = operand.path.back()};
  }
  return value;
}

/// `if (!ready) { ready = 1; ... }`: what was asked of the place was asked of what it held before.
void Walker::outdate(World& world, const std::optional<Datum>& old) {
  if (!old || !isAskedAbout(*world.guards, *old)) return;
  for (Guard& guard : world.guards.edit())
    if (guard.since == Guard::kNothing && isAskedAbout({guard}, *old)) guard.since = Guard::kWritten;
}

void Walker::write(const Frame& frame, State& state, const Operand& place, const Datum& value) {
  if (place.path.empty()) {
    if (place.kind == Operand::kLocal && place.local < state.locals->size()) {
      Datum& slot = state.locals.edit()[place.local];
      const bool boxed = slot.kind == Datum::kRef && slot.extra == star_ &&
                         slot.id == values_.object(frame.context + "/box" + std::to_string(frame.function) + ":" + std::to_string(place.local));
      if (boxed) edit(state.world, slot.id).fields[star_] = value;
      else slot = value;
      // What an allocator or a look-up gave is what the variable points to: its fields are others' fields of that type.
      const Function& function = program_.functions[frame.function];
      if (const Name type = function.locals[place.local].type; type && value.kind == Datum::kUnknown && program_.languageOfFile[function.at.file] == Module::Language::kC)
        if (const ObjectId id = objectOf(state.world, value, type); !peek(state.world, id)->type) edit(state.world, id).type = type;
    } else if (place.kind == Operand::kGlobal) {
      if (!state.world.guards->empty()) outdate(state.world, global(frame, state.world, place.name, nullptr));
      state.world.globals.edit()[program_.resolve(place.name)] = value;
      const ObjectId box = values_.object("globals");
      if (const Object* holder = peek(state.world, box); holder && holder->fields.contains(place.name)) edit(state.world, box).fields[place.name] = value;
    }
    return;
  }
  Operand holderPlace = place;
  holderPlace.path.pop_back();
  const Datum holder = read(frame, state, holderPlace);
  const Name step = place.path.back();
  if (holder.kind == Datum::kRef && step == star_) {
    edit(state.world, holder.id).fields[holder.extra] = value;
    return;
  }
  if (holder.kind == Datum::kSymbol) {  // a class attribute or a module's global, from outside
    state.world.globals.edit()[program_.intern(program_.text(holder.id) + "." + program_.text(step))] = value;
    return;
  }
  if (const ObjectId id = objectOf(state.world, holder)) {
    // What came from where nobody sees is what the variable says it is.
    if (const Function& function = program_.functions[frame.function];
        holder.kind == Datum::kUnknown && place.kind == Operand::kLocal && place.path.size() == 1 && program_.languageOfFile[function.at.file] == Module::Language::kC)
      if (const Name type = function.locals[place.local].type; type && !peek(state.world, id)->type) edit(state.world, id).type = type;
    // What is cleared again in the end is what other roots find there while it lasts (an event loop in between).
    if (collecting_ && value.kind == Datum::kNull)
      if (const Object* before = peek(state.world, id); before && isShared(*before))
        if (const auto old = before->fields.find(step); old != before->fields.end()) keepRecord(state.world, before->type, step, old->second);
    if (!state.world.guards->empty()) outdate(state.world, member(frame, state.world, holder, step, nullptr));
    edit(state.world, id).fields[step] = value;
  }
}

/// Takes a stored value's objects and guards into a state. False: its guards contradict the state's own.
bool Walker::bringIn(State& state, const Choice& choice, ObjectId holder) {
  for (const auto& [id, thing] : choice.things) {
    if (id == holder && (choice.things.size() > 1 || choice.value.kind == Datum::kObject)) continue;
    state.world.heap.edit()[id] = thing;
  }
  for (const Guard& guard : choice.guards) {
    if (const auto known = guard.either || guard.since == Guard::kTurn ? std::nullopt : values_.decided(*state.world.guards, guard.predicate)) {
      if (*known != guard.holds) return false;
    } else {
      keepGuard(state.world, guard);
    }
  }
  return true;
}

void Walker::prepare(const Frame& frame, State state, const std::vector<const Operand*>& operands, std::vector<State>& ready) {
  for (const Operand* operand : operands) {
    if (operand->kind != Operand::kLocal && operand->kind != Operand::kGlobal) continue;
    if (operand->kind == Operand::kLocal && operand->path.empty()) continue;
    std::vector<Choice> choices;
    Datum base;
    ObjectId holder = 0;
    Name step = 0, asked = 0;  // the field of an object, or the global, that has several values
    if (operand->kind == Operand::kGlobal) {
      asked = operand->name;
      const std::optional<Datum> found = global(frame, state.world, operand->name, &choices);
      if (found) base = *found;
    } else {
      Operand root = *operand;
      root.path.clear();
      root.address = false;
      base = read(frame, state, root);
    }
    size_t i = 0;
    const size_t last = operand->address && !operand->path.empty() ? operand->path.size() - 1 : operand->path.size();
    while (choices.empty() && i < last && base.kind != Datum::kNone) {
      step = operand->path[i++];
      const Datum before = base;
      const std::optional<Datum> next = member(frame, state.world, base, step, &choices);
      if (!next) {
        holder = objectOf(state.world, before);
        if (before.kind == Datum::kSymbol) asked = program_.join(before.id, step);
        break;
      }
      base = *next;
    }
    if (choices.empty()) continue;
    // One state per stored value; the value now stands in the place itself, so it is asked only once.
    for (const Choice& choice : choices) {
      State forked = state;
      if (!bringIn(forked, choice, holder)) continue;
      if (holder) {
        Object& object = edit(forked.world, holder);
        object.fields[step] = choice.value.kind == Datum::kNone ? nullDatum() : choice.value;
        for (const auto& [field, value] : choice.beside) object.fields.try_emplace(field, value);
      }
      else if (asked) forked.world.globals.edit()[program_.resolve(asked)] = choice.value;
      else continue;  // no place to keep it in: it would be asked for ever
      prepare(frame, std::move(forked), operands, ready);
      if (ready.size() > 2 * limits_.worldsPerBlock) return;
    }
    return;
  }
  ready.push_back(std::move(state));
}

}  // namespace tls_tidy
