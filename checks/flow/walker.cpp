#include "checks/flow/walker.h"

#include <algorithm>
#include <sstream>

namespace tls_tidy {

namespace {

constexpr size_t kLeastSteps = 2000;  // a call may take, however little is left

/// In C, where a function that answers otherwise too: a negative number, no pointer, false.
bool saysFailure(const Datum& answer) {
  return (answer.kind == Datum::kInt && answer.integer < 0) || answer.kind == Datum::kNull || (answer.kind == Datum::kBool && answer.integer == 0);
}

}  // namespace

Walker::Walker(Program& program, const Models& models, const EngineLimits& limits)
    : program_(program), models_(models), limits_(limits), values_(program), graphs_(program.functions.size()),
      matters_(program.functions.size(), 0), executed_(program.functions.size(), false) {
  context_ = program.intern("<context>");
  answerField_ = program.intern("<answer>");
  askedByField_ = program.intern("<asked by>");
  certificateOf_ = program.intern("<certificate of>");
  element_ = program.intern("[]");
  first_ = program.intern("[0]");
  star_ = program.intern("*");
  init_ = program.intern("__init__");
  target_ = program.intern("<bound>");
}

const Graph& Walker::graph(FunctionId id) {
  if (!graphs_[id]) graphs_[id] = std::make_unique<Graph>(graphOf(program_.functions[id]));
  return *graphs_[id];
}

std::vector<FunctionId> Walker::roots() const {
  std::vector<FunctionId> found;
  for (FunctionId id = 0; id < program_.functions.size(); ++id)
    if (mayBeRoot(id) && program_.callers[id].empty() && !passedOn_[id]) found.push_back(id);
  std::stable_sort(found.begin(), found.end(), [&](FunctionId a, FunctionId b) {
    const auto rank = [&](FunctionId id) { return program_.functions[id].isModuleBody ? 0 : init_ && program_.text(program_.functions[id].key).ends_with(".__init__") ? 1 : 2; };
    return rank(a) < rank(b);
  });
  return found;
}

Judged Walker::walk() {
  findWhatMatters();
  findOptions();
  // Round one learns what is stored in fields and globals, the next what those who read that leave there in turn (a handshake on a
  // connection another root made); the last judges with that knowledge.
  for (const Round round : {Round::kCollect, Round::kPassOn, Round::kJudge}) {
    collecting_ = round != Round::kJudge;
    if (round != Round::kCollect) findReaders();
    const auto takesPart = [&](FunctionId id) { return round == Round::kPassOn ? mayBeRoot(id) && (matters_[id] & kReads) : mayBeRoot(id); };
    std::vector<FunctionId> first = roots();
    // Who keeps something goes before those who only work with it: so they meet what is kept with all that is known by now.
    const std::set<FunctionId> keepers = round == Round::kPassOn ? recordKeepers() : std::set<FunctionId>();
    std::stable_partition(first.begin(), first.end(), [&](FunctionId id) { return keepers.contains(id); });
    std::fill(executed_.begin(), executed_.end(), false);
    std::set<FunctionId> asRoot(first.begin(), first.end());
    tooLarge_.clear();
    stepsOfRound_ = 0;
    for (const FunctionId root : first) {
      if (!takesPart(root)) continue;
      if (onlyReads_.contains(root) && executed_[root]) continue;  // seen with what its users really made
      if (keepers.contains(root)) forgetRecords(root);
      runRoot(root);
      for (const Name type : classesBelow(root)) runRoot(root, type);
    }
    for (FunctionId id = 0; id < program_.functions.size(); ++id)
      if (takesPart(id) && !executed_[id] && asRoot.insert(id).second) runRoot(id);
    // Where a root was too large to be walked to its end, what it calls is walked from its own start.
    while (!tooLarge_.empty()) {
      const FunctionId id = *tooLarge_.begin();
      tooLarge_.erase(tooLarge_.begin());
      if (takesPart(id) && asRoot.insert(id).second) runRoot(id, 0, limits_.stepsOfCut);
    }
  }
  // A version that a server asked for, seen only once the context met its side.
  std::erase_if(out_.sites, [&](const Site& site) { return site.sink == Site::kFloor && serverFloors_.contains(site.cause.at); });
  std::erase_if(out_.sites, [&](const Site& site) { return !site.good && decidedElsewhere_.contains(site.handshake); });
  // What was open at the handshake may have been checked after it: the sites tell. One that was left unused says nothing beside a good one.
  struct Seen {
    bool good = false, bad = false, left = false;
    bool met = false;  // good only because it was checked afterwards
  };
  std::map<std::pair<Range, Site::Sink>, Seen> judged;  // the chain and the name are two questions
  for (const Site& site : out_.sites) {
    if (site.sink != Site::kPeer && site.sink != Site::kName) continue;
    Seen& seen = judged[{site.handshake, site.sink}];
    (site.good ? seen.good : site.ended ? seen.left : seen.bad) = true;
    seen.met = seen.met || (site.good && isBad(site.cause.value));
  }
  out_.connections = handshakes_.size();
  for (const auto& [place, atHandshake] : handshakes_) {
    const Seen &chain = judged[{place, Site::kPeer}], &name = judged[{place, Site::kName}];
    const auto isReported = [](const Seen& seen) { return seen.bad || (seen.left && !seen.met); };
    if (isReported(chain) || isReported(name)) continue;
    const bool isGood = atHandshake == 1 || ((chain.good || name.good) && !(atHandshake & 4));
    ++(isGood ? out_.verified : out_.unknown);
  }
  out_.origins = values_.takeOrigins();
  out_.predicates = values_.takePredicates();
  return std::move(out_);
}

/// Classes that inherit a method but bring what it calls on itself: what a template method does is seen on them only.
std::vector<Name> Walker::classesBelow(FunctionId method) {
  const Function& function = program_.functions[method];
  std::vector<Name> found;
  if (!function.owner || function.isStatic || program_.languageOfFile[function.at.file] != Module::Language::kPython) return found;
  const std::string& key = program_.text(function.key);
  const Name own = program_.find(std::string_view(key).substr(key.rfind('.') + 1));
  std::set<Name> called;
  for (const Block& block : function.blocks)
    for (const Event& event : block.events)
      if (event.kind == Event::kCall && event.method && !event.superOf && event.receiver.kind == Operand::kLocal && event.receiver.local == 0 && event.receiver.path.empty()) called.insert(event.method);
  if (called.empty()) return found;
  if (below_.empty()) {
    below_[0];
    for (const auto& [name, type] : program_.classes)
      for (const Name ancestor : program_.ancestry(name))
        if (ancestor != name) below_[ancestor].push_back(name);
  }
  const auto below = below_.find(function.owner);
  if (below == below_.end()) return found;
  for (const Name name : below->second) {
    if (program_.methodOf(name, own) != method) continue;
    const bool brings = std::any_of(called.begin(), called.end(), [&](Name each) {
      const Name attribute = program_.join(name, each);  // a class to be made, kept in an attribute
      return program_.methodOf(name, each) != program_.methodOf(function.owner, each) || (attribute && program_.stores.contains(attribute));
    });
    if (brings) found.push_back(name);
  }
  std::sort(found.begin(), found.end(), [&](Name a, Name b) { return program_.text(a) < program_.text(b); });
  constexpr size_t kMost = 6;  // classes for one method
  if (found.size() > kMost) found.resize(kMost);
  return found;
}

void Walker::runRoot(FunctionId root, Name type, size_t most) {
  const Function& function = program_.functions[root];
  if (!type) type = function.owner;
  const bool isLate = stepsOfRound_ > limits_.stepsPerProgram;
  if (isLate && !isNearMail(root)) {
    if (!collecting_) ++out_.overBudget;
    return;
  }
  root_ = root;
  // A test is no user: what it passes to the program, and what it leaves there, says nothing about the program.
  const File& file = program_.files[function.at.file];
  const bool isPython = program_.languageOfFile[function.at.file] == Module::Language::kPython;
  isTestRoot_ = file.isTest && isPython;
  const size_t known = out_.sites.size();
  steps_ = 0;
  // A test of something else comes to mail by a method's name, if at all.
  const bool isFar = file.isTest && !isNearMail(root);
  most_ = most ? most : isFar ? limits_.stepsOfFarTest : collecting_ ? limits_.stepsToCollect : limits_.stepsPerRoot;
  if (isLate) most_ = std::min(most_, limits_.stepsWhenLate);
  stop_ = most_;
  walked_.clear();
  shaken_.clear();
  // What the library calls to decide about a certificate was judged with the call that named it.
  const auto asCallback = callbacks_.lower_bound({root, nullptr});
  muted_ = asCallback != callbacks_.end() && asCallback->first.first == root;
  World world;
  std::vector<Datum> arguments;
  for (size_t i = 0; i < function.parameters.size() && i < function.locals.size(); ++i) {
    const Local& local = function.locals[i];
    const std::string label = program_.text(local.name);
    if (i == 0 && function.owner && !function.isStatic) {
      const ObjectId self = values_.object("self:" + std::to_string(type));
      Object object;
      object.type = type;
      object.kind = "record";
      const std::string& key = program_.text(function.key);
      object.outside = !key.ends_with(".__init__");
      world.heap.edit()[self] = std::make_shared<const Object>(object);
      arguments.push_back(objectDatum(self));
      continue;
    }
    if (function.parameters[i].kind == Parameter::kVarArgs || function.parameters[i].kind == Parameter::kKwArgs) {
      const ObjectId rest = values_.object("rest:" + std::to_string(root) + ":" + std::to_string(i));
      Object object;
      object.kind = "record";
      object.outside = object.rest = true;
      world.heap.edit()[rest] = std::make_shared<const Object>(object);
      arguments.push_back(objectDatum(rest));
      continue;
    }
    const Operand& fallback = function.parameters[i].fallback;
    const Datum value = fallback.kind == Operand::kNone ? defaultOf(function, i) : constantOf(fallback);
    const Datum parameter = setting("param:" + std::to_string(root) + ":" + std::to_string(i), label, value);
    if (local.type) objectOf(world, parameter, local.type);
    arguments.push_back(parameter);
  }
  Frame frame{.function = root, .context = "r" + std::to_string(root)};
  std::vector<Outcome> outcomes = execute(frame, std::move(arguments), std::move(world));
  const bool isC = program_.languageOfFile[function.at.file] == Module::Language::kC;
  const bool mayAnswerFailure = isC && std::any_of(outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return !outcome.isThrown && !saysFailure(outcome.value); });
  for (Outcome& outcome : outcomes) {
    // What failed half-way is not what others work with.
    if (!outcome.isThrown && !(mayAnswerFailure && saysFailure(outcome.value))) keepRecords(outcome.world);
    finish(outcome.world);
  }
  muted_ = false;
  if (isTestRoot_) {
    const auto added = out_.sites.begin() + static_cast<std::ptrdiff_t>(known);
    out_.sites.erase(std::remove_if(added, out_.sites.end(), [&](const Site& site) { return !program_.files[site.at.file].isTest; }), out_.sites.end());
  }
  stepsOfRound_ += steps_;
  if (steps_ > most_) tooLarge_.insert(walked_.begin(), walked_.end());
}

