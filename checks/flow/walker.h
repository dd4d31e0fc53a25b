// Walker: the engine's working parts, shared by its files and by nobody else.
//   walker.cpp    functions, blocks, merging, roots
//   options.cpp   settings that the program declares with their defaults
//   relevance.cpp which functions are worth walking
//   join.cpp      states that meet become one
//   places.cpp    reading and writing places: fields, globals, properties, what other roots stored
//   calls.cpp     what a call meets: a program function, a class, a model, or nothing known
//   callbacks.cpp what a function of the program answers when the library asks it about a certificate
//   effects.cpp   what a model's effects do to objects, and the sinks
//   dialogue.cpp  protocol commands that the program writes itself
#pragma once
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "checks/flow/engine.h"
#include "checks/flow/graph.h"
#include "checks/flow/values.h"

namespace tls_tidy {

/// A failure on its way to a handler.
struct Thrown {
  enum : unsigned { kHandshake = 1, kUpgrade = 2, kIo = 4, kOther = 8, kEverything = 15 };
  unsigned kinds = 0;
  Name type = 0;
};

/// Back edges taken in the loops a state is in. There are never more than kMost, and a copy costs nothing.
class Turns {
 public:
  static constexpr unsigned kMost = 2;
  unsigned total() const { return total_; }
  unsigned in(uint32_t head) const {
    for (const Loop& loop : loops_)
      if (loop.taken && loop.head == head) return loop.taken;
    return 0;
  }
  /// One more, where total() is less than kMost.
  void take(uint32_t head) {
    ++total_;
    Loop& slot = loops_[0].taken == 0 || loops_[0].head == head ? loops_[0] : loops_[1];
    slot = {head, slot.taken + 1u};
    if (loops_[1].taken && loops_[1].head < loops_[0].head) std::swap(loops_[0], loops_[1]);
  }
  template <class Left>
  void forget(const Left& isLeft) {
    for (Loop& loop : loops_)
      if (loop.taken && isLeft(loop.head)) {
        total_ -= loop.taken;
        loop = {};
      }
    if (!loops_[0].taken) std::swap(loops_[0], loops_[1]);
  }
  bool operator==(const Turns&) const = default;
  template <class Visit>
  void each(const Visit& visit) const {
    for (const Loop& loop : loops_)
      if (loop.taken) visit(loop.head, loop.taken);
  }

 private:
  struct Loop {
    uint32_t head = 0, taken = 0;
    bool operator==(const Loop&) const = default;
  };
  Loop loops_[2];  // by head
  unsigned total_ = 0;
};

/// One path inside one function.
struct State {
  World world;
  Shared<std::vector<Datum>> locals;
  Thrown current;          // inside a handler: what it caught
  Turns loops;
};

/// How a call ended.
struct Outcome {
  World world;
  Datum value;
  bool isThrown = false;
  Thrown thrown;
};

struct Frame {
  FunctionId function;
  const Frame* caller = nullptr;
  const Event* from = nullptr;  // the caller's call
  std::string context;     // the calls that led here, for object identity
  unsigned catches = 0;    // failures somebody up the stack handles
  int depth = 0;
};

/// An argument with its value.
struct Actual {
  const Argument* source = nullptr;
  Argument::Kind kind = Argument::kPositional;
  Name keyword = 0;
  Datum value;
};

/// A call that met a model: arguments bound to the model's parameters.
struct Bound {
  const Api* api = nullptr;
  const Event* event = nullptr;
  const Frame* frame = nullptr;
  Datum self;
  std::vector<Actual> positional;
  std::map<std::string, Actual> named;
  std::vector<Actual> rest;  // what went into the signature's *args and **kwargs
  std::map<std::string, std::string> fallbacks;  // parameters left out -> default as written
  bool open = false;       // `*args` or `**kwargs` of unknown content were passed
  ObjectId passedOn = 0;   // they are the caller's own: left out by default
  ObjectId into = 0;       // a base-class constructor: creates into this object
};

class Walker {
 public:
  Walker(Program& program, const Models& models, const EngineLimits& limits);
  Judged walk();

