// Models: what the calls of TLS and mail libraries do to TLS state, as data.
//
// One JSON file per library in this folder (shape: schema.json), embedded at build time; users add their own wrappers
// in the same shape with --models FILE. This header is the loaded form. Code everywhere else knows no library by name.
//
// To add a model: 1. copy the smallest file of the language, 2. write one entry per call with its source,
// 3. add corpus/<language>/<library>/ cases, 4. run corpus_test. Nothing else has to change.
//
// An entry binds a name (function, class = its constructor, method, or attribute) to a list of effects, which happen in order when
// the call is made. Test: tests/models/models_test.cpp.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checks/ir/result.h"

namespace tls_tidy {

/// What a piece of TLS state can be. Properties are named by strings; the ones the rules judge:
///   peer       is the certificate chain verified                     on | off | missing | null | accept-all | unknown
///   name       is the certificate's name compared with the host      on | off | missing | null | unknown
///   floor      lowest protocol version allowed                       on (1.2 or newer) | weak | unknown
///   transport  how bytes travel                                      tls | clear | strippable | unknown
///   data       FTP data channel                                      on | missing | off | unknown
///   login      does this connection carry credentials                on | missing | unknown
///   role       which end                                             client | server | unknown
enum class Value : uint8_t {
  kUnset,      // no property of that name
  kOn,         // verifies; protected
  kOff,        // switched off in so many words
  kMissing,    // the library's default does not check, and nothing was said
  kNull,       // None or NULL was passed where it means 'do not check'
  kAcceptAll,  // a callback decides and accepts what it should refuse
  kWeak,
  kUnknown,
  kKeep,       // leaves the property as it is
  kTls, kClear, kStrippable,
  kClient, kServer,
};
std::optional<Value> valueNamed(std::string_view name);  // "on", "off", "missing", "null", "accept-all", "weak", ...
std::string_view nameOf(Value value);
/// Of a check: it accepts what it should refuse.
inline bool isBad(Value value) { return value == Value::kMissing || value == Value::kOff || value == Value::kNull || value == Value::kAcceptAll; }

/// Which value of a call is meant.
struct Selector {
  enum Kind : uint8_t { kNone, kArgument, kSelf, kResult, kProcess, kNull } kind = kNone;
  int index = -1;                  // kArgument by position (C, C++: the object of a member call is not counted)
  std::string parameter;           // kArgument by parameter name (Python)
  std::vector<std::string> path;   // field steps below it
  bool pointee = false;            // C out-parameter: the place the argument points to
};

/// A test on an argument's value.
struct Test {
  enum Kind : uint8_t { kNull, kNotNull, kTrue, kFalse, kEquals, kNotEquals, kBits, kNoBits, kPresent, kAbsent, kContains, kMatches, kLess, kGreaterEqual, kKnown } kind = kTrue;
  int64_t integer = 0;             // kEquals, kNotEquals, kBits, kLess, kGreaterEqual
  std::string text;                // kEquals to a string, kContains (case-insensitive), kMatches (RE2, case-insensitive, unanchored)
  bool isText = false;
};

/// "value": turns an argument into a property value by the first test that holds.
struct ValueRule {
  Selector of;                                        // kNone: `fixed` always
  Value fixed = Value::kUnknown;
  std::vector<std::pair<Test, Value>> cases;          // in order
  Value otherwise = Value::kUnknown;                  // none holds and the value is known
  Value unknown = Value::kUnknown;                    // the value is not known and not a setting either
};

/// "when": all must hold for an effect to happen. A test that can't be decided splits the state.
struct Condition {
  Selector of;
  std::string property;            // non-empty: the property of `of` is compared with `value`
  Value value = Value::kUnset;
  Test test;
};

/// How the return value of a call tells good from bad.
struct Success {
  enum Kind : uint8_t { kNone, kEquals, kNotEquals, kZero, kNonZero, kNonNull, kPositive, kNonNegative, kRaises } kind = kNone;
  int64_t integer = 0;
};

struct Effect {
  enum Kind : uint8_t {
    kNone,            // someone looked: no effect on TLS state
    kCreate,          // makes an object: `on` names where it goes
    kDerive,          // `on` takes over (copies) the properties of `from`; `reference`: follows it until the handshake
    kSet,             // property of `on` becomes `value`
    kCallback,        // `from` (a function) decides about `property` of `on`
    kHandshake,       // TLS starts on `on`; obligations peer and name arise here
    kUpgradeRequest,  // STARTTLS, STLS, AUTH TLS asked on `on`; hidden or refused: as `success` tells
    kCapability,      // asks whether the server offers the upgrade; the answer is under the attacker's control
    kReadResult,      // the verdict over `properties` of `on`; `success` tells good from bad; `from`: out-parameter that holds the verdict
    kRefuse,          // closes `on`
    kSend,            // `what` ("credentials", "data", "file") leaves on `on`
    kDropTls,         // TLS ends, the connection goes on
    kEscape,          // `on` goes somewhere we can't see and may be checked there
    kStore,           // `on`.path = `from`  (option structs, setters of plain fields)
    kReturnValue,     // the result is `from` (getters, identity functions)
    kBind,            // the result is `from`, a function or class, with the rest of the arguments already given
    kCall,            // calls `from` with the rest of the arguments; the result is its result
  } kind = kNone;
  Selector on, from;
  std::string type;                          // kCreate: class name of the object ("ssl.SSLContext", "SSL")
  std::string object;                        // kCreate: context | connection | credentials | certificate | name | result
  std::string protocol;                      // kCreate: imap, smtp, pop3, ftp, nntp
  std::map<std::string, Value> state;        // kCreate: initial properties; kDerive: when `from` is null
  bool reference = false;
  std::string property;
  std::vector<std::string> properties;       // kReadResult
  ValueRule value;
  std::string secure;                        // kSet: the secure spelling of the value's argument, for fixes
  std::string accepts;                       // kCallback: "nonzero" | "positive" | "zero" | "true" | "no-throw" | "clears-flags:<index>" | "writes" | "sets:<property>"
  std::string method;                        // kCallback: `from` is an object, and its method of this name decides
  Selector slot;                             // kCallback: the value that names or is that method
  std::vector<std::pair<int, int64_t>> given;  // kCallback: values of parameters in the call that is judged
  int verdictParameter = -1;                 // kCallback: parameter that carries the library's own verdict (preverify_ok)
  std::vector<int64_t> codes;                // kCallback: what the library says is wrong with a certificate that anybody can make; kReadResult: the words of flags such certificates give
  int codeParameter = -1;                    // kCallback: parameter that carries such a code
  bool onlyOnFailure = false;                // kCallback: called for bad certificates only
  Value nullMeans = Value::kKeep;            // kCallback with null: keep | on (library's own check) | missing | off
  Success success;                           // kHandshake, kUpgradeRequest, kReadResult
  std::string what;                          // kSend
  std::vector<Condition> when;
  std::string remedy;                        // how to mend it, for messages; may be empty
};

/// A parameter list in force for some Python versions.
struct Signature {
  struct Parameter {
    std::string name;
    bool keywordOnly = false, required = false, varArgs = false, kwArgs = false;
    std::string fallback;      // the default as written: None, 0, '', True
  };
  int since = 0, until = 1000;  // Python 3 minor versions, inclusive; 2.7 is -27
  std::vector<Parameter> parameters;
};

struct Api {
  std::string name;
  std::string library;
  std::string header;                         // C, C++
  std::string declaration;                    // C, C++
  std::vector<std::string> aliases;           // other names with the same meaning
  std::string macroOf;                        // the call it expands to
  std::vector<std::pair<int, int64_t>> fixed; // argument values that select this entry
  bool attribute = false;                     // Python: an assignment to this attribute is the call, argument 0 the value
  bool constructor = false;                   // calling this name makes an object (class)
  std::string opens;                          // Python: the method by which the constructor connects; a class that brings its own connects its own way
  bool trigger = true;                        // its name makes code worth reading; false for what every program of a framework calls
  bool answersCode = false;                   // asked in a callback: what is wrong with the certificate
  std::vector<Signature> signatures;
  std::vector<Effect> effects;
  std::map<std::string, std::string> fix;     // "missing-context": "context=ssl.create_default_context()", "import": "ssl", ...
  std::string note, source, by;
  std::vector<std::string> corpus;
};

/// A line of a mail or FTP protocol as a program writes it itself, in a literal.
struct ProtocolCommand {
  enum Kind : uint8_t { kUpgrade, kCredentials, kMail, kOffer, kOrder } kind = kUpgrade;  // kOffer: the server's line, only ever looked for; kOrder: any other of a client's
  std::string text;          // RE2: the whole literal without its line end
  std::string protocol;
  Api api;                   // its name, for messages
};

/// A call by which a program declares a setting of its user's: `parser.add_argument("--verify", action="store_true")`.
struct OptionCall {
  std::string call;               // the method's or function's own name
  std::string dest, fallback;     // keywords: the setting's name, its default
  std::string action;             // keyword: what the switch does
  std::vector<std::string> off, on;  // actions of switches that are off, or on, as long as nobody gives them
  std::string flag;               // keyword: true makes it a switch that is off
};

/// What the name of a function tells where its body is not known, or says nothing else.
enum class Phrase : uint8_t {
  kCompares,  // looks whether one text is in or like another
  kOrders,    // compares, and answers 0 where they are alike
  kFinds,     // compares, and answers null or false where one is not in the other
  kMeasures,  // how long a text is, how many parts it has
  kSpeaks,    // to people: logs, messages
  kAsks,      // a question about the session or the settings
  kUpgrades,  // asks for the upgrade and starts TLS
  kSecures,   // starts TLS
  kLogsIn,
  kRemembers, // a variable: what was found or decided about a certificate earlier
  kMail,      // a module, class or function that has to do with mail or FTP
};

struct Type {
  std::string name;
  std::vector<std::string> bases;
  std::string library;
};

struct Constant {
  int64_t integer = 0;
  std::string text;
  bool isText = false;
};

/// All loaded models. Immutable after load; shared by every thread.
class Models {
 public:
  /// The models built into the program.
  static const Models& builtin();
  /// builtin() plus user files, later ones first in look-up.
  /// Errors: unreadable file, bad JSON, unknown key, wrong type, newer schema: path, line, key and what was expected.
  static Result<Models> withFiles(std::span<const std::string> paths);
  /// One JSON text, for tests.
  static Result<Models> parse(std::string_view json, const std::string& path);