/// What this root leaves in fields and globals, for roots that read them.
void Walker::keepRecords(const World& world) {
  if (!collecting_) return;
  for (const auto& [id, object] : *world.heap) {
    if (!isShared(*object)) continue;
    for (const auto& [field, value] : object->fields) keepRecord(world, object->type, field, value, &object->fields);
  }
  for (const auto& [name, value] : *world.globals) keepRecord(world, 0, name, value);
  if (const Object* written = peek(world, values_.object("globals")))  // through their addresses
    for (const auto& [name, value] : written->fields) keepRecord(world, 0, program_.resolve(name), value);
}

/// Does an object live where other roots find its fields?
bool Walker::isShared(const Object& object) const { return object.type && (object.kind == "record" || program_.classes.contains(object.type)); }

std::set<FunctionId> Walker::recordKeepers() const {
  std::set<FunctionId> keepers;
  for (const auto& [place, choices] : records_)
    for (const Choice& choice : choices) keepers.insert(choice.root);
  return keepers;
}

/// A root that is walked again with what others keep says anew what it keeps itself.
void Walker::forgetRecords(FunctionId root) {
  for (auto place = records_.begin(); place != records_.end();) {
    std::erase_if(place->second, [&](const Choice& choice) { return choice.root == root; });
    place = place->second.empty() ? records_.erase(place) : std::next(place);
  }
}

