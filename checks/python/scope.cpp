#include "checks/python/scope.h"

#include <algorithm>
#include <array>
#include <set>

#include "checks/python/scope_builder.h"

namespace tls_tidy::python {
namespace {

/// Decorators, by their last word, that make a method read like an attribute.
constexpr std::array<std::string_view, 9> kProperties = {"abstractproperty", "cached_property", "cachedproperty",    "lazy", "lazy_property",
                                                         "lazyproperty",     "memoized_property", "property", "reify"};

}  // namespace

std::string spelledName(const Tree& tree, ExprId id) {
  std::string suffix;
  while (id != kNoExpr) {
    const Expr& expr = tree.exprs[id];
    if (expr.kind == ExprKind::kName) return std::string(expr.text) + suffix;
    if (expr.kind != ExprKind::kAttribute) break;
    suffix = "." + std::string(expr.text) + suffix;
    id = expr.a;
  }
  return {};
}

Decorators decoratorsOf(const Tree& tree, const Stmt& definition) {
  Decorators result;
  for (ExprId decorator : definition.decorators) {
    const Expr& expr = tree.exprs[decorator];
    const std::string name = spelledName(tree, expr.kind == ExprKind::kCall ? expr.a : decorator);
    const std::string last = name.substr(name.rfind('.') + 1);
    if (last == "staticmethod") result.isStaticMethod = true;
    if (last == "classmethod") result.isClassMethod = true;
    if (std::find(kProperties.begin(), kProperties.end(), last) != kProperties.end()) result.isProperty = true;
    if (last == "contextmanager" || last == "asynccontextmanager") result.isContextManager = true;
    if (last == "overload") result.isOverload = true;
    if (last == "dataclass" || name == "attr.s" || name == "attrs.define" || name == "attr.define" || name == "attr.attrs") {
      result.isDataclass = true;
    }
    if (name == std::string(definition.name) + ".setter") result.isSetter = true;
    if (name == std::string(definition.name) + ".deleter") result.isDeleter = true;
  }
  return result;
}

bool isBuiltin(std::string_view name) {
  static const std::set<std::string_view> kBuiltins = {
      "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BaseExceptionGroup", "BlockingIOError",
      "BrokenPipeError", "BufferError", "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError",
      "ConnectionResetError", "DeprecationWarning", "EOFError", "Ellipsis", "EnvironmentError", "Exception",
      "ExceptionGroup", "FileExistsError", "FileNotFoundError", "FutureWarning", "GeneratorExit", "IOError", "ImportError",
      "IndexError", "InterruptedError", "IsADirectoryError", "KeyError", "KeyboardInterrupt", "LookupError", "MemoryError",
      "ModuleNotFoundError", "NameError", "NotADirectoryError", "NotImplemented", "NotImplementedError", "OSError",
      "OverflowError", "PermissionError", "ProcessLookupError", "RecursionError", "ReferenceError", "ResourceWarning",
      "RuntimeError", "RuntimeWarning", "StandardError", "StopAsyncIteration", "StopIteration", "SyntaxError", "SystemError",
      "SystemExit", "TimeoutError", "TypeError", "UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError",
      "UnicodeError", "UserWarning", "ValueError", "Warning", "WindowsError", "ZeroDivisionError", "__build_class__",
      "__debug__", "__import__", "abs", "aiter", "all", "anext", "any", "apply", "ascii", "basestring", "bin", "bool",
      "breakpoint", "buffer", "bytearray", "bytes", "callable", "chr", "classmethod", "cmp", "compile", "complex",
      "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec", "execfile", "exit", "file", "filter", "float",
      "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input", "int", "intern",
      "isinstance", "issubclass", "iter", "len", "list", "locals", "long", "map", "max", "memoryview", "min", "next",
      "object", "oct", "open", "ord", "pow", "print", "property", "quit", "range", "raw_input", "reduce", "reload", "repr",
      "reversed", "round", "set", "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "type",
      "unichr", "unicode", "vars", "xrange", "zip"};
  return kBuiltins.contains(name);
}

Scopes::Scopes(const Tree& tree, const ModuleInfo& info) : tree_(tree), moduleName_(info.name) {
  package_ = info.name;
  if (!info.isPackage) package_.resize(package_.rfind('.') == std::string::npos ? 0 : package_.rfind('.'));
  ScopeBuilder(*this, tree, info.versions).build();
}

ScopeId Scopes::ofStatement(StmtId id) const {
  auto found = statementScopes_.find(id);
  return found == statementScopes_.end() ? kNoScope : found->second;
}

ScopeId Scopes::ofExpression(ExprId id) const {
  auto found = expressionScopes_.find(id);
  return found == expressionScopes_.end() ? kNoScope : found->second;
}

std::string Scopes::importedModule(const Stmt& statement) const {
  if (statement.level == 0) return std::string(statement.module);
  std::string base = package_;
  for (int i = 1; i < statement.level; ++i) base.resize(base.rfind('.') == std::string::npos ? 0 : base.rfind('.'));
  if (statement.module.empty()) return base;
  return base.empty() ? std::string(statement.module) : base + "." + std::string(statement.module);
}

Scopes::Found Scopes::find(ScopeId from, std::string_view name) const {
  bool skipClasses = false;
  for (ScopeId id = from; id != kNoScope; id = scopes_[id].parent) {
    const Scope& scope = scopes_[id];
    if (scope.kind == Scope::kClass && skipClasses) continue;
    if (scope.kind == Scope::kFunction) skipClasses = true;
    auto found = scope.symbols.find(name);
    if (found == scope.symbols.end()) continue;
    const Symbol& symbol = found->second;
    if (symbol.declared == Symbol::kNonlocalDeclared) continue;
    if (symbol.declared == Symbol::kGlobalDeclared) {
      auto atModule = scopes_[0].symbols.find(name);
      if (atModule != scopes_[0].symbols.end()) return {0, &atModule->second};
      break;
    }
    if (symbol.bound) return {id, &symbol};
  }
  return {};
}

Resolution Scopes::resolve(ScopeId from, std::string_view name) const {
  const Found found = find(from, name);
  const std::string spelled(name);
  if (!found.symbol) {
    if (isBuiltin(name)) return {Resolution::kDotted, kNoScope, "builtins." + spelled, true};
    // A star import may bring it, a module or a class as well: attributes join, and linking finds out.
    return {stars_.empty() ? Resolution::kGlobal : Resolution::kDotted, 0, moduleName_ + "." + spelled, true};
  }
  const Scope& owner = scopes_[found.scope];
  const Symbol& symbol = *found.symbol;
  if (symbol.winner != kNoExpr) {
    const bool isClass = tree_.stmts[symbol.winner].kind == StmtKind::kClass;
    return {isClass ? Resolution::kDotted : Resolution::kGlobal, found.scope, scopes_[ofStatement(symbol.winner)].key, false};
  }
  if (!symbol.target.empty() && !symbol.targetVaries) return {Resolution::kDotted, found.scope, symbol.target, false};
  if (owner.kind == Scope::kModule || owner.kind == Scope::kClass || symbol.captured) {
    return {Resolution::kGlobal, found.scope, owner.key + "." + spelled, true};
  }
  return {Resolution::kVariable, found.scope, {}, true};
}

ScopeId Scopes::method(ScopeId from) const {
  for (ScopeId id = from; id != kNoScope; id = scopes_[id].parent) {
    const ScopeId parent = scopes_[id].parent;
    if (scopes_[id].kind == Scope::kFunction && parent != kNoScope && scopes_[parent].kind == Scope::kClass) return id;
  }
  return kNoScope;
}

ScopeId Scopes::methodClass(ScopeId from) const {
  const ScopeId found = method(from);
  return found == kNoScope ? kNoScope : scopes_[found].parent;
}

}  // namespace tls_tidy::python