  /// Entries of that global name, most special (most `fixed` values) first. Empty: not modelled.
  std::span<const Api* const> find(std::string_view name) const;
  /// Method or attribute `member` on a class or its bases; the entry's name is class + "." + member.
  std::span<const Api* const> findMember(std::string_view type, std::string_view member) const;
  const Type* type(std::string_view name) const;
  bool isA(std::string_view type, std::string_view base) const;
  const Constant* constant(std::string_view global) const;
  /// Failures an `except` for that class catches: subset of {"handshake", "upgrade", "io"}; null: not known as an exception of interest.
  const std::vector<std::string>* caughtBy(std::string_view exceptionClass) const;
  /// Names whose occurrence in a file's text makes it worth reading, sorted, per language ("c", "python").
  const std::vector<std::string>& triggers(std::string_view language) const;
  /// The command a literal spells; null: none. Several fit: the first in the model.
  const ProtocolCommand* command(std::string_view literal) const;
  const std::vector<OptionCall>& options() const;
  /// Is `name`, the last component of a function's name, such a phrase?
  bool sounds(std::string_view name, Phrase phrase) const;
  /// Beginnings of C names that belong to modelled libraries, sorted: such a call that has no entry checks nothing.
  const std::vector<std::string>& prefixes() const;
  /// Is there an entry in the Python package of that name ("ssl")?
  bool hasPackage(std::string_view name) const;
  /// Is that Python name in a module or class that has entries ("logging.handlers.SMTPHandler", but not "logging.info")?
  bool isInside(std::string_view name) const;
  /// Is that Python name TLS or networking for any protocol ("ssl.SSLContext")? It counts only in code that has to do with mail or FTP.
  bool isGeneral(std::string_view name) const;
  /// Is the entry of a C library that is TLS itself, whose source says nothing beside the entries?
  bool isPrimitive(const Api& api) const;
  /// The function of a general TLS library that reads a verdict, by its own name and its parameters: programs carry copies of such
  /// functions for interpreters that lack them. Null: there is none.
  const Api* verdictReader(std::string_view name, const std::vector<std::string_view>& parameters) const;
  /// C declarations for one header ("openssl/ssl.h"), generated from the entries; empty: not a modelled header.
  std::string header(std::string_view name) const;
  std::vector<std::string> headers() const;
  /// Changes when any model changes; part of cache keys. 64 hex digits.
  const std::string& digest() const;

  struct Storage;

 private:
  std::shared_ptr<const Storage> storage_;
};

}  // namespace tls_tidy