/// Do guards ask about what this value came from?
bool Walker::isAskedAbout(const std::vector<Guard>& guards, const Datum& value) const {
  const OriginId origin = value.kind == Datum::kUnknown ? value.id : value.kind == Datum::kPredicate ? values_.predicateAt(value.id).origin : 0;
  return origin && std::any_of(guards.begin(), guards.end(), [&](const Guard& guard) { return values_.predicateAt(guard.predicate).origin == origin; });
}

void Walker::keepRecord(const World& world, Name type, Name field, const Datum& value, const std::map<Name, Datum>* fields) {
  if (value.kind == Datum::kUnknown || value.kind == Datum::kPredicate) keepDefault(type, field, value);
  if (value.kind != Datum::kObject && value.kind != Datum::kSymbol && value.kind != Datum::kBound) return;
  if (const auto holder = program_.classes.find(type); isTestRoot_ && holder != program_.classes.end() && !program_.files[holder->second.at.file].isTest) return;
  std::vector<Choice>& known = records_[{type, field}];
  // A connection whose handshake failed or whose verdict was bad is not what the next function works with.
  if (std::any_of(world.guards->begin(), world.guards->end(), [&](const Guard& guard) {
        const Origin& origin = values_.originAt(values_.predicateAt(guard.predicate).origin);
        return !guard.holds && origin.kind == Origin::kHandshake && value.kind == Datum::kObject && origin.object == value.id;
      }))
    return;
  if (const Object* object = value.kind == Datum::kObject ? peek(world, value.id) : nullptr) {
    const auto failed = object->properties.find("failed");
    if (failed != object->properties.end() && failed->second.value == Value::kOn) return;
    for (const Obligation& obligation : object->obligations)
      if (obligation.failed) return;
  }
  Choice choice = snapshot(world, value);
  for (Choice& other : known) {
    if (!(other.value == value)) continue;
    if (other.things.size() != choice.things.size()) continue;
    bool same = true;
    for (size_t i = 0; i < other.things.size() && same; ++i)
      same = other.things[i].first == choice.things[i].first && *other.things[i].second == *choice.things[i].second;
    if (!same) continue;
    // Stored on two ways: what holds on one of them only is no condition. Another root asks of things of its own.
    std::erase_if(other.guards, [&](const Guard& guard) {
      const auto here = std::find_if(choice.guards.begin(), choice.guards.end(), [&](const Guard& each) { return each.predicate == guard.predicate; });
      const bool mayBeForgotten = other.root != root_ || choice.guards.size() + 1 >= limits_.guards;  // the list is bounded
      return here == choice.guards.end() ? !mayBeForgotten : here->holds != guard.holds;
    });
    std::erase_if(other.beside, [&](const auto& kept) { return !isAskedAbout(other.guards, kept.second); });
    return;
  }
  choice.root = root_;
  // `self.ftp = FTP_TLS() if tls else FTP(); self.tls = tls`: who asks self.tls later asks what decided here.
  if (fields)
    for (const auto& [other, kept] : *fields)
      if (other != field && isAskedAbout(choice.guards, kept)) choice.beside.emplace_back(other, kept);
  constexpr size_t kMost = 6;  // values of one place; every kind of TLS state among them
  if (known.size() >= kMost) {
    std::map<std::string, size_t> count;
    for (const Choice& each : known) ++count[tlsKinds(each)];
    if (count.contains(tlsKinds(choice))) return;
    const auto crowded = std::find_if(known.rbegin(), known.rend(), [&](const Choice& each) { return count[tlsKinds(each)] > 1; });
    if (crowded == known.rend()) return;
    known.erase(std::next(crowded).base());
  }
  known.push_back(std::move(choice));
}