 private:
  struct Choice {
    Datum value;
    std::vector<std::pair<ObjectId, std::shared_ptr<const Object>>> things;
    std::vector<Guard> guards;
    std::vector<std::pair<Name, Datum>> beside;  // fields beside it that hold what the guards ask about
    FunctionId root = kNoFunction;               // who stored it first
  };

  enum class Round : uint8_t { kCollect, kPassOn, kJudge };

  // options.cpp
  struct Option {
    Datum fallback;    // kNone: none is declared, or several
    std::string flag;  // as the user gives it
    uint32_t file = 0;  // where it is declared
  };
  void findOptions();
  void declareOption(const OptionCall& call, const Event& event);
  Datum defaultOf(const Function& command, size_t parameter) const;
  const Option* optionOf(Name name) const;

  // relevance.cpp
  /// What a function, or one it calls, has to do with TLS state.
  enum Matters : uint8_t {
    kTouches = 1,  // names something modelled
    kMakes = 2,    // makes or changes TLS state: without it a function matters only where there is some already
    kReads = 4,    // asks for a field or global in which some root left TLS state
    kMail = 8,     // has to do with mail or FTP
    kSays = 16,    // makes TLS state in so many words, not only through what it calls
  };
  void findWhatMatters();
  void findReaders();
  void spread(uint8_t bit, const std::vector<FunctionId>& from, int levels, int guesses);
  bool isWorthwhile(FunctionId id) const { return (matters_[id] & (kMakes | kReads)) != 0; }
  bool isWorthWalking(FunctionId id, const World& world) const;
  /// Is it worth walking from its own start? TLS alone is not enough in Python: most of it there is HTTP.
  bool mayBeRoot(FunctionId id) const;
  bool isNearMail(FunctionId id) const;
  /// Does the chain of calls that leads to this one have to do with mail or FTP?
  bool isAboutMail(const Frame& frame) const;
  bool neverReturns(FunctionId id);

  // walker.cpp
  std::vector<FunctionId> roots() const;
  void runRoot(FunctionId root, Name type = 0, size_t most = 0);
  std::vector<Name> classesBelow(FunctionId method);
  std::vector<Outcome> execute(const Frame& frame, std::vector<Datum> arguments, World world);
  static std::vector<uint32_t> turn(const Graph& shape, uint32_t position, const State& state);
  void runBlock(const Frame& frame, BlockId block, State state, std::vector<std::pair<BlockId, State>>& next, std::vector<Outcome>& outcomes);
  void step(const Frame& frame, const Block& block, const Event& event, State state, std::vector<State>& after, std::vector<std::pair<State, Thrown>>& thrown);
  void doubtWhatChanged(World& world, const Heap& before);
  void endTurn(const Frame& frame, const Graph& shape, uint32_t head, World& world);
  void forgetCounters(const Function& function, const Graph& shape, uint32_t from, uint32_t to, State& state);
  unsigned catchesOf(const Block& block);
  bool catches(const Handler& handler, const Thrown& thrown);
  static std::string tlsKinds(const Choice& choice);
  std::set<FunctionId> recordKeepers() const;
  void forgetRecords(FunctionId root);
  void keepRecords(const World& world);
  void keepRecord(const World& world, Name type, Name field, const Datum& value, const std::map<Name, Datum>* fields = nullptr);
  bool isAskedAbout(const std::vector<Guard>& guards, const Datum& value) const;
  void keepDefault(Name type, Name field, const Datum& value);
  bool isShared(const Object& object) const;
  const Graph& graph(FunctionId id);

  // guards.cpp
  void keepGuard(World& world, const Guard& guard);
  bool addGuard(World& world, PredicateId predicate, bool holds, const Frame& frame, const Range& at, BlockId block = kNoBlock);
  void keepCommonGuards(World& into, const World& other);

