// Calls that leave the Program: a function of which only the name is known. It answers with a setting, may call what it is given, may write what it
// gets the address of, and may have looked at the certificate.
#include "checks/flow/walker.h"

#include <algorithm>

namespace tls_tidy {
namespace {

bool isTlsObject(const Object& object) { return object.kind == "connection" || object.kind == "context" || object.kind == "credentials"; }

bool isZero(const Datum& datum) {
  return datum.kind == Datum::kNull || ((datum.kind == Datum::kInt || datum.kind == Datum::kBool) && datum.integer == 0);
}

}  // namespace

/// A number or null behind an address that was handed out is not what it was.
void Walker::forgetPointee(State& state, const Datum& pointer, const Event& event) {
  if (pointer.kind != Datum::kRef) return;
  const Object* holder = peek(state.world, pointer.id);
  if (!holder) return;
  const auto found = holder->fields.find(pointer.extra);
  if (found == holder->fields.end()) return;
  const Datum::Kind kind = found->second.kind;
  if (kind != Datum::kNull && kind != Datum::kInt && kind != Datum::kBool && kind != Datum::kString) return;
  edit(state.world, pointer.id).fields[pointer.extra] =
      setting("written:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + ":" + std::to_string(pointer.id) + "." + std::to_string(pointer.extra), "");
}

/// The Program's functions that a call outside is given, alone or in a record or table: `argp_parse(&description, ...)`.
std::vector<FunctionId> Walker::handlersIn(const World& world, const Event& event, const std::vector<Actual>& actuals) {
  std::vector<FunctionId> handlers;
  const auto add = [&](Name name) {
    if (const auto found = program_.functionOf.find(program_.resolve(name)); found != program_.functionOf.end()) handlers.push_back(found->second);
  };
  for (const Actual& actual : actuals) {
    if (actual.value.kind == Datum::kSymbol) add(actual.value.id);
    if (const Object* record = actual.value.kind == Datum::kObject ? peek(world, actual.value.id) : nullptr)
      for (const auto& [field, value] : record->fields)
        if (value.kind == Datum::kSymbol) add(value.id);
  }
  for (const Argument& argument : event.arguments)
    if (argument.value.kind == Operand::kGlobal && argument.value.path.empty())
      for (const Global* field : initialFields(program_.resolve(argument.value.name)))
        if (field->value.kind == Operand::kGlobal) add(field->value.name);
  return handlers;
}

/// `ini_parse(path, handler, &config)`, `fuse_opt_parse(args, &options, table, proc)`: a record of the Program that somebody outside fills. Its fields
/// become the user's settings where a function handed on with it stores them, or where the Program itself never stores but zero and nobody else could
/// make them worth asking for.
void Walker::fillRecord(State& state, ObjectId id, const std::vector<FunctionId>& handlers, const Event& event, int level) {
  const Object* object = peek(state.world, id);
  if (!object || object->kind != "record" || level > 1) return;
  const std::map<Name, Datum> fields = object->fields;
  for (const auto& [field, value] : fields) {
    if (value.kind == Datum::kObject) {
      fillRecord(state, value.id, handlers, event, level + 1);
      continue;
    }
    if (value.kind != Datum::kNull && value.kind != Datum::kInt && value.kind != Datum::kBool) continue;
    const auto stores = program_.stores.find(field);
    if (stores == program_.stores.end()) continue;
    const bool isHandled = std::any_of(stores->second.begin(), stores->second.end(), [&](const auto& store) {
      return std::any_of(handlers.begin(), handlers.end(), [&](FunctionId handler) {
        return store.first == handler || std::find(program_.callers[store.first].begin(), program_.callers[store.first].end(), handler) != program_.callers[store.first].end();
      });
    });
    const bool isOnlyZero = std::all_of(stores->second.begin(), stores->second.end(), [&](const auto& store) { return isZero(constantOf(store.second)); });
    if (!isHandled && !(isOnlyZero && isZero(value))) continue;
    const std::string key = "filled:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + ":" + std::to_string(id) + "." + std::to_string(field);
    edit(state.world, id).fields[field] = setting(key, program_.text(field), value);
  }
}

/// The one setting with a name among arguments that are constants otherwise.
std::optional<uint32_t> Walker::onlySetting(const std::vector<Actual>& actuals) const {
  std::optional<uint32_t> found;
  for (const Actual& actual : actuals) {
    const Datum::Kind kind = actual.value.kind;
    if (kind == Datum::kNull || kind == Datum::kBool || kind == Datum::kInt || kind == Datum::kString) continue;
    if (kind != Datum::kUnknown || found) return std::nullopt;
    const Origin& origin = values_.originAt(actual.value.id);
    if (origin.kind != Origin::kSetting || origin.label.empty()) return std::nullopt;
    found = actual.value.id;
  }
  return found;
}

/// `retry(connect)`, `timed(box.login, user, password)`: a callee nobody knows calls what it is given, with what stands behind it. Only what means
/// nothing elsewhere is called here: a function that works with the variables around it, a connection's method.
bool Walker::handOn(const Frame& frame, const Event& event, const std::vector<Actual>& actuals, const State& state, unsigned catches,
                    std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown) {
  if (program_.languageOfFile[event.at.file] != Module::Language::kPython || frame.depth >= limits_.depth) return false;
  for (size_t i = 0; i < actuals.size(); ++i) {
    const Actual& actual = actuals[i];
    if (actual.kind != Argument::kPositional) continue;
    bool isCalled = false;
    if (actual.value.kind == Datum::kSymbol) {
      const auto found = program_.functionOf.find(program_.resolve(actual.value.id));
      isCalled = found != program_.functionOf.end() && !program_.functions[found->second].captures.empty() && isWorthWalking(found->second, state.world) &&
                 std::find(stack_.begin(), stack_.end(), found->second) == stack_.end();
    } else if (actual.value.kind == Datum::kBound) {
      const Object* object = peek(state.world, actual.value.id);
      isCalled = object && object->kind == "connection";
    }
    if (!isCalled) continue;
    std::vector<Actual> behind;
    for (size_t j = i + 1; j < actuals.size() && actuals[j].kind == Argument::kPositional; ++j) behind.push_back(actuals[j]);
    invoke(frame, event, actual.value, std::move(behind), state, catches, done, thrown);
    return true;
  }
  return false;
}

/// Nothing is known about the callee: its answer is a setting, with the default a look-up names as its last argument.
Datum Walker::outsideCall(const Frame& frame, const Event& event, const std::string& label, const std::vector<Actual>& actuals, State& state) {
  const Function& function = program_.functions[frame.function];
  const bool isPython = program_.languageOfFile[function.at.file] == Module::Language::kPython;
  const std::string callee = event.callee.kind == Operand::kGlobal ? program_.text(program_.resolve(event.callee.name)) : std::string();
  bool harmless = isPython;
  for (const std::string& prefix : models_.prefixes())
    if (callee.starts_with(prefix)) harmless = true;
  for (const Actual& actual : actuals) {
    ObjectId id = 0;
    if (actual.value.kind == Datum::kObject) id = actual.value.id;
    if (actual.value.kind == Datum::kRef)
      if (const Object* box = peek(state.world, actual.value.id))
        if (const auto field = box->fields.find(actual.value.extra); field != box->fields.end() && field->second.kind == Datum::kObject) id = field->second.id;
    const Object* object = id ? peek(state.world, id) : nullptr;
    if (!object || harmless) continue;
    if (!isTlsObject(*object)) {
      // A record that holds the connection: whoever gets it can look.
      for (const auto& [field, value] : object->fields) {
        const Object* inner = value.kind == Datum::kObject ? peek(state.world, value.id) : nullptr;
        if (inner && isTlsObject(*inner) && !inner->obligations.empty()) {
          Object& changed = edit(state.world, value.id);
          if (changed.doubt < 1) ++changed.doubt;
          break;
        }
      }
      continue;
    }
    Object& changed = edit(state.world, id);
    const uint8_t lost = changed.obligations.empty() ? 1 : 2;
    changed.doubt = std::max(changed.doubt, lost);
  }
  if (models_.sounds(calleeName(event), Phrase::kCompares))
    for (const Actual& actual : actuals) decideBy(thingIn(state.world, actual.value, "certificate"), state.world);
  for (const Actual& actual : actuals) forgetPointee(state, actual.value, event);
  if (!harmless) {
    const std::vector<FunctionId> handlers = handlersIn(state.world, event, actuals);
    for (const Actual& actual : actuals)
      if (actual.value.kind == Datum::kObject) fillRecord(state, actual.value.id, handlers, event);
  }
  if (!isPython)
    if (const std::optional<Datum> answer = overhear(frame, event, state.world)) return *answer;
  Datum fallback;
  if (isPython && actuals.size() >= 2) {
    const Actual& last = actuals.back();
    if ((last.kind == Argument::kPositional || (last.kind == Argument::kKeyword && (program_.text(last.keyword) == "default" || program_.text(last.keyword) == "fallback"))) &&
        (last.value.kind == Datum::kBool || last.value.kind == Datum::kNull || last.value.kind == Datum::kInt ||
         (last.value.kind == Datum::kString && !(last.kind == Argument::kPositional && event.method && answersTyped(program_.text(event.method))))))
      fallback = last.value;
  }
  // In the middle of a dialogue a comparison is one with what the server said: no setting of the user's.
  const bool isReply = !isPython && peek(state.world, dialogue()) && models_.sounds(calleeName(event), Phrase::kCompares);
  // int(x), strtol(x, NULL, 10), strcmp(x, "yes"): who decides x decides that too.
  if (isPython ? actuals.size() == 1 && callee.starts_with("builtins.") : !isReply) {
    if (const std::optional<uint32_t> from = onlySetting(actuals)) {
      Origin made = values_.originAt(*from);
      // "0" is true, int("0") is not; and what a comparison in C says of its default nobody knows.
      if (!isPython || made.fallback.kind == Datum::kString) made.fallback = {};
      return values_.unknown(values_.origin((isPython ? callee : "of:" + std::to_string(reinterpret_cast<uintptr_t>(&event))) + ":" + std::to_string(*from), made));
    }
  }
  Origin origin{.kind = isReply ? Origin::kOpaque : Origin::kSetting, .label = label, .fallback = fallback, .at = event.at, .fromCall = true};
  return values_.unknown(values_.origin("call:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + ":" + frame.context + ":" + std::to_string(state.loops.total()), origin));
}

}  // namespace tls_tidy