/// What the connections and contexts of a stored value say about TLS, as text to compare.
std::string Walker::tlsKinds(const Choice& choice) {
  std::string kinds;
  for (const auto& [id, object] : choice.things)
    if (object->kind == "connection" || object->kind == "context")
      for (const auto& [name, property] : object->properties) kinds += name + static_cast<char>('a' + static_cast<int>(property.value));
  return kinds;
}

/// `self.verify = config.get("verify", False)`, `VERIFY = os.environ.get("VERIFY", "0") == "1"`: what a field or global is as long as nobody sets
/// the setting it was read from. Two answers are none.
void Walker::keepDefault(Name type, Name field, const Datum& value) {
  Datum fallback;
  if (value.kind == Datum::kUnknown) {
    const Origin& origin = values_.originAt(value.id);
    if (origin.kind == Origin::kSetting) fallback = origin.fallback;
  } else if (values_.originAt(values_.predicateAt(value.id).origin).kind == Origin::kSetting) {
    if (const auto holds = values_.underDefault(value.id)) fallback = boolDatum(*holds != (value.integer != 0));
  }
  const auto [known, isNew] = defaults_.try_emplace({type, field}, fallback);
  if (!isNew && !(known->second == fallback)) known->second = {};
}

/// When a state's turn comes: loops from the outside in, each with the turns taken in it, then its own position. A loop is walked
/// turn by turn and left last.
std::vector<uint32_t> Walker::turn(const Graph& shape, uint32_t position, const State& state) {
  std::vector<uint32_t> key{position};
  for (uint32_t head = shape.loopOf[position]; head != Graph::kNoLoop; head = shape.outerLoop[head]) {
    key.push_back(state.loops.in(head));
    key.push_back(head);
  }
  std::reverse(key.begin(), key.end());
  return key;
}

