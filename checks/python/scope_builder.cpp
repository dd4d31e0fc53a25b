#include "checks/python/scope_builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "checks/python/static_test.h"

namespace tls_tidy::python {
namespace {
constexpr int kDeepest = 400;  // nested expressions; generated code beyond it becomes unknown
}

void ScopeBuilder::build() {
  Scope module;
  module.kind = Scope::kModule;
  module.function = 0;
  module.key = scopes_.moduleName_;
  scopes_.scopes_.push_back(std::move(module));
  visitBody(tree_.body);
  chooseWinners();
  makeKeys();
  captureUses();
}

ScopeId ScopeBuilder::add(Scope::Kind kind, std::string label, StmtId statement, ExprId expression) {
  Scope scope;
  scope.kind = kind;
  scope.parent = current_;
  scope.key = std::move(label);
  scope.statement = statement;
  scope.expression = expression;
  const ScopeId id = static_cast<ScopeId>(scopes_.scopes_.size());
  scope.function = kind == Scope::kFunction ? id : scopes_.scopes_[current_].function;
  scopes_.scopes_.push_back(std::move(scope));
  if (statement != kNoExpr) scopes_.statementScopes_[statement] = id;
  if (expression != kNoExpr) scopes_.expressionScopes_[expression] = id;
  return id;
}

std::string ScopeBuilder::place(Span span) const {
  const Position position = tree_.position(span.begin);
  return std::to_string(position.line) + ":" + std::to_string(position.column);
}

// ---- bindings ----

Symbol& ScopeBuilder::bind(std::string_view name) {
  Symbol& symbol = scopes_.scopes_[current_].symbols[name];
  symbol.bound = true;
  if (symbol.declared == Symbol::kGlobalDeclared) scopes_.scopes_[0].symbols[name].bound = true;
  if (symbol.declared != Symbol::kHere) uses_.emplace_back(current_, name);
  return symbol;
}

void ScopeBuilder::bindTarget(ExprId id) {
  if (id == kNoExpr || depth_ > kDeepest) return;
  ++depth_;
  const Expr& expr = tree_.exprs[id];
  switch (expr.kind) {
    case ExprKind::kName: bind(expr.text).assigned = true; break;
    case ExprKind::kTuple:
    case ExprKind::kList: for (ExprId item : expr.items) bindTarget(item); break;
    case ExprKind::kStarred: bindTarget(expr.a); break;
    default: visitExpression(id);
  }
  --depth_;
}

/// Names in a pattern are captures; dotted names, class names and constants are looked up.
void ScopeBuilder::bindPattern(ExprId id) {
  if (id == kNoExpr || depth_ > kDeepest) return;
  ++depth_;
  const Expr& expr = tree_.exprs[id];
  switch (expr.kind) {
    case ExprKind::kName:
      if (expr.text != "_") bind(expr.text);
      break;
    case ExprKind::kCall:
      visitExpression(expr.a);
      for (const Arg& arg : expr.args) bindPattern(arg.value);
      break;
    case ExprKind::kDict:
      for (ExprId key : expr.items) visitExpression(key);
      for (const Arg& arg : expr.args) bindPattern(arg.value);
      break;
    case ExprKind::kBinOp:
      bindPattern(expr.a);
      bindPattern(expr.b);
      break;
    case ExprKind::kNamedExpr:
      bindPattern(expr.a);
      bindPattern(expr.b);
      break;
    case ExprKind::kTuple:
    case ExprKind::kList: for (ExprId item : expr.items) bindPattern(item); break;
    case ExprKind::kStarred: bindPattern(expr.a); break;
    default: visitExpression(id);
  }
  --depth_;
}

/// The first import of a name in a try wins, and an import on every path wins over one that may not run. Different
/// imports on the arms of an `if` leave a variable.
void ScopeBuilder::bindImport(std::string_view name, std::string target) {
  Symbol& symbol = bind(name);
  if (symbol.declared == Symbol::kGlobalDeclared) {
    Symbol& atModule = scopes_.scopes_[0].symbols[name];
    if (atModule.target.empty()) atModule.target = target;
    return;
  }
  const bool replaces = symbol.target.empty() || (symbol.targetIsForTypes && !forTypes_) || conditional_ == 0;
  if (!replaces) {
    if (symbol.target != target && !forTypes_ && tries_ == 0) symbol.targetVaries = true;
    return;
  }
  symbol.target = std::move(target);
  symbol.targetIsForTypes = forTypes_;
  if (conditional_ == 0) {
    symbol.targetVaries = false;
    symbol.definitions.clear();
  }
}

void ScopeBuilder::bindDefinition(StmtId id, std::string_view name) {
  Symbol& symbol = bind(name);
  unconditional_[id] = conditional_ == 0;
  if (handlers_ > 0) stopgaps_.insert(id);
  symbol.definitions.push_back(id);
}

// ---- statements ----

void ScopeBuilder::visitBody(const Slice<StmtId>& body) {
  for (StmtId id : body) visit(id);
}

void ScopeBuilder::visitConditional(const Slice<StmtId>& body) {
  ++conditional_;
  visitBody(body);
  --conditional_;
}

void ScopeBuilder::visit(StmtId id) {
  const Stmt& statement = tree_.stmts[id];
  switch (statement.kind) {
    case StmtKind::kFunction: visitFunction(id); return;
    case StmtKind::kClass: visitClass(id); return;
    case StmtKind::kIf: visitIf(statement); return;
    case StmtKind::kTry: visitTry(statement); return;
    case StmtKind::kImport: visitImport(statement); return;
    case StmtKind::kImportFrom: visitImportFrom(statement); return;
    case StmtKind::kGlobal:
    case StmtKind::kNonlocal:
      for (const Alias& alias : statement.names) {
        Symbol& symbol = scopes_.scopes_[current_].symbols[alias.name];
        symbol.declared = statement.kind == StmtKind::kGlobal ? Symbol::kGlobalDeclared : Symbol::kNonlocalDeclared;
        if (statement.kind == StmtKind::kGlobal) scopes_.scopes_[0].symbols[alias.name].bound = true;
        else uses_.emplace_back(current_, alias.name);
      }
      return;
    default: break;
  }
  visitExpression(statement.value);
  visitExpression(statement.test);
  for (ExprId target : statement.targets) {
    bindTarget(target);
    if (statement.kind == StmtKind::kAugAssign || statement.kind == StmtKind::kDelete) visitExpression(target);
  }
  for (const WithItem& item : statement.withItems) {
    visitExpression(item.context);
    bindTarget(item.target);
  }
  for (const MatchCase& one : statement.cases) {
    bindPattern(one.pattern);
    visitExpression(one.guard);
    visitConditional(one.body);
  }
  if (statement.kind == StmtKind::kWith) visitBody(statement.body);
  else visitConditional(statement.body);
  visitConditional(statement.orelse);
}

void ScopeBuilder::visitIf(const Stmt& statement) {
  const std::optional<bool> decided = decideTest(tree_, statement.test, versions_);
  visitExpression(statement.test);
  if (isTypeChecking(tree_, statement.test)) {
    forTypes_ = true;
    visitConditional(statement.body);
    forTypes_ = false;
    visitBody(statement.orelse);
    return;
  }
  if (decided) {
    visitBody(*decided ? statement.body : statement.orelse);
    return;
  }
  visitConditional(statement.body);
  visitConditional(statement.orelse);
}

void ScopeBuilder::visitTry(const Stmt& statement) {
  ++tries_;
  visitConditional(statement.body);
  for (const Handler& handler : statement.handlers) {
    visitExpression(handler.type);
    if (!handler.name.empty()) bind(handler.name);
    ++handlers_;
    visitConditional(handler.body);
    --handlers_;
  }
  visitConditional(statement.orelse);
  --tries_;
  visitBody(statement.finalbody);
}

void ScopeBuilder::visitImport(const Stmt& statement) {
  for (const Alias& alias : statement.names) {
    if (alias.asName.empty()) {
      const std::string_view first = alias.name.substr(0, alias.name.find('.'));
      bindImport(first, std::string(first));
    } else {
      bindImport(alias.asName, std::string(alias.name));
    }
  }
}

void ScopeBuilder::visitImportFrom(const Stmt& statement) {
  const std::string module = scopes_.importedModule(statement);
  for (const Alias& alias : statement.names) {
    if (alias.name == "*") {
      scopes_.stars_.push_back({current_, module});
      continue;
    }
    const std::string target = module.empty() ? std::string(alias.name) : module + "." + std::string(alias.name);
    bindImport(alias.asName.empty() ? alias.name : alias.asName, target);
  }
}

void ScopeBuilder::visitFunction(StmtId id) {
  const Stmt& statement = tree_.stmts[id];
  const Decorators decorators = decoratorsOf(tree_, statement);
  if (decorators.isOverload || forTypes_) return;
  visitFallbacks(statement.params);
  std::string label(statement.name);
  if (decorators.isSetter) label += ".setter";
  else if (decorators.isDeleter) label += ".deleter";
  else bindDefinition(id, statement.name);
  const bool inClass = scopes_.scopes_[current_].kind == Scope::kClass;
  const ScopeId outer = current_;
  const int outerConditional = std::exchange(conditional_, 0), outerTries = std::exchange(tries_, 0), outerHandlers = std::exchange(handlers_, 0);
  current_ = add(Scope::kFunction, std::move(label), id, kNoExpr);
  const bool boundToClass = inClass && (decorators.isClassMethod || statement.name == "__new__" ||
                                        statement.name == "__init_subclass__" || statement.name == "__class_getitem__");
  visitParameters(statement.params, boundToClass);
  if (boundToClass && !statement.params.empty()) {
    Symbol& first = bind(statement.params.front().name);
    first.alias = true;  // of the class around it; keys are made later
  }
  visitBody(statement.body);
  current_ = outer;
  conditional_ = outerConditional;
  tries_ = outerTries;
  handlers_ = outerHandlers;
}

void ScopeBuilder::visitClass(StmtId id) {
  const Stmt& statement = tree_.stmts[id];
  if (forTypes_) return;
  for (const Arg& base : statement.args) visitExpression(base.value);
  bindDefinition(id, statement.name);
  const ScopeId outer = current_;
  const int outerConditional = std::exchange(conditional_, 0), outerTries = std::exchange(tries_, 0), outerHandlers = std::exchange(handlers_, 0);
  current_ = add(Scope::kClass, std::string(statement.name), id, kNoExpr);
  visitBody(statement.body);
  current_ = outer;
  conditional_ = outerConditional;
  tries_ = outerTries;
  handlers_ = outerHandlers;
}

void ScopeBuilder::visitParameters(const Slice<Param>& params, bool skipFirst) {
  for (size_t i = skipFirst ? 1 : 0; i < params.size(); ++i) {
    if (!params[i].name.empty()) bind(params[i].name);
  }
}

void ScopeBuilder::visitFallbacks(const Slice<Param>& params) {
  for (const Param& param : params) visitExpression(param.fallback);
}

// ---- expressions ----

void ScopeBuilder::visitExpression(ExprId id) {
  if (id == kNoExpr || depth_ > kDeepest) return;
  ++depth_;
  const Expr& expr = tree_.exprs[id];
  switch (expr.kind) {
    case ExprKind::kName: uses_.emplace_back(current_, expr.text); break;
    case ExprKind::kConstant: break;
    case ExprKind::kComprehension: visitComprehension(id); break;
    case ExprKind::kLambda: visitLambda(id); break;
    case ExprKind::kNamedExpr: {
      visitExpression(expr.b);
      const ScopeId outer = current_;
      while (scopes_.scopes_[current_].kind == Scope::kComprehension) current_ = scopes_.scopes_[current_].parent;
      bindTarget(expr.a);
      current_ = outer;
      break;
    }
    default: visitChildren(expr);
  }
  --depth_;
}

void ScopeBuilder::visitChildren(const Expr& expr) {
  visitExpression(expr.a);
  visitExpression(expr.b);
  visitExpression(expr.c);
  for (ExprId item : expr.items) visitExpression(item);
  for (const Arg& arg : expr.args) visitExpression(arg.value);
}

void ScopeBuilder::visitComprehension(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  if (!expr.items.empty()) visitExpression(expr.items.front());
  const ScopeId outer = current_;
  current_ = add(Scope::kComprehension, "<loop@" + place(expr.span) + ">", kNoExpr, id);
  for (ExprId target : expr.targets) bindTarget(target);
  for (size_t i = 1; i < expr.items.size(); ++i) visitExpression(expr.items[i]);
  for (ExprId condition : expr.conditions) visitExpression(condition);
  visitExpression(expr.a);
  visitExpression(expr.b);
  current_ = outer;
}

void ScopeBuilder::visitLambda(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  visitFallbacks(expr.params);
  const ScopeId outer = current_;
  current_ = add(Scope::kFunction, "<lambda@" + place(expr.span) + ">", kNoExpr, id);
  visitParameters(expr.params, false);
  visitExpression(expr.a);
  current_ = outer;
}

// ---- after the walk ----

/// The last definition that always runs wins, else the first; an import or
/// an assignment that may fail wins over the replacement in its except.
void ScopeBuilder::chooseWinners() {
  for (Scope& scope : scopes_.scopes_) {
    for (auto& [name, symbol] : scope.symbols) {
      if (symbol.definitions.empty()) continue;
      const bool isStopgap = std::all_of(symbol.definitions.begin(), symbol.definitions.end(), [&](StmtId id) { return stopgaps_.contains(id); });
      if (isStopgap && symbol.assigned && symbol.target.empty()) continue;  // a variable
      StmtId winner = symbol.definitions.front();
      for (StmtId id : symbol.definitions) {
        if (unconditional_[id]) winner = id;
      }
      if (symbol.target.empty() || unconditional_[winner]) {
        symbol.winner = winner;
        symbol.target.clear();
      }
      keyHolders_.insert(winner);
    }
  }
}

/// Outer scopes come before inner ones, so each key grows out of a finished one.
void ScopeBuilder::makeKeys() {
  std::set<std::string> taken;
  for (ScopeId id = 1; id < scopes_.scopes_.size(); ++id) {
    Scope& scope = scopes_.scopes_[id];
    const Scope& parent = scopes_.scopes_[scope.parent];
    const Scope& outer = parent.kind == Scope::kComprehension || scope.kind == Scope::kComprehension ? scopes_.scopes_[parent.function] : parent;
    scope.key = outer.key + "." + scope.key;
    const bool isDefinition = scope.statement != kNoExpr && unconditional_.contains(scope.statement);
    const uint32_t begin = scope.statement != kNoExpr ? tree_.stmts[scope.statement].span.begin : 0;
    if (isDefinition && !keyHolders_.contains(scope.statement)) scope.key += "@" + std::to_string(tree_.position(begin).line);
    while (!taken.insert(scope.key).second) scope.key += "@" + std::to_string(tree_.position(begin).line);
    for (auto& [name, symbol] : scope.symbols) {
      if (symbol.alias) symbol.target = parent.key;
    }
  }
}

void ScopeBuilder::captureUses() {
  for (auto [from, name] : uses_) {
    const Scopes::Found found = scopes_.find(from, name);
    if (!found.symbol) continue;
    const Scope& owner = scopes_.scopes_[found.scope];
    if (owner.kind != Scope::kFunction && owner.kind != Scope::kComprehension) continue;
    const ScopeId user = scopes_.scopes_[from].function;
    const bool isFixed = (!found.symbol->target.empty() && !found.symbol->targetVaries) || found.symbol->winner != kNoExpr;
    if (owner.function == user || isFixed) continue;
    scopes_.scopes_[found.scope].symbols.find(name)->second.captured = true;
    std::vector<std::string>& captures = scopes_.scopes_[user].captures;
    std::string global = owner.key + "." + std::string(name);
    if (std::find(captures.begin(), captures.end(), global) == captures.end()) captures.push_back(std::move(global));
  }
}

}  // namespace tls_tidy::python