  // join.cpp
  void merge(std::vector<State>& states, const std::vector<bool>& live);
  Datum madeUp(Origin::Kind kind, const std::string& key, const std::string& label);
  Datum madeUp(Origin::Kind kind, const std::string& key, const std::string& label, const Datum& one, const World& first, const Datum& other, const World& second);
  Datum joinedLocal(Origin::Kind kind, size_t local, const State& one, const State& other);
  bool isNonZero(const Datum& datum, const World& world);
  bool isAnything(const Datum& datum) const;
  bool isAnything(const Datum& datum, const World& world) const;
  size_t roughHash(const State& state) const;
  bool areAlike(const State& a, const State& b) const;
  void forgetDifferences(State& into, const State& other);
  std::vector<uint32_t> tlsKey(const State& state) const;
  void widen(std::vector<State>& states);

  // places.cpp
  /// Splits the state until every operand has one value; properties are called, stored objects brought in.
  void prepare(const Frame& frame, State state, const std::vector<const Operand*>& operands, std::vector<State>& ready);
  bool bringIn(State& state, const Choice& choice, ObjectId holder);
  const std::vector<const Global*>& initialFields(Name record);
  Datum asValue(const Datum& datum);
  Datum read(const Frame& frame, State& state, const Operand& operand);
  void outdate(World& world, const std::optional<Datum>& old);
  void write(const Frame& frame, State& state, const Operand& place, const Datum& value);
  std::optional<Datum> member(const Frame& frame, World& world, const Datum& base, Name step, std::vector<Choice>* choices);
  void addNotYetOpen(Name type, Name step, std::vector<Choice>& stored) const;
  std::optional<Datum> global(const Frame& frame, World& world, Name name, std::vector<Choice>* choices);
  Datum storedSetting(Name type, Name step, const std::string& label, const std::string& key);
  Datum storedConstant(Name type, Name step, const std::string& label, const std::string& key);
  bool isTestedWhereStored(Name step) const;
  Datum findStoredConstant(Name type, Name step, const std::string& label, const std::string& key);
  const Object* peek(const World& world, ObjectId id) const;
  Object& edit(World& world, ObjectId id);
  ObjectId objectOf(World& world, const Datum& datum, Name type = 0);
  Datum objectOfClass(World& world, const Datum& receiver, Name type, const Function& within);
  Datum constantOf(const Operand& operand);
  Datum setting(const std::string& key, const std::string& label, const Datum& fallback = {});
  Choice snapshot(const World& world, const Datum& value) const;

  const Datum* anyElement(const Object& array, Name step) const;
  bool isC(const Frame& frame) const { return program_.languageOfFile[program_.functions[frame.function].at.file] == Module::Language::kC; }

  // calls.cpp
  /// Writes a place; an assignment to a modelled attribute is the call its model describes.
  void assign(const Frame& frame, const Event& event, State state, const Datum& value, unsigned catches, std::vector<State>& after, std::vector<std::pair<State, Thrown>>& thrown);
  void call(const Frame& frame, const Event& event, State state, unsigned catches, std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown);
  void invoke(const Frame& frame, const Event& event, const Datum& callee, std::vector<Actual> actuals, State state, unsigned catches,
              std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown);
  void invokeFunction(const Frame& frame, const Event& event, FunctionId callee, const Datum* self, std::vector<Actual> actuals, State state, unsigned catches,
                      std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown, const Datum* result = nullptr);
  void invokeModel(const Frame& frame, const Event& event, std::span<const Api* const> entries, const Datum& self, std::vector<Actual> actuals, State state, unsigned catches,
                   std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown, ObjectId into = 0);
  void invokeMethod(const Frame& frame, const Event& event, const Datum& receiver, Name method, Name after, std::vector<Actual> actuals, State state, unsigned catches,
                    std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown);
  bool leadsBack(const World& world, Datum method) const;
  const Api* const* copyOf(FunctionId function);
  FunctionId ownOpening(const Api& api, const World& world, ObjectId object) const;
  /// Arguments given earlier come first; a keyword given now replaces one given then.
  std::vector<Actual> withBound(const Object& bound, std::vector<Actual> actuals);
  void instantiate(const Frame& frame, const Event& event, Name type, std::vector<Actual> actuals, State state, unsigned catches,
                   std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown);
  void decideBy(ObjectId certificate, World& world);
  bool bindSignature(Bound& bound, const std::vector<Actual>& actuals, const std::vector<int>& versions, std::string& why) const;
  std::vector<Actual> expand(const State& state, std::vector<Actual> actuals, bool& open, ObjectId& passedOn);
  /// What a dictionary of the program does when asked for a key, or changed; nothing: it does something else.
  bool invokeDictionary(ObjectId id, const std::string& method, const std::vector<Actual>& actuals, State& state, std::vector<std::pair<State, Datum>>& done);
  std::optional<Datum> containsKey(const World& world, const Datum& key, const Datum& dictionary, const Range& at);
  PredicateId holdsKey(ObjectId dictionary, const std::string& key, const Range& at);
  std::string labelOf(const Event& event) const;
  static bool answersTyped(std::string_view method);