std::vector<Outcome> Walker::execute(const Frame& frame, std::vector<Datum> arguments, World world) {
  const Function& function = program_.functions[frame.function];
  executed_[frame.function] = executed_[frame.function] || !isTestRoot_ || frame.function == root_;
  walked_.insert(frame.function);
  std::vector<Outcome> outcomes;
  if (function.blocks.empty()) {
    outcomes.push_back({std::move(world), {}, false, {}});
    return outcomes;
  }
  const Graph& shape = graph(frame.function);
  State start;
  const auto entry = world.heap;
  start.world = std::move(world);
  std::vector<Datum>& locals = start.locals.edit();
  locals = std::move(arguments);
  locals.resize(function.locals.size());
  for (LocalId i = 0; i < function.locals.size(); ++i) {
    if (!function.locals[i].record || locals[i].kind != Datum::kNone) continue;
    const ObjectId id = values_.object(frame.context + "/local" + std::to_string(frame.function) + ":" + std::to_string(i));
    Object object;
    object.type = function.locals[i].type;
    object.kind = "record";
    start.world.heap.edit()[id] = std::make_shared<const Object>(object);
    locals[i] = objectDatum(id);
  }
  stack_.push_back(frame.function);
  // One callee gets a third of what is left, so that what stands behind the call is walked too.
  const size_t outer = stop_;
  if (frame.caller) stop_ = std::min(outer, steps_ + std::max(kLeastSteps, (outer - std::min(outer, steps_)) / 3));
  std::map<std::vector<uint32_t>, std::pair<BlockId, std::vector<State>>> waiting;  // by turn(), so that what meets waits for the others
  const uint32_t first = shape.order[0];
  waiting[turn(shape, first, start)] = {0, {}};
  waiting.begin()->second.second.push_back(std::move(start));
  while (!waiting.empty()) {
    auto [block, states] = std::move(waiting.begin()->second);
    const uint32_t position = shape.order[block];
    waiting.erase(waiting.begin());
    merge(states, shape.liveIn[block]);
    for (State& state : states) {
      std::vector<std::pair<BlockId, State>> next;
      runBlock(frame, block, std::move(state), next, outcomes);
      for (auto& [to, after] : next) {
        if (to >= function.blocks.size()) continue;
        const uint32_t there = shape.order[to];
        after.loops.forget([&](uint32_t head) { return shape.loopEnd[head] < there; });
        if (there <= position) {
          if (after.loops.total() == Turns::kMost) {
            finish(after.world);
            continue;
          }
          after.loops.take(there);
          forgetCounters(function, shape, there, position, after);
          endTurn(frame, shape, there, after.world);
        }
        auto& slot = waiting[turn(shape, there, after)];
        slot.first = to;
        slot.second.push_back(std::move(after));
      }
    }
    if (steps_ > stop_) {
      ++out_.overBudget;
      tooLarge_.insert(frame.function);
      for (auto& [when, slot] : waiting)
        for (State& state : slot.second) {
          // Nobody knows the answer, but the caller goes on.
          doubtWhatChanged(state.world, entry);
          if (outcomes.empty() && frame.caller) outcomes.push_back({state.world, setting("cut:" + std::to_string(frame.function), program_.text(function.display)), false, {}});
          if (!frame.caller) keepRecords(state.world);
          finish(state.world);
        }
      break;
    }
  }
  stop_ = outer;
  stack_.pop_back();
  return outcomes;
}

