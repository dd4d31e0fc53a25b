// Scopes: which variable, import, function or class a name means, by Python's own rules and flow-insensitively.
//
// A scope is a module, a function (or lambda), a class body or a comprehension. Inside a function a name that is bound
// anywhere is local everywhere; class bodies are invisible to the functions in them; a comprehension has its own targets
// but runs as part of the function around it (Scope::function).
//
//     import smtplib as mailer            mailer   -> kDotted "smtplib"
//     class Box:                          Box      -> kDotted "m.Box"       (attributes join: Box.open -> "m.Box.open")
//         def open(self, host):           host     -> kVariable, owner: the scope of open
//             return lambda: mailer.SMTP(host)     host is captured: kGlobal "m.Box.open.host" in both functions
//
// Imports and definitions win over other bindings of their name; see lower.h. Arms that cannot run bind nothing.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "checks/python/lower.h"
#include "checks/python/tree.h"

namespace tls_tidy::python {

using ScopeId = uint32_t;
inline constexpr ScopeId kNoScope = 0xffffffff;

/// A name of one scope and everything that binds it there.
struct Symbol {
  enum Declared : uint8_t { kHere, kGlobalDeclared, kNonlocalDeclared } declared = kHere;
  bool bound = false;               // assigned, deleted, a loop target, a parameter, an import, a def or a class
  bool assigned = false;            // by something else than an import, a def or a class
  bool captured = false;            // an inner function reads or writes it: its storage is a global
  std::string target;               // import: the dotted name it stands for
  bool targetIsForTypes = false;    // imported under TYPE_CHECKING only
  bool targetVaries = false;        // different imports on the arms of an `if`: a variable
  std::vector<StmtId> definitions;  // defs and classes of this name, in order, live arms only
  StmtId winner = kNoExpr;          // the definition that the name means
  bool alias = false;               // `cls` of a class method: target is the class
};

struct Scope {
  enum Kind : uint8_t { kModule, kFunction, kClass, kComprehension } kind = kModule;
  ScopeId parent = kNoScope;
  ScopeId function = kNoScope;  // where its code runs: itself for functions and the module
  std::string key;              // global name of the function or class; the module's dotted name
  StmtId statement = kNoExpr;   // def or class
  ExprId expression = kNoExpr;  // lambda or comprehension
  std::map<std::string_view, Symbol> symbols;
  std::vector<std::string> captures;  // functions: global names of outer variables it uses
};

/// What a name means where it is used.
struct Resolution {
  enum Kind : uint8_t {
    kVariable,  // a local of scope `owner`
    kGlobal,    // a global variable or function, or a captured local: `name`
    kDotted,    // an import, a class or a builtin: `name`, and attributes join it
  };
  Kind kind = kVariable;
  ScopeId owner = kNoScope;
  std::string name;
  bool storable = true;         // false: a store to this name in its own scope is dropped
};

struct StarImport {
  ScopeId scope = kNoScope;
  std::string target;
};

class Scopes {
 public:
  Scopes(const Tree& tree, const ModuleInfo& info);

  ScopeId module() const { return 0; }
  size_t size() const { return scopes_.size(); }
  const Scope& operator[](ScopeId id) const { return scopes_[id]; }
  /// kNoScope: the definition stands in an arm that cannot run.
  ScopeId ofStatement(StmtId id) const;
  ScopeId ofExpression(ExprId id) const;
  const std::vector<StarImport>& stars() const { return stars_; }

  Resolution resolve(ScopeId from, std::string_view name) const;
  /// The dotted module an import statement names, with the leading dots of a relative import resolved.
  std::string importedModule(const Stmt& statement) const;
  /// The class whose method the code of `from` belongs to, through nested functions and lambdas; kNoScope: none.
  ScopeId methodClass(ScopeId from) const;
  /// The method itself.
  ScopeId method(ScopeId from) const;

 private:
  friend class ScopeBuilder;
  struct Found { ScopeId scope = kNoScope; const Symbol* symbol = nullptr; };
  Found find(ScopeId from, std::string_view name) const;

  const Tree& tree_;
  std::string moduleName_, package_;
  std::vector<Scope> scopes_;
  std::unordered_map<StmtId, ScopeId> statementScopes_;
  std::unordered_map<ExprId, ScopeId> expressionScopes_;
  std::vector<StarImport> stars_;
};

/// Decorators that change what a def means for a caller.
struct Decorators {
  bool isStaticMethod = false, isClassMethod = false, isProperty = false, isSetter = false, isDeleter = false;
  bool isContextManager = false, isOverload = false, isDataclass = false;
};
Decorators decoratorsOf(const Tree& tree, const Stmt& definition);

/// `a.b.c` as written; empty for anything but names joined by dots.
std::string spelledName(const Tree& tree, ExprId id);

bool isBuiltin(std::string_view name);

}  // namespace tls_tidy::python