  // outside.cpp
  bool handOn(const Frame& frame, const Event& event, const std::vector<Actual>& actuals, const State& state, unsigned catches,
              std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown);
  std::optional<uint32_t> onlySetting(const std::vector<Actual>& actuals) const;
  Datum outsideCall(const Frame& frame, const Event& event, const std::string& label, const std::vector<Actual>& actuals, State& state);
  void forgetPointee(State& state, const Datum& pointer, const Event& event);
  std::vector<FunctionId> handlersIn(const World& world, const Event& event, const std::vector<Actual>& actuals);
  void fillRecord(State& state, ObjectId id, const std::vector<FunctionId>& handlers, const Event& event, int level = 0);

  // names.cpp
  bool mayBeHost(const Datum& datum) const;
  ObjectId thingIn(const World& world, const Datum& value, std::string_view kind);
  Datum partOfName(ObjectId name, const Event& event, const Frame& frame, const State& state);
  void settleName(ObjectId name, World& world);
  void compareName(const Frame& frame, const Event& event, ObjectId name, const std::string& label, Success::Kind success, State& state,
                   std::vector<std::pair<State, Datum>>& done);
  bool findInName(const Frame& frame, const Event& event, const Datum& wanted, const Datum& text, State& state, std::vector<std::pair<State, Datum>>& done);
  void compareLetters(const Datum& a, const Datum& b, World& world);
  bool comparesItself(FunctionId id) const;
  bool handName(const Frame& frame, const Event& event, const Datum* receiver, const std::vector<Actual>& actuals, FunctionId own, State& state,
                std::vector<std::pair<State, Datum>>& done);

  // effects.cpp
  struct Partial {
    State state;
    Datum result;
  };
  void apply(const Bound& bound, State state, unsigned catches, std::vector<std::pair<State, Datum>>& done, std::vector<std::pair<State, Thrown>>& thrown);
  void applyOne(const Bound& bound, const Effect& effect, Partial partial, unsigned catches, std::vector<Partial>& next, std::vector<std::pair<State, Thrown>>& thrown);
  Actual select(const Bound& bound, Partial& partial, const Selector& selector, bool& absent);
  ObjectId target(const Bound& bound, Partial& partial, const Selector& selector);
  std::optional<bool> test(const Test& test, const Datum& value, bool absent, PredicateId& question, bool& negated);
  void splitOn(const Bound& bound, const ValueRule& rule, Partial partial, std::vector<std::pair<Partial, Value>>& out);
  Property propertyOf(const Bound& bound, const Effect& effect, Value value, const Range& argument) const;
  void derive(const Bound& bound, const Effect& effect, Partial partial, std::vector<Partial>& next);
  void deriveFrom(World& world, ObjectId to, ObjectId from);
  void handshake(const Bound& bound, const Effect& effect, Partial partial, unsigned catches, std::vector<Partial>& next, std::vector<std::pair<State, Thrown>>& thrown);
  void send(const Bound& bound, const Effect& effect, Partial& partial);
  void readResult(const Bound& bound, const Effect& effect, Partial partial, std::vector<Partial>& next, std::vector<std::pair<State, Thrown>>& thrown);
  void callback(const Bound& bound, const Effect& effect, Partial partial, std::vector<Partial>& next);
  enum class Verdict { kAcceptsAll, kDecides, kUnknown };
  /// What a callback's body comes to when the certificate is bad, and whether it looks at the certificate's name itself.
  struct Judgement {
    Verdict verdict = Verdict::kUnknown;
    bool looksAtName = false;
    bool keepsVerdict = false;  // a bad certificate leaves something else behind than a good one
    bool forgives = false;      // it accepts what the library names self-signed, and not everything
    std::vector<Guard> condition;  // the settings under which it accepts, where it does so under settings only
  };
  std::vector<Datum> callbackArguments(FunctionId id, const Effect& effect, bool verdict, World& world);
  std::set<std::string> leftBehind(const std::vector<Outcome>& outcomes) const;
  Judgement judgeCallback(FunctionId callback, const Effect& effect);
  Judgement judgeOnce(const Frame& frame, const Effect& effect, std::vector<Outcome>& outcomes);
  std::optional<std::vector<Guard>> settingsOf(const Frame& frame, const World& world) const;
  void noteStores(FunctionId callback, int depth = 0);
  void forgetCallbackStores(World& world);
  Judgement judgeSlot(const Bound& bound, const Effect& effect, Partial& partial, const Datum& from);
  bool looksAtName(FunctionId function, int depth = 0) const;
  bool isAcceptance(const World& world, const Effect& effect, const std::vector<Datum>& arguments);
  void ask(const Bound& bound, const Effect& effect, Origin::Kind kind, Partial partial, unsigned raises, unsigned catches, std::vector<Partial>& next,
           std::vector<std::pair<State, Thrown>>& thrown, ObjectId object);
  Site siteFor(Site::Sink sink, const Bound& bound, const World& world, const Object& connection) const;
  void judgeObligations(const Bound* bound, World& world, ObjectId connection, bool ended);
  void finish(World& world);
  ObjectId keptIn(const World& world, ObjectId id) const;
  ObjectId connectionOf(const World& world, ObjectId id) const;
  ObjectId onlyOpenConnection(const World& world) const;