/// A new turn asks its questions anew. What a setting said in this one is kept as what led here: `case 'k': verify = 0;` in the loop over a
/// command line is the user's doing.
void Walker::endTurn(const Frame& frame, const Graph& shape, uint32_t head, World& world) {
  std::vector<Guard>& guards = world.guards.edit();
  const auto kindOf = [&](const Guard& guard) { return values_.originAt(values_.predicateAt(guard.predicate).origin).kind; };
  const auto isInside = [&](const Guard& guard) {
    return guard.function == frame.function && guard.block != kNoBlock && guard.block < shape.order.size() && shape.order[guard.block] >= head &&
           shape.order[guard.block] <= shape.loopEnd[head];
  };
  std::erase_if(guards, [&](const Guard& guard) { return isInside(guard) && (kindOf(guard) == Origin::kOpaque || (kindOf(guard) == Origin::kSetting && guard.either)); });
  for (Guard& guard : guards)
    if (isInside(guard) && kindOf(guard) == Origin::kSetting) guard.since = Guard::kTurn;
}

/// What a function that was cut had begun to set up, it may have gone on to set up well.
void Walker::doubtWhatChanged(World& world, const Heap& before) {
  std::vector<ObjectId> changed;
  for (const auto& [id, object] : *world.heap) {
    if (object->kind != "connection" && object->kind != "context" && object->kind != "credentials") continue;
    const auto old = before->find(id);
    if (old == before->end() || old->second != object) changed.push_back(id);
  }
  for (const ObjectId id : changed) edit(world, id).doubt = 2;
}

/// A number that a loop counts is any number on its next turn: else a counted loop would never end here. A flag that is only ever set
/// to what is written there keeps its few values.
void Walker::forgetCounters(const Function& function, const Graph& shape, uint32_t from, uint32_t to, State& state) {
  for (BlockId id = 0; id < function.blocks.size(); ++id) {
    if (shape.order[id] < from || shape.order[id] > to) continue;
    for (const Event& event : function.blocks[id].events) {
      if (event.dest.kind != Operand::kLocal || !event.dest.path.empty() || event.dest.local >= state.locals->size()) continue;
      if ((*state.locals)[event.dest.local].kind != Datum::kInt) continue;
      if (event.kind == Event::kAssign && (event.op == Op::kCopy || event.op == Op::kPhi)) continue;
      state.locals.edit()[event.dest.local] = madeUp(Origin::kSetting, "counter:" + std::to_string(function.key) + ":" + std::to_string(event.dest.local) + ":" + std::to_string(state.loops.total()),
                                                          program_.text(function.locals[event.dest.local].name));
    }
  }
}

bool Walker::catches(const Handler& handler, const Thrown& thrown) {
  if (handler.types.empty()) return true;
  for (const Name type : handler.types) {
    const Name resolved = program_.resolve(type);
    if (thrown.type) {
      const Name raised = program_.resolve(thrown.type);
      if (raised == resolved) return true;
      for (const Name ancestor : program_.ancestry(raised))
        if (ancestor == resolved) return true;
    }
    if (const std::vector<std::string>* caught = models_.caughtBy(program_.text(resolved))) {
      for (const std::string& kind : *caught) {
        if ((kind == "handshake" && (thrown.kinds & Thrown::kHandshake)) || (kind == "upgrade" && (thrown.kinds & Thrown::kUpgrade)) ||
            (kind == "io" && (thrown.kinds & Thrown::kIo)))
          return true;
      }
      // A class that takes everything also takes what the program throws itself.
      if (caught->size() >= 3 && (thrown.kinds & Thrown::kOther)) return true;
    }
  }
  return false;
}

unsigned Walker::catchesOf(const Block& block) {
  unsigned kinds = 0;
  for (const Handler& handler : block.handlers)
    for (const unsigned kind : {Thrown::kHandshake, Thrown::kUpgrade, Thrown::kIo, Thrown::kOther})
      if (catches(handler, {.kinds = kind, .type = 0})) kinds |= kind;
  return kinds;
}

