// Dialogues: a program that speaks the protocol itself sends its commands as literals, through functions of its own. What counts
// is whether the session can go on in clear: an upgrade was asked for, or looked for among what the server offers, and a login leaves
// on a way without a handshake.
//
// There is one dialogue in each root, an object of kind `connection`. Its transport: clear (the upgrade was looked for),
// strippable (it was asked for), unknown (something that is not modelled may have started TLS). TLS objects of the
// libraries are looked at too: a login after a handshake is a good one. Replies are not followed: a way from the upgrade command to a
// login without a handshake is there because the program goes on after a refusal.
#include <algorithm>

#include "checks/flow/walker.h"

namespace tls_tidy {
namespace {

bool isSecure(const Object& object) {
  const auto transport = object.properties.find("transport");
  const auto failed = object.properties.find("failed");
  return object.kind == "connection" && transport != object.properties.end() && transport->second.value == Value::kTls &&
         (failed == object.properties.end() || failed->second.value != Value::kOn);
}

bool hasFailed(const Object& object) {
  const auto failed = object.properties.find("failed");
  return failed != object.properties.end() && failed->second.value == Value::kOn;
}

}  // namespace

const ProtocolCommand* Walker::commandIn(Name literal) {
  const auto [found, isNew] = commands_.try_emplace(literal, nullptr);
  if (isNew) found->second = models_.command(program_.text(literal));
  return found->second;
}

/// The last component of what is called: "smtp::Client::send(int)" -> "send", `s->ops->write` -> "write".
std::string Walker::calleeName(const Event& event) const {
  if (event.method) return program_.text(event.method);
  if (!event.callee.path.empty()) return program_.text(event.callee.path.back());
  if (event.callee.kind != Operand::kGlobal) return "";
  std::string name = program_.text(program_.resolve(event.callee.name));
  name = name.substr(0, name.find('('));
  const size_t colon = name.rfind(':');
  return colon == std::string::npos ? name : name.substr(colon + 1);
}

/// What a function does with a text it is given, from its body; kUnused: nothing that shows.
Walker::Role Walker::roleOf(FunctionId id, size_t parameter, int depth) {
  const auto [known, isNew] = roles_.try_emplace({id, parameter}, Role::kUnused);
  if (!isNew || depth > 8) return known->second;
  const Function& function = program_.functions[id];
  std::vector<bool> holds(function.locals.size(), false);
  if (parameter >= holds.size()) return Role::kUnused;
  holds[parameter] = true;
  Role role = Role::kUnused;
  const auto isIt = [&](const Operand& operand) { return operand.kind == Operand::kLocal && operand.local < holds.size() && holds[operand.local]; };
  for (const Block& block : function.blocks) {
    for (const Event& event : block.events) {
      if (event.kind == Event::kAssign && (isIt(event.a) || isIt(event.b))) {
        if (event.op == Op::kCopy) {
          if (event.dest.kind == Operand::kLocal && event.dest.path.empty() && event.dest.local < holds.size()) holds[event.dest.local] = true;
          else role = std::max(role, Role::kSent);  // kept in an object: a command to be sent
        } else if (event.op == Op::kEq || event.op == Op::kIn) {
          role = std::max(role, Role::kCompared);
        }
        continue;
      }
      if (event.kind != Event::kCall) continue;
      for (size_t i = 0; i < event.arguments.size(); ++i)
        if (isIt(event.arguments[i].value)) role = std::max(role, roleIn(event, i, depth + 1));
    }
  }
  return roles_[{id, parameter}] = role;
}

/// What becomes of one argument of a call.
Walker::Role Walker::roleIn(const Event& event, size_t argument, int depth) {
  const std::string name = calleeName(event);
  std::vector<FunctionId> callees;
  if (event.method) {
    if (const auto methods = program_.methodsNamed.find(event.method); methods != program_.methodsNamed.end() && methods->second.size() <= 6) callees = methods->second;
  } else if (event.callee.kind == Operand::kGlobal && event.callee.path.empty()) {
    const Name target = program_.resolve(event.callee.name);
    if (const auto found = program_.functionOf.find(target); found != program_.functionOf.end()) callees.push_back(found->second);
    else if (!models_.find(program_.text(target)).empty()) return Role::kUnused;  // what a library call does to a connection, its model says
  }
  Role role = Role::kUnused;
  for (const FunctionId callee : callees) {
    const Function& function = program_.functions[callee];
    const size_t self = function.owner && !function.isStatic && event.method ? 1 : 0;
    role = std::max(role, argument + self < function.parameters.size() ? roleOf(callee, argument + self, depth) : Role::kSent);
  }
  if (role == Role::kSent || role == Role::kCompared) {
    // A look into a list is often written as a loop of its own, a message goes through buffers: the name tells more than the copies.
    if (role == Role::kSent && (models_.sounds(name, Phrase::kAsks) || models_.sounds(name, Phrase::kCompares))) return Role::kCompared;
    return role == Role::kSent && models_.sounds(name, Phrase::kSpeaks) ? Role::kSpoken : role;
  }
  if (models_.sounds(name, Phrase::kCompares) || models_.sounds(name, Phrase::kAsks)) return Role::kCompared;
  if (models_.sounds(name, Phrase::kSpeaks)) return Role::kSpoken;
  return Role::kSent;
}

/// Whoever compares what comes in with a client's commands is a server: STARTTLS among them is no offer either.
bool Walker::serves(FunctionId id) {
  const auto [known, isNew] = serves_.try_emplace(id, false);
  if (!isNew) return known->second;
  const auto isOrder = [&](const Operand& operand) {
    const ProtocolCommand* command = commandIn(operand);
    return command && command->kind == ProtocolCommand::kOrder;
  };
  bool found = false;
  for (const Block& block : program_.functions[id].blocks)
    for (const Event& event : block.events) {
      if (event.kind == Event::kAssign && event.op == Op::kEq) found = found || isOrder(event.a) || isOrder(event.b);
      if (event.kind != Event::kCall) continue;
      for (size_t i = 0; i < event.arguments.size(); ++i) found = found || (isOrder(event.arguments[i].value) && roleIn(event, i) == Role::kCompared);
    }
  return serves_[id] = found;
}

Object& Walker::openDialogue(World& world, const Event& event) {
  const ObjectId id = dialogue();
  const bool isNew = !peek(world, id);
  Object& object = edit(world, id);
  if (isNew) {
    object.kind = "connection";
    object.properties["transport"] = Property{.value = Value::kClear, .at = event.at};
  }
  return object;
}

/// Did the server not offer the upgrade on the way here?
bool Walker::wasRefused(const World& world) const {
  return std::any_of(world.guards->begin(), world.guards->end(), [&](const Guard& guard) {
    return values_.originAt(values_.predicateAt(guard.predicate).origin).kind == Origin::kCapability;
  });
}

std::optional<Datum> Walker::hear(const Frame& frame, const Event& event, State& state) {
  if (program_.languageOfFile[event.at.file] == Module::Language::kPython) return std::nullopt;
  const auto question = [&]() {
    Object& object = openDialogue(state.world, event);
    if (object.properties["transport"].value == Value::kClear) object.fields[askedByField_] = intDatum(chainTo(frame, event.at));
    Origin origin{.kind = Origin::kCapability, .label = "STARTTLS", .object = dialogue(), .at = event.at};
    return values_.unknown(values_.origin("offer:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + frame.context + ":" + std::to_string(state.loops.total()), origin));
  };
  if (event.kind == Event::kAssign) {
    if (event.op != Op::kCopy) {
      const bool asks = spellsUpgrade(commandIn(event.a)) || spellsUpgrade(commandIn(event.b));
      if (asks && event.op == Op::kEq && !serves(frame.function)) return question();
      if (event.op == Op::kAdd)  // a line put together from pieces
        for (const Operand* part : {&event.a, &event.b})
          if (const ProtocolCommand* command = commandIn(*part); isSaid(command)) say(frame, event, event.at, *command, state.world);
      return std::nullopt;
    }
    // A whole line kept for later is a line that will be sent.
    const ProtocolCommand* command = commandIn(event.a);
    if (command && program_.text(event.a.name).ends_with("\n")) say(frame, event, event.at, *command, state.world);
    return std::nullopt;
  }
  for (size_t i = 0; i < event.arguments.size(); ++i) {
    const Argument& argument = event.arguments[i];
    const ProtocolCommand* command = commandIn(argument.value);
    // A literal that a variable brought here counts where the variable is the function's own.
    bool isHandedOn = false;
    if (const Operand& value = argument.value; value.kind == Operand::kLocal && value.path.empty() && value.local < state.locals->size()) {
      const Datum& held = (*state.locals)[value.local];
      if (held.kind == Datum::kString) command = commandIn(held.id);
      isHandedOn = value.local < program_.functions[frame.function].parameters.size();
    }
    if (!command) continue;
    const Role role = roleIn(event, i);
    if (role == Role::kCompared && spellsUpgrade(command)) {
      if (serves(frame.function)) continue;
      return question();
    }
    if (isHandedOn) continue;
    if (!isSaid(command)) continue;
    // A login through the library's own write is no login in clear, but the alternative that a setting may choose.
    const bool overTls = role == Role::kUnused && command->kind != ProtocolCommand::kUpgrade &&
                         std::any_of(state.world.heap->begin(), state.world.heap->end(), [](const auto& entry) { return isSecure(*entry.second); });
    if (role == Role::kSent || overTls) say(frame, event, argument.at.known() ? argument.at : event.at, *command, state.world);
  }
  return std::nullopt;
}

void Walker::say(const Frame& frame, const Event& event, const Range& literal, const ProtocolCommand& command, World& world) {
  if (command.kind != ProtocolCommand::kUpgrade) {
    tellLogin(frame, event, command.api, command.kind == ProtocolCommand::kMail ? Site::kMessage : Site::kCredentials, world);
    if (Object* object = peek(world, dialogue()) ? &openDialogue(world, event) : nullptr; object && object->protocol.empty()) object->protocol = command.protocol;
    return;
  }
  const Property transport{.value = Value::kStrippable, .at = event.at, .argument = literal, .api = &command.api, .function = frame.function, .event = &event};
  ask(frame, event, transport, world);
  if (Object& object = openDialogue(world, event); object.protocol.empty()) object.protocol = command.protocol;
}

void Walker::ask(const Frame& frame, const Event& event, Property transport, World& world) {
  askingRoots_.insert(root_);
  for (const auto& [id, object] : *world.heap)
    if (isSecure(*object)) return;
  Object& object = openDialogue(world, event);
  if (object.properties["transport"].value == Value::kUnknown) return;
  // Who looked for the offer first and then asked has one place to mend.
  if (!object.fields.contains(askedByField_)) object.fields[askedByField_] = intDatum(chainTo(frame, transport.argument));
  object.properties["transport"] = std::move(transport);
}

/// The calls that lead to a place, as a number: equal ways have the same.
int64_t Walker::chainTo(const Frame& frame, const Range& place) {
  std::vector<std::pair<FunctionId, Range>> chain{{frame.function, place}};
  for (const Frame* at = &frame; at->caller && at->from; at = at->caller) chain.emplace_back(at->caller->function, at->from->at);
  const auto known = std::find(askedBy_.begin(), askedBy_.end(), chain);
  if (known != askedBy_.end()) return known - askedBy_.begin();
  askedBy_.push_back(std::move(chain));
  return static_cast<int64_t>(askedBy_.size()) - 1;
}

/// Where only a name says that an upgrade is asked for, which answer is the good one is not known: it is passed over when a login
/// follows both of them.
bool Walker::isPassedOver(const World& world, const Object& object) {
  const auto answer = object.fields.find(answerField_);
  if (answer == object.fields.end()) return true;
  for (const Guard& guard : *world.guards) {
    if (values_.predicateAt(guard.predicate).origin != answer->second.id) continue;
    unsigned& seen = answered_[{root_, guard.predicate}];
    seen |= guard.holds ? 2 : 1;
    return seen == 3;
  }
  return true;
}

/// Where the function that both asks for the upgrade and goes on asks: the innermost one, for there the answer is passed over.
Range Walker::commonCall(const Frame& frame, const Object& object) const {
  const auto chain = object.fields.find(askedByField_);
  if (chain == object.fields.end()) return {};
  for (const auto& [function, at] : askedBy_[static_cast<size_t>(chain->second.integer)])
    for (const Frame* here = &frame; here; here = here->caller)
      if (here->function == function) return at;
  return {};
}

void Walker::tellLogin(const Frame& frame, const Event& event, const Api& api, Site::Sink sink, World& world) {
  if (collecting_ || muted_) return;
  const Bound bound{.api = &api, .event = &event, .frame = &frame, .self = {}, .positional = {}, .named = {}, .fallbacks = {}};
  for (const auto& [id, object] : *world.heap) {
    if (hasFailed(*object)) return;  // what is written to a broken connection goes nowhere
    if (!isSecure(*object)) continue;
    Site site = siteFor(sink, bound, world, *object);
    site.good = true;
    out_.sites.push_back(std::move(site));
    return;
  }
  const Object* object = peek(world, dialogue());
  if (!object) return;
  const Property transport = object->properties.at("transport");
  if (transport.value != Value::kStrippable && !(transport.value == Value::kClear && wasRefused(world))) return;
  if (!isPassedOver(world, *object)) return;
  Site site = siteFor(sink, bound, world, *object);
  site.cause = transport;
  site.asked = commonCall(frame, *object);
  out_.sites.push_back(std::move(site));
}

std::optional<Datum> Walker::overhear(const Frame& frame, const Event& event, World& world) {
  const ObjectId id = dialogue();
  const bool speaking = peek(world, id);
  if (!speaking && !askingRoots_.contains(root_)) return std::nullopt;
  const std::string name = calleeName(event);
  if (models_.sounds(name, Phrase::kAsks) || models_.sounds(name, Phrase::kSpeaks)) return std::nullopt;
  if (speaking && models_.sounds(name, Phrase::kUpgrades)) {
    static const Api kUpgrade{.name = "the upgrade"};
    ask(frame, event, {.value = Value::kStrippable, .at = event.at, .argument = event.at, .api = &kUpgrade, .function = frame.function, .event = &event}, world);
    Origin origin{.kind = Origin::kUpgrade, .label = name, .object = id, .at = event.at, .fromCall = true};
    const Datum answer = values_.unknown(values_.origin("upgrade:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + frame.context, origin));
    openDialogue(world, event).fields[answerField_] = answer;
    return answer;
  }
  if (models_.sounds(name, Phrase::kSecures)) {
    openDialogue(world, event).properties["transport"] = Property{.value = Value::kUnknown, .at = event.at};
    return std::nullopt;
  }
  if (!speaking || !models_.sounds(name, Phrase::kLogsIn) || !askingRoots_.contains(root_)) return std::nullopt;
  static const Api kLogin{.name = "a login"};
  edit(world, id).doubt = std::max<uint8_t>(peek(world, id)->doubt, 1);
  tellLogin(frame, event, kLogin, Site::kCredentials, world);
  return std::nullopt;
}

std::optional<Datum> Walker::askedForOther(const Datum& word, const Datum& list, const Range& at) {
  if (word.kind != Datum::kString || list.kind != Datum::kUnknown || values_.originAt(list.id).kind != Origin::kCapability) return std::nullopt;
  std::string text = program_.text(word.id);
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (text.find('\x01') != std::string::npos || models_.sounds(text, Phrase::kSecures) || models_.sounds(text, Phrase::kUpgrades)) return std::nullopt;
  return values_.unknown(values_.origin("other capability:" + std::to_string(list.id) + ":" + text, {.kind = Origin::kOpaque, .label = text, .at = at}));
}

}  // namespace tls_tidy
