// Module: what is left of one source file (a translation unit, a Python module) once everything that cannot
// touch TLS state is gone. Front ends make it, the linker reads it; nothing else of the source survives.
//
// A function is a graph of basic blocks; a block is a list of events and one way to leave it. Front ends emit only
// four kinds of event: assign, call, throw and the terminators (jump, branch, return). What a call *means* for TLS
// (create, derive, set, handshake, upgrade-request, read-result, refuse, send, drop-TLS) stands in the API models and
// is expanded by checks/link when a call meets a model, so that a class chosen at run time, a method of a subclass
// or a stored callback is resolved in one place for both languages.
//
// Example, `ctx = ssl.create_default_context(); smtplib.SMTP_SSL(host, context=ctx)`:
//     t1 = call ssl.create_default_context()
//     ctx = t1
//     t2 = call smtplib.SMTP_SSL(host, context=ctx)
//
// -- Names ------------------------------------------------------------------------------------------------
// A global name is one string, the linkage identity:
//   Python  the dotted path: "smtplib.SMTP_SSL", "package.module.Class.method", "package.module.variable".
//   C       the plain name for external linkage ("SSL_CTX_new"); "path/to/file.c::name" for internal linkage.
//   C++     qualified name for modelled or undefined entities ("Poco::Net::Context"); for functions the program defines,
//           qualified name + "(" parameter types ")" ; anonymous namespaces and static: prefixed by "path::".
//
// -- Storage ----------------------------------------------------------------------------------------------
// An Operand is a constant, or a root (local or global) followed by up to three path steps. Steps:
//   "name"    field, attribute or member
//   "[key]"   element with a constant string key or small integer index ("[context]", "[0]")
//   "[]"      any other element (all joined)
//   "*"       what a pointer to a scalar or handle points to
// A struct, class object, dict or list *is* its address: a pointer to a record and the record are the same
// operand (`p->f`, `s.f`, `(&s)->f` are all root.f; `&s`, `*p`, `s` are all the root). Local::record says that a local
// is such a record held by value, so that it exists without being assigned. Only for pointers to non-records
// (handles, integers) the difference matters: `&x` is Operand::address = true on x, and `*p` is the step "*".
// Temporaries are locals too.
//
// Test: tests/ir/text_test.cpp (round trip), every engine test.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checks/ir/location.h"