void Walker::runBlock(const Frame& frame, BlockId id, State state, std::vector<std::pair<BlockId, State>>& next, std::vector<Outcome>& outcomes) {
  const Block& block = program_.functions[frame.function].blocks[id];
  std::vector<std::pair<State, Thrown>> thrown;
  std::vector<State> states;
  states.push_back(std::move(state));
  size_t merged = 4;  // states that were merged before are looked at again when they became more
  for (const Event& event : block.events) {
    std::vector<State> after;
    for (State& each : states) step(frame, block, event, std::move(each), after, thrown);
    states = std::move(after);
    if (states.size() > merged) {
      merge(states, {});
      merged = std::max<size_t>(4, states.size());
    }
    if (states.empty()) break;
  }
  for (auto& [failed, what] : thrown) {
    const Handler* taker = nullptr;
    for (const Handler& handler : block.handlers)
      if (catches(handler, what)) {
        taker = &handler;
        break;
      }
    if (taker) {
      failed.current = what;
      next.emplace_back(taker->target, std::move(failed));
    } else {
      outcomes.push_back({std::move(failed.world), {}, true, what});
    }
  }
  for (State& each : states) {
    std::vector<State> ready;
    prepare(frame, std::move(each), {&block.end.value}, ready);
    for (State& one : ready) {
      switch (block.end.kind) {
        case Terminator::kJump: next.emplace_back(block.end.yes, std::move(one)); break;
        case Terminator::kUnreachable: finish(one.world); break;
        case Terminator::kReturn: {
          const Datum value = block.end.value.kind == Operand::kNone ? nullDatum() : read(frame, one, block.end.value);
          outcomes.push_back({std::move(one.world), value, false, {}});
          break;
        }
        case Terminator::kBranch: {
          const Datum condition = asValue(read(frame, one, block.end.value));
          if (const auto known = values_.truth(condition)) {
            next.emplace_back(*known ? block.end.yes : block.end.no, std::move(one));
            break;
          }
          const auto asked = values_.question(condition);
          if (!asked) {
            next.emplace_back(block.end.yes, one);
            next.emplace_back(block.end.no, std::move(one));
            break;
          }
          State other = one;
          if (addGuard(one.world, asked->first, !asked->second, frame, block.end.at, id)) next.emplace_back(block.end.yes, std::move(one));
          if (addGuard(other.world, asked->first, asked->second, frame, block.end.at, id)) next.emplace_back(block.end.no, std::move(other));
          break;
        }
      }
    }
  }
}

