// Relevance: which functions are worth walking. Most code of a mail client has nothing to do with TLS, and what has, has often
// only to do with it once a context or connection exists: a function that writes to a connection, or closes one, is passed over
// in worlds without any.
#include <algorithm>

#include "checks/flow/walker.h"

namespace tls_tidy {
namespace {

constexpr size_t kSmall = 12;  // events: walking such a function costs less than not knowing its answer

bool isTls(const Object& object) {
  return object.kind == "connection" || object.kind == "context" || object.kind == "credentials" || object.kind == "certificate" || !object.properties.empty();
}

/// Does a call of these entries make TLS state or change what is checked?
bool makesState(std::span<const Api* const> entries) {
  for (const Api* entry : entries) {
    if (!entry->trigger) continue;
    for (const Effect& effect : entry->effects) {
      switch (effect.kind) {
        case Effect::kCreate:
        case Effect::kDerive:
        case Effect::kSet:
        case Effect::kCallback:
        case Effect::kHandshake:
        case Effect::kUpgradeRequest: return true;
        default: break;
      }
    }
  }
  return false;
}

}  // namespace

/// Marks the functions in `work`, which have the bit already, and all that name them.
void Walker::spread(uint8_t bit, std::vector<FunctionId> work) {
  while (!work.empty()) {
    const FunctionId id = work.back();
    work.pop_back();
    const auto mark = [&](FunctionId other) {
      if (matters_[other] & bit) return;
      matters_[other] |= bit;
      work.push_back(other);
    };
    for (const FunctionId user : users_[id]) mark(user);
    // The constructor of a class that matters keeps its fields.
    if (const Name owner = program_.functions[id].owner; owner && init_)
      if (const FunctionId init = program_.methodOf(owner, init_); init != kNoFunction) mark(init);
  }
}

void Walker::findWhatMatters() {
  users_.assign(program_.functions.size(), {});
  passedOn_.assign(program_.functions.size(), false);
  std::vector<FunctionId> touching, making;
  const auto mark = [&](FunctionId id, bool makes) {
    if (!(matters_[id] & kTouches)) touching.push_back(id);
    matters_[id] |= kTouches;
    if (!makes || (matters_[id] & kMakes)) return;
    matters_[id] |= kMakes;
    making.push_back(id);
  };
  struct Modelled {
    bool known = false, makes = false;
  };
  std::unordered_map<Name, Modelled> isModelled;
  const auto modelled = [&](Name name) {
    const auto [found, isNew] = isModelled.try_emplace(name);
    if (!isNew) return found->second;
    const std::string& full = program_.text(program_.resolve(name));
    const std::span<const Api* const> entries = models_.find(full);
    Modelled answer;
    answer.known = std::any_of(entries.begin(), entries.end(), [](const Api* entry) { return entry->trigger; }) || models_.type(full) || models_.constant(full) || models_.hasPackage(std::string_view(full).substr(0, full.find('.')));
    answer.makes = makesState(entries);
    return isModelled[name] = answer;
  };
  // Attributes in which some class or function of a library is kept: calling them is calling it.
  std::unordered_set<Name> keeps;
  for (const auto& [place, values] : program_.stores)
    for (const auto& [function, value] : values) {
      if (value.kind != Operand::kGlobal || program_.languageOfFile[program_.functions[function].at.file] != Module::Language::kPython) continue;
      if (!modelled(value.name).makes) continue;
      const std::string& full = program_.text(place);
      if (const Name last = program_.find(std::string_view(full).substr(full.rfind('.') + 1))) keeps.insert(last);
    }
  for (FunctionId id = 0; id < program_.functions.size(); ++id) {
    const Function& function = program_.functions[id];
    // In C a call says what it does. A class or a module that is named may do anything.
    const bool isC = program_.languageOfFile[function.at.file] == Module::Language::kC;
    const bool maySpell = program_.languageOfFile[function.at.file] != Module::Language::kPython;
    const auto look = [&](const Operand& operand) {
      if (const ProtocolCommand* command = maySpell ? commandIn(operand) : nullptr) mark(id, spellsUpgrade(command));
      if (operand.kind == Operand::kGlobal) {
        if (const Modelled answer = modelled(operand.name); answer.known) mark(id, answer.makes || !isC);
        const Name target = program_.resolve(operand.name);
        if (const auto found = program_.functionOf.find(target); found != program_.functionOf.end()) users_[found->second].push_back(id);
        if (program_.classes.contains(target)) {
          for (const Name ancestor : program_.ancestry(target)) {
            if (modelled(ancestor).known) mark(id, true);
            if (init_)
              if (const FunctionId init = program_.methodOf(ancestor, init_); init != kNoFunction) users_[init].push_back(id);
          }
        }
      }
      for (const Name stepName : operand.path) {
        const auto methods = program_.methodsNamed.find(stepName);
        if (methods != program_.methodsNamed.end() && methods->second.size() <= 6)
          for (const FunctionId method : methods->second) users_[method].push_back(id);
      }
    };
    if (function.owner)
      for (const Name ancestor : program_.ancestry(function.owner))
        if (modelled(ancestor).known) mark(id, true);
    for (const Local& local : function.locals)
      if (local.type && modelled(local.type).known) mark(id, !isC);
    for (const Block& block : function.blocks) {
      for (const Event& event : block.events) {
        for (const Operand* operand : {&event.a, &event.b, &event.callee, &event.receiver, &event.dest}) look(*operand);
        for (const Argument& argument : event.arguments) {
          look(argument.value);
          if (argument.value.kind != Operand::kGlobal) continue;
          if (const auto found = program_.functionOf.find(program_.resolve(argument.value.name)); found != program_.functionOf.end()) passedOn_[found->second] = true;
        }
        if (event.method) {
          if (keeps.contains(event.method)) mark(id, true);
          const auto methods = program_.methodsNamed.find(event.method);
          if (methods != program_.methodsNamed.end() && methods->second.size() <= 12)
            for (const FunctionId method : methods->second) users_[method].push_back(id);
        }
      }
      look(block.end.value);
    }
  }
  spread(kTouches, std::move(touching));
  spread(kMakes, std::move(making));
}

/// Once the first round has told where TLS state is kept: who asks for it there?
void Walker::findReaders() {
  std::unordered_set<Name> places;
  for (const auto& [place, choices] : records_)
    for (const Choice& choice : choices)
      if (std::any_of(choice.things.begin(), choice.things.end(), [](const auto& thing) { return isTls(*thing.second); })) places.insert(place.second);
  std::vector<FunctionId> readers;
  for (FunctionId id = 0; id < program_.functions.size(); ++id) {
    if (!(matters_[id] & kTouches)) continue;
    bool reads = false;
    const auto look = [&](const Operand& operand) {
      reads = reads || (operand.kind == Operand::kGlobal && places.contains(program_.resolve(operand.name))) ||
              std::any_of(operand.path.begin(), operand.path.end(), [&](Name step) { return places.contains(step); });
    };
    for (const Block& block : program_.functions[id].blocks) {
      for (const Event& event : block.events) {
        for (const Operand* operand : {&event.a, &event.b, &event.callee, &event.receiver}) look(*operand);
        for (const Argument& argument : event.arguments) look(argument.value);
      }
      look(block.end.value);
    }
    if (!reads) continue;
    matters_[id] |= kReads;
    readers.push_back(id);
  }
  spread(kReads, std::move(readers));
}

bool Walker::isWorthWalking(FunctionId id, const World& world) const {
  if (isWorthwhile(id)) return true;
  size_t size = 0;
  for (const Block& block : program_.functions[id].blocks) size += block.events.size();
  if (size <= kSmall) return true;
  return (matters_[id] & kTouches) && std::any_of(world.heap->begin(), world.heap->end(), [](const auto& entry) { return isTls(*entry.second); });
}

/// True where every way through the function ends in exit(), abort() or a call of such a function.
bool Walker::neverReturns(FunctionId id) {
  const auto [known, isNew] = neverReturns_.try_emplace(id, false);
  if (!isNew) return known->second;
  const Function& function = program_.functions[id];
  if (function.blocks.empty()) return false;
  std::vector<bool> seen(function.blocks.size(), false);
  std::vector<BlockId> work{0};
  seen[0] = true;
  while (!work.empty()) {
    const Block& block = function.blocks[work.back()];
    work.pop_back();
    bool ends = false;
    for (const Event& event : block.events) {
      if (event.kind == Event::kThrow) return false;
      if (event.kind != Event::kCall || event.callee.kind != Operand::kGlobal) continue;
      const auto callee = program_.functionOf.find(program_.resolve(event.callee.name));
      ends = ends || (callee != program_.functionOf.end() && neverReturns(callee->second));
    }
    if (ends) continue;
    if (block.end.kind == Terminator::kReturn) return false;
    for (const BlockId next : successors(block)) {
      if (next >= seen.size() || seen[next]) continue;
      seen[next] = true;
      work.push_back(next);
    }
  }
  return neverReturns_[id] = true;
}

}  // namespace tls_tidy
