// The frame of a function: its names and flags, its parameters with their default values. See lowering.h.
#include "checks/python/lowering.h"

namespace tls_tidy::python {

FunctionLowering::FunctionLowering(const Tree& tree, const Scopes& scopes, Module& module, ScopeId scope)
    : tree_(tree), scopes_(scopes), module_(module), root_(scope), scope_(scope) {}

Function FunctionLowering::lower() {
  const Scope& scope = scopes_[root_];
  describe(function_);
  if (scope.kind == Scope::kModule) {
    body(tree_.body);
  } else if (scope.expression != kNoExpr) {
    const Expr& lambda = tree_.exprs[scope.expression];
    parameters(lambda.params);
    graph_.leave(value(lambda.a), rangeOf(lambda.a));
  } else {
    const Stmt& definition = tree_.stmts[scope.statement];
    parameters(definition.params);
    body(definition.body);
    graph_.leave(null(), {});  // falling off the end returns None
  }
  function_.blocks = graph_.finish();
  return std::move(function_);
}

/// The range of the name after `def` or `class`; decorators come before it.
Range FunctionLowering::nameRange(const Stmt& definition, std::string_view keyword) const {
  const std::string_view source = *tree_.text;
  const std::string wanted(keyword);
  size_t at = definition.span.begin;
  while ((at = source.find(wanted, at)) != std::string_view::npos && at < definition.span.end) {
    const size_t name = source.find_first_not_of(" \t\\\n", at + wanted.size());
    if (name != std::string_view::npos && name > at + wanted.size() && source.substr(name).starts_with(definition.name)) {
      return range({static_cast<uint32_t>(name), static_cast<uint32_t>(name + definition.name.size())});
    }
    ++at;
  }
  return range(definition.span);
}

void FunctionLowering::describe(Function& function) {
  const Scope& scope = scopes_[root_];
  const std::string& module = scopes_[scopes_.module()].key;
  if (scope.kind == Scope::kModule) {
    function.key = intern(module + ".<module>");
    function.display = intern(module);
    function.isModuleBody = true;
    return;
  }
  function.key = intern(scope.key);
  function.display = intern(scope.key.starts_with(module + ".") ? std::string_view(scope.key).substr(module.size() + 1) : std::string_view(scope.key));
  for (const std::string& captured : scope.captures) function.captures.push_back(intern(captured));
  for (ScopeId id = scope.parent; id != kNoScope; id = scopes_[id].parent) {
    if (scopes_[id].kind == Scope::kFunction) function.isInternal = true;
  }
  if (scope.expression != kNoExpr) {
    function.isInternal = true;
    function.at = rangeOf(scope.expression);
    return;
  }
  const Stmt& definition = tree_.stmts[scope.statement];
  const Decorators decorators = decoratorsOf(tree_, definition);
  function.at = nameRange(definition, "def");
  const Scope& outer = scopes_[scope.parent];
  const bool isMethod = outer.kind == Scope::kClass;
  if (isMethod) function.owner = intern(outer.key);
  function.isStatic = isMethod && (decorators.isStaticMethod || decorators.isClassMethod);
  if (isMethod && !definition.params.empty()) {
    auto first = scope.symbols.find(definition.params.front().name);
    function.isStatic = function.isStatic || (first != scope.symbols.end() && first->second.alias);
  }
  function.isProperty = isMethod && (decorators.isProperty || decorators.isSetter);
  function.isContextManager = decorators.isContextManager;
  yieldReturns_ = decorators.isContextManager;
}

/// The first locals. A parameter that an inner function captures lives in a global from the start.
void FunctionLowering::parameters(const Slice<Param>& params) {
  std::vector<std::pair<const Param*, Operand>> captured;
  for (const Param& param : params) {
    auto symbol = scopes_[root_].symbols.find(param.name);
    if (symbol == scopes_[root_].symbols.end() || symbol->second.alias) continue;
    Parameter parameter;
    switch (param.kind) {
      case Param::kPositionalOnly:
      case Param::kPositional: parameter.kind = Parameter::kPositional; break;
      case Param::kKeywordOnly: parameter.kind = Parameter::kKeywordOnly; break;
      case Param::kVarArgs: parameter.kind = Parameter::kVarArgs; break;
      case Param::kKwArgs: parameter.kind = Parameter::kKwArgs; break;
    }
    parameter.fallback = fallbackOf(param);
    const LocalId local = localOf(root_, param.name);
    function_.locals[local].type = intern(typeName(param.annotation));
    const bool isObject = function_.parameters.empty() && function_.owner != 0 && !function_.isStatic;
    if (isObject) function_.locals[local].type = function_.owner;
    function_.parameters.push_back(std::move(parameter));
    if (symbol->second.captured) captured.emplace_back(&param, localOperand(local));
  }
  for (auto& [param, local] : captured) {
    assign(variable(scopes_.resolve(root_, param->name), param->name), std::move(local), range(param->span));
  }
}

std::string FunctionLowering::fallbackName(ScopeId scope, std::string_view parameter) const {
  return scopes_[scope].key + ".<default " + std::string(parameter) + ">";
}

Operand FunctionLowering::fallbackOf(const Param& param) {
  if (param.fallback == kNoExpr) return {};
  // Default values are looked up where the function is defined.
  const ScopeId inner = std::exchange(scope_, scopes_[root_].parent);
  std::optional<Operand> fixed = fixedFallback(param.fallback, scope_);
  scope_ = inner;
  return fixed ? *fixed : global(fallbackName(root_, param.name));
}

/// A default value that is the same whenever it is read: a constant, or a name that never changes its meaning.
std::optional<Operand> FunctionLowering::fixedFallback(ExprId id, ScopeId scope) {
  const Expr& expr = tree_.exprs[id];
  const bool isNegative = expr.kind == ExprKind::kUnaryOp && expr.op == Op::kUSub && tree_.exprs[expr.a].kind == ExprKind::kConstant;
  if (expr.kind == ExprKind::kConstant || isNegative) return value(id);
  if (expr.kind == ExprKind::kName || expr.kind == ExprKind::kAttribute) {
    if (std::string name = dotted(id); !name.empty()) return global(name);
  }
  if (expr.kind == ExprKind::kName) {
    const Resolution resolution = scopes_.resolve(scope, expr.text);
    if (resolution.kind == Resolution::kGlobal) return global(resolution.name);
  }
  return std::nullopt;
}

}  // namespace tls_tidy::python
