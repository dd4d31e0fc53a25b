// Relevance: which functions are worth walking. Most code of a mail client has nothing to do with TLS, and what has, has often
// only to do with it once a context or connection exists: a function that writes to a connection, or closes one, is passed over
// in worlds without any.
#include <algorithm>

#include "checks/flow/walker.h"

namespace tls_tidy {
namespace {

constexpr int kAnyLevel = 1 << 30;
constexpr int kHelperLevels = 3;  // of calls between who makes a context and who uses it
constexpr int kAnyGuesses = 250;
constexpr int kGuesses = 1;             // in a large program, where every method's name is another one's too
constexpr size_t kSmallProgram = 1000;  // functions
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

/// Marks the functions in `work`, which have the bit already, and all that name them: so many levels up, over so many guesses
/// (`box.get()` is a guess where several classes have a `get`).
void Walker::spread(uint8_t bit, const std::vector<FunctionId>& from, int levels, int guesses) {
  std::vector<uint8_t> needed(program_.functions.size(), 255);  // guesses on the best way here
  std::vector<FunctionId> work = from, next;
  for (const FunctionId id : from) needed[id] = 0;
  for (; !work.empty() && levels > 0; --levels, work = std::move(next)) {
    next.clear();
    const auto mark = [&](FunctionId other, int guessed, std::vector<FunctionId>& to) {
      if (guessed > guesses || needed[other] <= guessed) return;
      needed[other] = static_cast<uint8_t>(guessed);
      matters_[other] |= bit;
      to.push_back(other);
    };
    for (size_t i = 0; i < work.size(); ++i) {
      const FunctionId id = work[i];
      const int guessed = needed[id];
      for (const User& user : users_[id]) mark(user.function, guessed + user.isGuess, next);
      // The constructor of a class that matters keeps its fields.
      if (const Name owner = program_.functions[id].owner; owner && init_)
        if (const FunctionId init = program_.methodOf(owner, init_); init != kNoFunction) mark(init, guessed, work);
    }
  }
}

void Walker::findWhatMatters() {
  users_.assign(program_.functions.size(), {});
  passedOn_.assign(program_.functions.size(), false);
  mailFiles_.assign(program_.files.size(), false);
  std::vector<FunctionId> touching, saying, mailing;  // where each bit starts
  const auto mark = [&](FunctionId id, bool makes) {
    if (!(matters_[id] & kTouches)) touching.push_back(id);
    matters_[id] |= kTouches;
    if (!makes || (matters_[id] & kSays)) return;
    matters_[id] |= kMakes | kSays;
    saying.push_back(id);
  };
  const auto markMail = [&](FunctionId id) {
    if (matters_[id] & kMail) return;
    matters_[id] |= kMail;
    mailing.push_back(id);
  };
  const auto markFile = [&](FunctionId id) {
    mailFiles_[program_.functions[id].at.file] = true;
    markMail(id);
  };
  struct Modelled {
    bool known = false, makes = false, mail = false;
  };
  std::unordered_map<Name, Modelled> isModelled;
  const auto modelled = [&](Name name) {
    const auto [found, isNew] = isModelled.try_emplace(name);
    if (!isNew) return found->second;
    const std::string& full = program_.text(program_.resolve(name));
    const std::span<const Api* const> entries = models_.find(full);
    Modelled answer;
    answer.known = std::any_of(entries.begin(), entries.end(), [](const Api* entry) { return entry->trigger; }) || models_.type(full) || models_.constant(full) || models_.isInside(full);
    answer.makes = makesState(entries);
    answer.mail = answer.known && !models_.isGeneral(full);
    return isModelled[name] = answer;
  };
  // Attributes in which some class or function of a library is kept: calling them is calling it.
  std::unordered_set<Name> keeps, holds;
  for (const auto& [place, values] : program_.stores)
    for (const auto& [function, value] : values) {
      if (value.kind != Operand::kGlobal || program_.languageOfFile[program_.functions[function].at.file] != Module::Language::kPython) continue;
      if (!modelled(value.name).makes) continue;
      holds.insert(place);
      const std::string& full = program_.text(place);
      if (const Name last = program_.find(std::string_view(full).substr(full.rfind('.') + 1))) keeps.insert(last);
    }
  for (FunctionId id = 0; id < program_.functions.size(); ++id) {
    const Function& function = program_.functions[id];
    // In C a call says what it does. A class or a module that is named may do anything.
    const bool isC = program_.languageOfFile[function.at.file] == Module::Language::kC;
    const bool maySpell = program_.languageOfFile[function.at.file] != Module::Language::kPython;
    const auto look = [&](const Operand& operand) {
      if (const ProtocolCommand* command = maySpell ? commandIn(operand) : nullptr; command && command->kind != ProtocolCommand::kOrder) mark(id, spellsUpgrade(command));
      if (!maySpell && operand.kind == Operand::kString && isSpoken(operand.name)) markFile(id);
      if (operand.kind == Operand::kGlobal) {
        const Modelled answer = modelled(operand.name);
        if (answer.known) mark(id, answer.makes || !isC);
        if (answer.mail) markFile(id);
        const Name target = program_.resolve(operand.name);
        if (const auto found = program_.functionOf.find(target); found != program_.functionOf.end()) users_[found->second].push_back({id});
        if (program_.classes.contains(target)) {
          for (const Name ancestor : program_.ancestry(target)) {
            if (modelled(ancestor).known) mark(id, true);
            if (modelled(ancestor).mail) markFile(id);
            if (init_)
              if (const FunctionId init = program_.methodOf(ancestor, init_); init != kNoFunction) users_[init].push_back({id});
          }
        }
      }
      for (const Name stepName : operand.path) {
        const auto methods = program_.methodsNamed.find(stepName);
        if (methods != program_.methodsNamed.end() && methods->second.size() <= 6)
          for (const FunctionId method : methods->second) users_[method].push_back({id, methods->second.size() > 1});
      }
    };
    if (function.owner)
      for (const Name ancestor : program_.ancestry(function.owner)) {
        if (modelled(ancestor).known) mark(id, true);
        if (modelled(ancestor).mail) markFile(id);
      }
    for (const Local& local : function.locals) {
      if (local.type && modelled(local.type).known) mark(id, !isC);
      if (local.type && modelled(local.type).mail) markFile(id);
    }
    if (!maySpell && models_.sounds(program_.text(function.key), Phrase::kMail)) markMail(id);
    for (const Block& block : function.blocks) {
      for (const Event& event : block.events) {
        for (const Operand* operand : {&event.a, &event.b, &event.callee, &event.receiver, &event.dest}) look(*operand);
        for (const Argument& argument : event.arguments) {
          look(argument.value);
          if (argument.value.kind != Operand::kGlobal) continue;
          if (const auto found = program_.functionOf.find(program_.resolve(argument.value.name)); found != program_.functionOf.end()) passedOn_[found->second] = true;
        }
        if (event.kind == Event::kCall && event.callee.kind == Operand::kGlobal && holds.contains(event.callee.name)) mark(id, true);
        if (event.method) {
          if (keeps.contains(event.method)) mark(id, true);
          const bool onSelf = function.owner && !function.isStatic && event.receiver.kind == Operand::kLocal && event.receiver.local == 0 && event.receiver.path.empty();
          const FunctionId own = onSelf ? program_.methodOf(event.superOf ? event.superOf : function.owner, event.method, event.superOf) : kNoFunction;
          if (own != kNoFunction) users_[own].push_back({id});
          const auto methods = program_.methodsNamed.find(event.method);
          if (methods != program_.methodsNamed.end() && methods->second.size() <= 12)
            for (const FunctionId method : methods->second)
              if (method != own) users_[method].push_back({id, methods->second.size() > 1});
        }
      }
      look(block.end.value);
    }
  }
  // In a file about mail, TLS is about mail. Elsewhere in Python it is mostly HTTP: who uses a helper there is not far away.
  const bool isSmall = program_.functions.size() <= kSmallProgram;
  std::vector<FunctionId> making, general;
  for (const FunctionId id : saying) {
    const uint32_t file = program_.functions[id].at.file;
    const bool isPython = program_.languageOfFile[file] == Module::Language::kPython;
    (isPython && !mailFiles_[file] ? general : making).push_back(id);
    if (isPython && mailFiles_[file]) markMail(id);
  }
  spread(kTouches, touching, kAnyLevel, kAnyGuesses);
  spread(kMakes, making, kAnyLevel, isSmall ? kAnyGuesses : kGuesses);
  spread(kMakes, general, kHelperLevels, kGuesses);
  spread(kMail, mailing, kAnyLevel, isSmall ? kAnyGuesses : kGuesses);
}

bool Walker::mayBeRoot(FunctionId id) const {
  const Function& function = program_.functions[id];
  // What a module about mail reads from its surroundings at once is learnt before it is asked for.
  if (!isWorthwhile(id)) return collecting_ && function.isModuleBody && mailFiles_[function.at.file];
  return (matters_[id] & (kMail | kSays)) != 0 || function.isModuleBody || program_.languageOfFile[function.at.file] != Module::Language::kPython;
}

bool Walker::isNearMail(FunctionId id) const {
  const uint32_t file = program_.functions[id].at.file;
  return mailFiles_[file] || program_.languageOfFile[file] != Module::Language::kPython;
}

bool Walker::isAboutMail(const Frame& frame) const {
  for (const Frame* each = &frame; each; each = each->caller) {
    const Function& function = program_.functions[each->function];
    if (mailFiles_[function.at.file] || models_.sounds(program_.text(function.key), Phrase::kMail)) return true;
  }
  return false;
}

/// Once the first round has told where TLS state is kept: who asks for it there?
void Walker::findReaders() {
  std::unordered_map<Name, std::vector<Name>> places;  // a field: the classes that keep TLS state there; a global: none
  for (const auto& [place, choices] : records_)
    for (const Choice& choice : choices)
      if (std::any_of(choice.things.begin(), choice.things.end(), [](const auto& thing) { return isTls(*thing.second); })) {
        places[place.second].push_back(place.first);
        break;
      }
  const auto isBelow = [&](Name type, Name ancestor) {
    const std::vector<Name> line = program_.ancestry(type);
    return std::find(line.begin(), line.end(), ancestor) != line.end();
  };
  std::vector<FunctionId> readers;
  for (FunctionId id = 0; id < program_.functions.size(); ++id) {
    const Function& function = program_.functions[id];
    // `self.box.login(user, password)` names nothing of a library's: what its own class keeps there does.
    const bool touches = (matters_[id] & kTouches) && !onlyReads_.contains(id);
    if (!touches && program_.languageOfFile[function.at.file] != Module::Language::kPython) continue;
    bool reads = false;
    const auto keeps = [&](Name step) {
      const auto kept = places.find(step);
      return kept != places.end() && (touches || (function.owner && std::any_of(kept->second.begin(), kept->second.end(), [&](Name type) {
               return type && (isBelow(type, function.owner) || isBelow(function.owner, type));
             })));
    };
    const auto look = [&](const Operand& operand) {
      reads = reads || (operand.kind == Operand::kGlobal && places.contains(program_.resolve(operand.name))) || std::any_of(operand.path.begin(), operand.path.end(), keeps);
    };
    for (const Block& block : function.blocks) {
      for (const Event& event : block.events) {
        for (const Operand* operand : {&event.a, &event.b, &event.callee, &event.receiver}) look(*operand);
        for (const Argument& argument : event.arguments) look(argument.value);
      }
      look(block.end.value);
    }
    if (!reads) continue;
    matters_[id] |= kReads;
    if (!touches) {
      matters_[id] |= kTouches | (mailFiles_[function.at.file] ? kMail : 0);
      onlyReads_.insert(id);
    }
    readers.push_back(id);
  }
  spread(kReads, readers, kAnyLevel, program_.functions.size() <= kSmallProgram ? kAnyGuesses : kGuesses);
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