  // dialogue.cpp
  /// What becomes of a literal that is handed on.
  enum class Role : uint8_t { kUnused, kSpoken, kCompared, kSent };
  const ProtocolCommand* commandIn(Name literal);
  /// Is that literal a line of a protocol, not only a word of one?
  bool isSpoken(Name literal) {
    const ProtocolCommand* command = commandIn(literal);
    return command && (command->kind == ProtocolCommand::kUpgrade || program_.text(literal).find(' ') != std::string::npos);
  }
  const ProtocolCommand* commandIn(const Operand& operand) { return operand.kind == Operand::kString ? commandIn(operand.name) : nullptr; }
  static bool spellsUpgrade(const ProtocolCommand* command) { return command && (command->kind == ProtocolCommand::kUpgrade || command->kind == ProtocolCommand::kOffer); }
  /// A server says what it offers; an order is known to tell who takes it.
  static bool isSaid(const ProtocolCommand* command) { return command && command->kind != ProtocolCommand::kOffer && command->kind != ProtocolCommand::kOrder; }
  bool serves(FunctionId function);
  Role roleOf(FunctionId function, size_t parameter, int depth = 0);
  Role roleIn(const Event& event, size_t argument, int depth = 0);
  std::string calleeName(const Event& event) const;
  /// Looks at the literals of an event before it happens. An answer: the call was a question about the upgrade, and this is it.
  std::optional<Datum> hear(const Frame& frame, const Event& event, State& state);
  void say(const Frame& frame, const Event& event, const Range& literal, const ProtocolCommand& command, World& world);
  /// A call of which only the name is known, in the middle of a dialogue. An answer: it asked for the upgrade.
  std::optional<Datum> overhear(const Frame& frame, const Event& event, World& world);
  void tellLogin(const Frame& frame, const Event& event, const Api& api, Site::Sink sink, World& world);
  ObjectId dialogue() { return values_.object("dialogue:" + std::to_string(root_)); }
  Object& openDialogue(World& world, const Event& event);
  bool wasRefused(const World& world) const;
  void ask(const Frame& frame, const Event& event, Property transport, World& world);
  /// `"AUTH=PLAIN" in box.capabilities`: the server's list, but not asked about the upgrade.
  std::optional<Datum> askedForOther(const Datum& word, const Datum& list, const Range& at);
  bool isPassedOver(const World& world, const Object& object);
  Range commonCall(const Frame& frame, const Object& object) const;
  int64_t chainTo(const Frame& frame, const Range& place);

