// State: what the engine knows at one point of one path through the Program.
//
// The engine walks paths, not joins: a World is one way to get here, with one value per place and the conditions (guards) it
// stands under. Worlds that differ in nothing but their guards are merged, so a branch that does not touch TLS
// leaves no trace. A property's "set of members" in the design is the set of Worlds that reach a sink.
//
// Rules see a Site: one sink (handshake that was never made good, a send, a weak setting) in one World.
// Test: tests/flow/engine_test.cpp.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "checks/flow/shared.h"
#include "checks/link/program.h"
#include "checks/models/models.h"

namespace tls_tidy {

using ObjectId = uint32_t;
using OriginId = uint32_t;
using PredicateId = uint32_t;

/// One abstract value.
struct Datum {
  enum Kind : uint8_t {
    kNone,       // never assigned
    kNull, kBool, kInt, kString, kFloat,
    kObject,     // id: object
    kRef,        // id: object, extra: field; the address of a scalar or handle
    kSymbol,     // id: global name of a function, class or module
    kBound,      // id: object, extra: method name
    kUnknown,    // id: origin
    kPredicate,  // id: predicate, integer: 1 = negated
    kResult,     // id: origin of a TLS question, integer: 1 good, 0 bad (decided in this world)
  } kind = kNone;
  uint32_t id = 0, extra = 0;
  int64_t integer = 0;
  bool operator==(const Datum&) const = default;
};

/// Where an unknown value comes from.
struct Origin {
  enum Kind : uint8_t {
    kSetting,     // parameter nobody supplies, configuration, environment: the user or caller decides
    kOpaque,      // computed from things we do not follow
    kHandshake,   // did the handshake succeed
    kUpgrade,     // did the server accept STARTTLS
    kCapability,  // does the server offer it
    kVerdict,     // what the library said about the certificate
  } kind = kOpaque;
  std::string label;      // as the user wrote it
  Datum fallback;         // the default, kNone: not known
  ObjectId object = 0;    // the connection asked about
  Success success;
  const std::vector<int64_t>* codes = nullptr;  // kVerdict: the words of flags that bad certificates give
  Range at;
  bool fromCall = false;  // what a call answered
  bool isMadeUp = false;  // any number: the engine's own, where a loop or a join forgot which
  bool isNonZero = false; // made up from values none of which was zero or null
  ObjectId thing = 0;     // what the value points to; 0: nobody asked
  const Api* api = nullptr;  // the library's function whose answer it is, where a model says no more of it
};

/// A test of an origin: origin op rhs; kCopy: its truth value; kNone-like kPhi: "is good".
struct Predicate {
  OriginId origin = 0;
  Op op = Op::kCopy;
  Datum rhs;
  bool operator==(const Predicate&) const = default;
};

struct Guard {
  PredicateId predicate = 0;
  bool holds = true;
  FunctionId function = kNoFunction;  // where it was tested
  BlockId block = kNoBlock;
  Range at;
  PredicateId either = 0;  // 0: holds on every way here; else: of all guards with this number at least one does
  enum Since : uint8_t {
    kNothing,
    kWritten,  // its place was written: it says nothing about what is read there from now on
    kTurn,     // the loop went on: it tells how it came to this, and answers no question of a later turn
  } since = kNothing;
};

/// A property of an object: its value and who said so.
struct Property {
  Value value = Value::kUnset;
  Range at;          // the call that set it
  Range argument;    // the argument that says it; line 0: none
  const Api* api = nullptr;
  const Effect* effect = nullptr;
  FunctionId function = kNoFunction;
  const Event* event = nullptr;
  bool forgives = false;     // kAcceptAll: of certificates that the library names self-signed, not of all
  bool operator==(const Property& other) const { return value == other.value && at == other.at; }
};

/// A check a handshake left undone.
struct Obligation {
  bool isName = false;      // else: the chain
  Property cause;
  Range handshake;
  bool met = false;
  bool failed = false;      // the verdict was read here and is bad
  Range verdict;            // where it was read
  bool operator==(const Obligation& other) const {
    return isName == other.isName && cause == other.cause && met == other.met && failed == other.failed && handshake == other.handshake;
  }
};

struct Object {
  Name type = 0;
  std::string kind;         // context, connection, credentials, certificate, result, record
  std::string protocol;
  std::map<std::string, Property> properties;
  std::map<Name, Datum> fields;
  std::vector<Obligation> obligations;
  Range created;
  const Api* api = nullptr;
  FunctionId function = kNoFunction;
  bool outside = false;     // came from where we can't see: what is not set here is not known
  bool rest = false;        // a function's own *args or **kwargs: what nobody is seen to pass is not passed by default
  bool reported = false;    // its obligations were judged already
  bool loopback = false;
  uint8_t doubt = 0;        // confidence steps lost
  mutable size_t hash = 0;  // kept by the walker; 0: not known

  /// Equal in all but the values of the fields.
  bool isLike(const Object& other) const {
    return type == other.type && kind == other.kind && protocol == other.protocol && properties == other.properties && obligations == other.obligations && created == other.created &&
           api == other.api && function == other.function && outside == other.outside && rest == other.rest && reported == other.reported && loopback == other.loopback && doubt == other.doubt;
  }
  bool operator==(const Object& other) const { return isLike(other) && fields == other.fields; }
};

using Heap = Shared<std::map<ObjectId, std::shared_ptr<const Object>>>;

struct World {
  Heap heap;
  Shared<std::map<Name, Datum>> globals;
  Shared<std::vector<Guard>> guards;
};

/// One sink in one World, as rules see it.
struct Site {
  enum Sink : uint8_t {
    kPeer,         // bytes follow a handshake whose chain check is missing or off (`cause`)
    kName,         // likewise the name check
    kCredentials,  // a login leaves
    kFile,         // FTP data leaves
    kMessage,      // mail leaves
    kFloor,        // a weak version was asked for
    kBroken,       // a call that can't succeed
  } sink = kPeer;
  Property cause;
  Value transport = Value::kUnknown;
  Value data = Value::kUnknown;
  bool verdictRead = false;       // the library's verdict was read, is bad, and the session went on
  Range verdict;
  Range at;                       // the sink's own place
  std::string call;               // name of the API at the sink
  std::vector<Range> callers;     // the calls that led there, nearest first, at most three
  Range created, handshake;
  Range asked;                    // dialogues: the call about the upgrade in the function that goes on without; line 0: none
  std::string connection;         // API that made the connection
  std::string protocol;
  std::string detail;             // kBroken: why
  std::vector<Guard> guards;
  bool good = false;              // nothing wrong here: kept as the alternative a setting chooses
  bool ended = false;             // judged where the connection was closed or left, not at a send
  bool loopback = false;
  bool isTest = false;
  FunctionId function = kNoFunction;
  uint32_t root = 0;
  uint8_t doubt = 0;
};

/// The first guard under which the attacker decides: the upgrade was hidden or refused, or a handshake failed.
struct Judged {
  std::vector<Site> sites;
  std::vector<Origin> origins;
  std::vector<Predicate> predicates;
  size_t connections = 0, verified = 0, unknown = 0;
  size_t overBudget = 0;          // functions dropped
};

}  // namespace tls_tidy