namespace tls_tidy {

/// Index into Module::strings. 0 is the empty string: "none".
using Name = uint32_t;
using LocalId = uint32_t;
using BlockId = uint32_t;
inline constexpr BlockId kNoBlock = 0xffffffff;

struct Operand {
  enum Kind : uint8_t {
    kNone,      // absent
    kNull,      // None, NULL, nullptr, 0 as a pointer
    kBool,      // integer 0 or 1
    kInt,       // integer; the value of an enumerator or macro constant
    kString,    // name: the text (bytes beyond 512 are cut); a string with unknown parts (f-string, concatenation, printf
                // format) keeps its known pieces with '\x01' for each unknown one
    kFloat,     // a number nobody asks for
    kLocal,     // local
    kGlobal,    // name: global name (variable, function, class, module; resolved when linked)
    kUnknown,   // anything that can't be followed; name: how the source spells it (for messages, at most 60 bytes)
  };
  Kind kind = kNone;
  bool address = false;     // & of a non-record place
  LocalId local = 0;
  Name name = 0;
  int64_t integer = 0;
  std::vector<Name> path;   // at most 3 steps; a longer path ends the operand as kUnknown
};

/// How the right side of an assign is computed.
enum class Op : uint8_t {
  kCopy,                                  // dest = a
  kEq, kNe, kLt, kLe, kGt, kGe,           // dest = a ? b
  kNot,                                   // dest = !a (truth value)
  kBitAnd, kBitOr, kBitNot,
  kAdd,                                   // numbers and string concatenation
  kIn,                                    // dest = a in b   (Python `in`; C strstr(b, a), b.contains(a) where the front end knows it)
  kIs,                                    // dest = isinstance(a, b) or dynamic_cast<b>(a): b is a class
  kNew,                                   // dest = new record; a: kGlobal class name, or kString "dict", "list", "tuple", "struct"
  kPhi,                                   // dest = a or b, which of them nobody can tell (`a or b` of Python is lowered to branches, not this)
  kUnknown,                               // dest = some function of a and b
};

struct Argument {
  enum Kind : uint8_t { kPositional, kKeyword, kStar, kDoubleStar } kind = kPositional;
  Name keyword = 0;   // kKeyword
  Operand value;
  Range at;           // the argument as written, with its `name=`
};

struct Event {
  enum Kind : uint8_t {
    kAssign,  // dest = op(a, b)
    kCall,    // dest = callee(arguments)     dest.kind may be kNone
    kThrow,   // raise a / throw a; a.kind kNone re-raises. Control goes to the block's handlers or leaves the function
    kDelete,  // close of a scope or `del`: the object in `a` dies (destructor, end of with)
  };
  Kind kind = kAssign;
  Op op = Op::kCopy;
  Range at;                  // the statement's or call's own text; a call: callee through closing parenthesis
  Operand dest;              // kLocal or kGlobal with path
  Operand a, b;
  // kCall: exactly one of the two forms.
  //   function call: callee = kGlobal name, or a local/field that holds a function, class or bound method; receiver none
  //   method call:   receiver = the object, method = its name; callee none. Super call: superOf = class whose bases are searched
  Operand callee, receiver;
  Name method = 0;
  Name superOf = 0;
  std::vector<Argument> arguments;
  uint32_t openParen = 0, closeParen = 0;  // byte offsets of the call's parentheses, 0: unknown (for fixes)
  uint32_t calleeEnd = 0;                  // end offset of the callee's text (`smtplib.SMTP_SSL`), begin is at.begin
  bool awaited = false;                    // Python await
  bool inMacro = false;                    // the call comes out of a macro's body: no fix may touch it
};

/// Where an exception raised in a block goes. The first handler that can take it gets it; one without types takes all.
struct Handler {
  std::vector<Name> types;    // global names of exception classes; empty: everything
  BlockId target = kNoBlock;
};

struct Terminator {
  enum Kind : uint8_t {
    kJump,      // to yes
    kBranch,    // condition true: yes, false: no. && || ! are already split into edges
    kReturn,    // value may be kNone
    kUnreachable,  // exit(), abort(), end of a noreturn call
  };
  Kind kind = kReturn;
  Operand value;              // branch condition (truth value) or returned value
  BlockId yes = kNoBlock, no = kNoBlock;
  Range at;                   // the condition's or return statement's text
};

struct Block {
  std::vector<Event> events;
  Terminator end;
  std::vector<Handler> handlers;  // tried in order for exceptions out of this block's events; empty: leaves the function
};

struct Local {
  Name name = 0;          // as written; 0: temporary
  Name type = 0;          // class or struct name where known ("smtplib.SMTP", "SSL_CTX", "Mailer")
  bool record = false;    // a record by value, see Storage above
};

struct Parameter {
  enum Kind : uint8_t { kPositional, kKeywordOnly, kVarArgs, kKwArgs } kind = kPositional;
  Operand fallback;       // default value: constants and globals only, else kUnknown; kNone: required
};

/// Parameters are locals 0 .. parameters.size()-1. A method's first parameter is the object (`self`, `this`).
struct Function {
  Name key = 0;           // global name, unique in the Module
  Name display = 0;       // for messages: "Mailer.connect", "login"
  Name owner = 0;         // global name of the class it is a method of
  Range at;               // its name
  std::vector<Parameter> parameters;
  std::vector<Local> locals;
  std::vector<Block> blocks;   // entry is block 0
  bool isStatic = false;       // static/class method: no object parameter (a Python classmethod's `cls` is bound to the class)
  bool isProperty = false;     // reading the attribute calls it
  bool isInternal = false;     // internal linkage, or a nested function
  bool isModuleBody = false;   // the statements of a Python module
  bool isContextManager = false;  // a Python generator under @contextmanager: calling it gives what it yields
  std::vector<Name> captures;  // nested function: names of outer locals; their global names are "outer.key.<name>"
};

/// A class the program defines.
struct Class {
  Name name = 0;               // global name
  std::vector<Name> bases;     // global names
  Range at;
  // Methods are the Functions whose key is name + "." + method. Class attributes are globals name + "." + attribute.
};

/// `from x import y as z` at module level: global name z stands for target. Star: name is the module, target the imported one.
struct Import {
  Name name = 0, target = 0;
  bool star = false;
};

/// A global variable's initial value, from a C or C++ initializer with static storage (Python's are events of the module body).
struct Global {
  Name name = 0;
  Name type = 0;
  Operand value;
  Range at;
  bool constant = false;       // const, constexpr or enumerator-like: nobody can change it
  bool record = false;
};

/// What was not understood: a syntax error, a missing header, a dropped flag.
struct Notice {
  enum Kind : uint8_t { kSyntax, kMissingHeader, kDroppedFlag, kEncoding, kUnreadable, kTooLarge, kTimeout, kCrash, kGuess } kind = kSyntax;
  Range at;
  std::string path;  // set when the file is not one of Module::files
  std::string what;  // an observation: lower case, no final period
};

struct File {
  std::string path;       // as the user named the tree, '/' separated
  bool isTest = false;    // test code: front ends tell by what the file imports, checks/test_code by where it lies
};

struct Module {
  enum class Language : uint8_t { kC, kCxx, kPython } language = Language::kC;
  Name name = 0;                      // Python: dotted module name; C: path of the main file
  std::vector<File> files;            // [0] is the main file
  std::vector<std::string> strings;   // [0] = ""
  std::vector<Function> functions;
  std::vector<Class> classes;
  std::vector<Import> imports;
  std::vector<Global> globals;
  std::vector<Notice> notices;
  // Python: minor versions of Python 3 in force ([8, 9, ..., 14]); {2.7 is -27}. Empty for C.
  std::vector<int> versions;

  Module() : strings{""} { index_[""] = 0; }

  Name intern(std::string_view text) {
    if (index_.size() != strings.size()) {  // filled by deserialization
      index_.clear();
      for (Name i = 0; i < strings.size(); ++i) index_.emplace(strings[i], i);
    }
    auto [found, isNew] = index_.try_emplace(std::string(text), static_cast<Name>(strings.size()));
    if (isNew) strings.emplace_back(text);
    return found->second;
  }
  const std::string& text(Name name) const { return strings[name]; }

 private:
  std::unordered_map<std::string, Name> index_;
};

}  // namespace tls_tidy