  Program& program_;
  const Models& models_;
  EngineLimits limits_;
  Values values_;
  Judged out_;
  std::vector<std::unique_ptr<Graph>> graphs_;
  std::vector<uint8_t> matters_;                   // by function: Matters
  std::vector<bool> mailFiles_;                    // by file: it names a mail library, or speaks a mail protocol itself
  struct User {
    FunctionId function = kNoFunction;
    bool isGuess = false;
  };
  std::vector<std::vector<User>> users_;           // by function: those that name it
  std::map<std::pair<Name, Name>, Datum> defaults_;  // (class, field) or (0, global) -> what it is when its setting has its default
  std::unordered_map<Name, Option> options_;       // by name
  std::unordered_map<FunctionId, bool> neverReturns_;
  std::vector<bool> executed_;
  std::vector<bool> passedOn_;                     // by function: some call takes it as an argument
  struct Making {
    const Event* event = nullptr;
    FunctionId function = kNoFunction;
  };
  std::unordered_set<FunctionId> onlyReads_;       // methods that name nothing modelled, but work with what their class keeps
  std::unordered_map<FunctionId, const Api*> copies_;  // functions that carry a copy of a library's
  std::unordered_map<ObjectId, Making> made_;      // instances of the program's classes, where they are made
  std::set<const Event*> indirect_;                // calls that hand on what another function is called with
  std::set<Range> shaken_;                         // handshakes of the root under way
  std::set<Range> decidedElsewhere_;               // handshakes whose outcome another root looks at
  std::set<Range> serverFloors_;                   // versions asked for by servers
  std::map<std::pair<Name, Name>, std::vector<Choice>> records_;  // (class, field) or (0, global) -> what was stored there
  std::unordered_map<Name, std::vector<Name>> below_;  // by class: those that inherit from it; filled when first asked for
  std::unordered_map<Name, std::vector<const Global*>> initialFields_;
  std::unordered_map<std::string, Datum> storedConstants_;  // by origin key: the Program's text does not change
  std::vector<FunctionId> stack_;
  bool isTestRoot_ = false;        // the root is Python's test code
  bool hasAsked_ = false;          // some server was asked whether it offers, or wants, the upgrade
  size_t stepsOfRound_ = 0;        // of all roots so far
  std::set<FunctionId> walked_;    // by this root
  std::set<FunctionId> tooLarge_;  // walked by a root that ran out of steps
  std::map<std::pair<FunctionId, const Effect*>, Judgement> callbacks_;
  size_t steps_ = 0;               // of the root under way
  size_t most_ = 0;                // it may take
  size_t stop_ = 0;                // steps after which the call under way is cut
  uint32_t root_ = 0;
  bool collecting_ = true;   // first round: fill records, keep no sites
  bool muted_ = false;       // inside a callback: its own sends are judged elsewhere
  std::optional<int64_t> code_;        // inside a callback: what the library says is wrong with the certificate
  std::set<Name> storedByCallbacks_;   // globals that functions which the library calls store
  std::map<Range, uint8_t> handshakes_;  // place -> 1 verified somewhere, 2 not, 4 not known
  std::unordered_map<Name, const ProtocolCommand*> commands_;              // by literal
  std::map<std::pair<FunctionId, size_t>, Role> roles_;
  std::unordered_map<FunctionId, bool> serves_;
  std::map<std::pair<uint32_t, PredicateId>, unsigned> answered_;  // by root and question about an upgrade: 1 logged in after no, 2 after yes
  std::set<uint32_t> askingRoots_;                                 // that send an upgrade command somewhere
  std::vector<std::vector<std::pair<FunctionId, Range>>> askedBy_; // ways to a question about the upgrade, innermost call first
  Name context_ = 0, askedByField_ = 0, answerField_ = 0, certificateOf_ = 0, element_ = 0, first_ = 0, star_ = 0, init_ = 0, target_ = 0;
};

}  // namespace tls_tidy
