// The __init__ that Python writes for a class of annotated fields:
//     @dataclass
//     class Account:               def __init__(self, host, tls=True):
//         host: str                    self.host = host
//         tls: bool = True             self.tls = tls
// Without it a setting that arrives by such a class would come from nowhere. Fields of bases in the same file come first.
#include <algorithm>

#include "checks/python/lowering.h"

namespace tls_tidy::python {
namespace {

constexpr int kDeepestBases = 8;

bool isFieldBase(std::string_view name) {
  return name == "NamedTuple" || name == "typing.NamedTuple" || name == "BaseModel" || name == "pydantic.BaseModel" ||
         name == "BaseSettings" || name == "pydantic.BaseSettings" || name == "pydantic_settings.BaseSettings";
}

/// A base class that the same file defines.
ScopeId baseScope(const Tree& tree, const Scopes& scopes, ScopeId type, ExprId base) {
  if (tree.exprs[base].kind != ExprKind::kName) return kNoScope;
  const Resolution resolution = scopes.resolve(scopes[type].parent, tree.exprs[base].text);
  for (ScopeId id = 0; id < type; ++id) {
    if (scopes[id].kind == Scope::kClass && scopes[id].key == resolution.name) return id;
  }
  return kNoScope;
}

bool inheritsFields(const Tree& tree, const Scopes& scopes, ScopeId type, int depth) {
  if (depth > kDeepestBases) return false;
  const Stmt& definition = tree.stmts[scopes[type].statement];
  return std::any_of(definition.args.begin(), definition.args.end(), [&](const Arg& base) {
    if (base.kind != Arg::kPositional) return false;
    if (isFieldBase(spelledName(tree, base.value))) return true;
    const ScopeId found = baseScope(tree, scopes, type, base.value);
    return found != kNoScope && inheritsFields(tree, scopes, found, depth + 1);
  });
}

}  // namespace

bool hasGeneratedInit(const Tree& tree, const Scopes& scopes, ScopeId type) {
  const Scope& scope = scopes[type];
  if (scope.symbols.contains("__init__") || scope.symbols.contains("__new__")) return false;
  return decoratorsOf(tree, tree.stmts[scope.statement]).isDataclass || inheritsFields(tree, scopes, type, 0);
}

std::vector<FunctionLowering::Field> FunctionLowering::fieldsOf(ScopeId type, int depth) const {
  std::vector<Field> fields;
  if (depth > kDeepestBases) return fields;
  const Stmt& definition = tree_.stmts[scopes_[type].statement];
  for (const Arg& base : definition.args) {
    const ScopeId found = base.kind == Arg::kPositional ? baseScope(tree_, scopes_, type, base.value) : kNoScope;
    if (found == kNoScope) continue;
    for (const Field& field : fieldsOf(found, depth + 1)) fields.push_back(field);
  }
  for (StmtId id : definition.body) {
    const Stmt& statement = tree_.stmts[id];
    if (statement.kind != StmtKind::kAnnAssign || statement.targets.empty() || statement.annotation == kNoExpr) continue;
    const Expr& target = tree_.exprs[statement.targets[0]];
    const Expr& annotation = tree_.exprs[statement.annotation];
    const ExprId outer = annotation.kind == ExprKind::kSubscript ? annotation.a : statement.annotation;
    const bool isClassVariable = spelledName(tree_, outer).ends_with("ClassVar");
    if (target.kind != ExprKind::kName || isClassVariable) continue;
    std::erase_if(fields, [&](const Field& field) { return tree_.exprs[field.declaration->targets[0]].text == target.text; });
    fields.push_back({&statement, type});
  }
  return fields;
}

/// The field's default: a constant, `field(default=constant)`, else what the class body stored, which is its global.
Operand FunctionLowering::fieldFallback(const Field& field) {
  ExprId fallback = field.declaration->value;
  if (fallback == kNoExpr) return {};
  const Expr& expr = tree_.exprs[fallback];
  if (expr.kind == ExprKind::kCall) {
    bool isRequired = true;
    for (const Arg& arg : expr.args) {
      if (arg.kind == Arg::kKeyword && arg.keyword == "default") fallback = arg.value;
      if (arg.kind != Arg::kKeyword || arg.keyword.starts_with("default")) isRequired = false;
    }
    const std::string maker = spelledName(tree_, expr.a);
    const bool isField = maker.ends_with("field") || maker.ends_with("Field") || maker == "attr.ib";
    if (isField && isRequired) return {};
    if (isField && fallback == field.declaration->value) return unknown(fallback);
  }
  if (std::optional<Operand> fixed = fixedFallback(fallback, field.owner)) return *fixed;
  if (fallback != field.declaration->value) return unknown(fallback);
  return global(scopes_[field.owner].key + "." + std::string(tree_.exprs[field.declaration->targets[0]].text));
}

Function FunctionLowering::lowerFieldInit() {
  const Scope& type = scopes_[root_];
  const Stmt& definition = tree_.stmts[type.statement];
  const std::string& module = scopes_[scopes_.module()].key;
  const std::string key = type.key + ".__init__";
  function_.key = intern(key);
  function_.display = intern(key.substr(key.starts_with(module + ".") ? module.size() + 1 : 0));
  function_.owner = intern(type.key);
  function_.at = nameRange(definition, "class");
  const LocalId self = newLocal("self");
  function_.locals[self].type = function_.owner;
  function_.parameters.emplace_back();
  for (const Field& field : fieldsOf(root_, 0)) {
    const std::string name(tree_.exprs[field.declaration->targets[0]].text);
    const LocalId local = newLocal(name);
    function_.locals[local].type = intern(typeName(field.declaration->annotation));
    Parameter parameter;
    parameter.fallback = fieldFallback(field);
    function_.parameters.push_back(std::move(parameter));
    const Range at = range(field.declaration->span);
    assign(step(localOperand(self), name, at), localOperand(local), at);
  }
  if (type.symbols.contains("__post_init__") || type.symbols.contains("__attrs_post_init__")) {
    Event event;
    event.kind = Event::kCall;
    event.at = function_.at;
    event.receiver = localOperand(self);
    event.method = intern(type.symbols.contains("__post_init__") ? "__post_init__" : "__attrs_post_init__");
    graph_.emit(std::move(event));
  }
  function_.blocks = graph_.finish();
  return std::move(function_);
}

}  // namespace tls_tidy::python