void Walker::step(const Frame& frame, const Block& block, const Event& event, State state, std::vector<State>& after, std::vector<std::pair<State, Thrown>>& thrown) {
  ++steps_;
  std::vector<const Operand*> operands{&event.a, &event.b, &event.callee, &event.receiver};
  for (const Argument& argument : event.arguments) operands.push_back(&argument.value);
  Operand holder = event.dest;  // the object a store goes through must be one value too
  if (!holder.path.empty()) {
    holder.path.pop_back();
    holder.address = false;
    operands.push_back(&holder);
  }
  std::vector<State> ready;
  prepare(frame, std::move(state), operands, ready);
  for (State& one : ready) {
    switch (event.kind) {
      case Event::kAssign: {
        Datum value;
        if (const std::optional<Datum> answer = hear(frame, event, one)) {
          value = *answer;
        } else if (event.op == Op::kNew) {
          const std::string where = std::to_string(reinterpret_cast<uintptr_t>(&event));
          const ObjectId id = values_.object(frame.context + "/new" + where);
          Object object;
          object.type = event.a.kind == Operand::kGlobal ? program_.resolve(event.a.name) : 0;
          object.kind = "record";
          object.created = event.at;
          one.world.heap.edit()[id] = std::make_shared<const Object>(object);
          value = objectDatum(id);
        } else if (event.op == Op::kPhi) {
          State other = one;
          write(frame, other, event.dest, read(frame, other, event.b));
          after.push_back(std::move(other));
          value = read(frame, one, event.a);
        } else if (event.op == Op::kIs) {
          const Datum object = read(frame, one, event.a), type = read(frame, one, event.b);
          if (object.kind == Datum::kObject && type.kind == Datum::kSymbol && peek(one.world, object.id) && peek(one.world, object.id)->type) {
            const std::vector<Name> line = program_.ancestry(peek(one.world, object.id)->type);
            value = boolDatum(std::find(line.begin(), line.end(), type.id) != line.end());
          }
        } else if (event.a.kind == Operand::kNone && event.op == Op::kCopy) {
          value = {};
        } else {
          const Datum a = read(frame, one, event.a);
          std::vector<std::pair<State, Datum>> found;
          if (event.op == Op::kIn && findInName(frame, event, a, read(frame, one, event.b), one, found)) {
            const unsigned caught = catchesOf(block) | frame.catches;
            for (auto& [finished, answer] : found) assign(frame, event, std::move(finished), answer, caught, after, thrown);
            break;
          }
          if (event.op == Op::kEq || event.op == Op::kNe) compareLetters(a, read(frame, one, event.b), one.world);
          const std::optional<Datum> isKey = event.op == Op::kIn ? containsKey(one.world, a, read(frame, one, event.b), event.at) : std::nullopt;
          const std::optional<Datum> other = event.op == Op::kIn ? askedForOther(a, read(frame, one, event.b), event.at) : std::nullopt;
          value = event.op == Op::kCopy ? a : isKey ? *isKey : other ? *other : values_.compute(event.op, asValue(a), event.b.kind == Operand::kNone ? Datum{} : asValue(read(frame, one, event.b)));
        }
        if (value.kind == Datum::kNone) {
          const std::string label = event.a.kind == Operand::kUnknown ? program_.text(event.a.name) : std::string();
          Origin origin{.kind = Origin::kOpaque, .label = label, .at = event.at};
          value = values_.unknown(values_.origin("op:" + std::to_string(reinterpret_cast<uintptr_t>(&event)) + ":" + std::to_string(one.loops.total()), origin));
        }
        assign(frame, event, std::move(one), value, catchesOf(block) | frame.catches, after, thrown);
        break;
      }
      case Event::kCall: {
        std::vector<std::pair<State, Datum>> done;
        const unsigned caught = catchesOf(block) | frame.catches;
        if (const std::optional<Datum> answer = hear(frame, event, one)) done.emplace_back(std::move(one), *answer);
        else call(frame, event, std::move(one), caught, done, thrown);
        for (auto& [finished, value] : done) {
          assign(frame, event, std::move(finished), value, caught, after, thrown);
        }
        break;
      }
      case Event::kThrow: {
        Thrown what{.kinds = Thrown::kOther, .type = 0};
        if (event.a.kind == Operand::kNone) {
          what = one.current.kinds ? one.current : what;
        } else {
          const Datum raised = read(frame, one, event.a);
          if (raised.kind == Datum::kSymbol) what.type = raised.id;
          if (raised.kind == Datum::kObject)
            if (const Object* object = peek(one.world, raised.id)) what.type = object->type;
        }
        thrown.emplace_back(std::move(one), what);
        break;
      }
      case Event::kDelete: {
        const Datum gone = read(frame, one, event.a);
        if (gone.kind == Datum::kObject)
          if (const Object* object = peek(one.world, gone.id); object && object->kind == "connection" && !object->obligations.empty()) judgeObligations(nullptr, one.world, gone.id, true);
        after.push_back(std::move(one));
        break;
      }
    }
  }
}

Judged run(Program& program, const Models& models, const EngineLimits& limits) { return Walker(program, models, limits).walk(); }

std::string toText(const Judged& judged, const Program& program) {
  static const char* const kSinks[] = {"peer", "name", "credentials", "file", "message", "floor", "broken"};
  std::set<std::string> lines;
  for (const Site& site : judged.sites) {
    std::ostringstream line;
    line << program.files[site.at.file].path << ":" << site.at.line << ":" << site.at.column << " " << kSinks[site.sink] << " " << (site.good ? "good" : "bad") << " cause "
         << nameOf(site.cause.value) << "@" << site.cause.at.line << " transport " << nameOf(site.transport) << " call " << site.call << (site.ended ? " ended" : "");
    for (const Guard& guard : site.guards) {
      const Predicate& predicate = judged.predicates[guard.predicate];
      line << " [" << (guard.holds ? "" : "not ") << judged.origins[predicate.origin].label << " op" << static_cast<int>(predicate.op) << " kind"
           << static_cast<int>(judged.origins[predicate.origin].kind) << "]";
    }
    lines.insert(line.str());
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace tls_tidy
