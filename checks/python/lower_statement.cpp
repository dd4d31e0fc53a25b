// Statements without control flow of their own: assignments, return, raise, import, class. See lowering.h.
#include <algorithm>
#include <array>

#include "checks/python/lowering.h"

namespace tls_tidy::python {
namespace {

/// Modules of the standard library that are always there: importing them in a try never reaches the handler.
constexpr std::array<std::string_view, 40> kAlwaysThere = {
    "abc",      "argparse", "asyncio",  "base64",   "builtins",  "collections", "contextlib", "copy",    "csv",    "datetime",
    "email",    "enum",     "ftplib",   "functools", "getpass",  "hashlib",     "hmac",       "imaplib", "importlib", "io",
    "itertools", "json",    "logging",  "mimetypes", "os",       "pathlib",     "poplib",     "random",  "re",     "shutil",
    "smtplib",  "socket",   "ssl",      "string",   "subprocess", "sys",        "time",       "traceback", "typing", "urllib"};

/// `@command.option("--verify", default=False)`: a decorator that is given a flag of the command line.
bool declaresFlag(const Tree& tree, ExprId decorator) {
  const Expr& call = tree.exprs[decorator];
  return call.kind == ExprKind::kCall && std::any_of(call.args.begin(), call.args.end(), [&](const Arg& arg) {
           const Expr& value = tree.exprs[arg.value];
           return arg.kind == Arg::kPositional && value.kind == ExprKind::kConstant && value.constant == ConstantKind::kString && value.text.starts_with('-');
         });
}

}  // namespace

bool isAlwaysThere(std::string_view name) {
  return std::find(kAlwaysThere.begin(), kAlwaysThere.end(), name.substr(0, name.find('.'))) != kAlwaysThere.end();
}

void FunctionLowering::body(const Slice<StmtId>& statements) {
  for (StmtId id : statements) {
    if (graph_.isDead()) return;
    statement(id);
  }
}

void FunctionLowering::statement(StmtId id) {
  const Stmt& statement = tree_.stmts[id];
  const Range at = range(statement.span);
  switch (statement.kind) {
    case StmtKind::kExpr: {
      const Expr& expr = tree_.exprs[statement.value];
      if (expr.kind == ExprKind::kCall) callValue(statement.value, false, false);
      else if (expr.kind == ExprKind::kAwait && expr.a != kNoExpr && tree_.exprs[expr.a].kind == ExprKind::kCall) callValue(expr.a, true, false);
      else value(statement.value);
      return;
    }
    case StmtKind::kAssign: return assignStatement(statement);
    case StmtKind::kAugAssign: return augmentedStatement(statement);
    case StmtKind::kAnnAssign: return annotatedStatement(statement);
    case StmtKind::kReturn: return returnStatement(statement);
    case StmtKind::kRaise: return raiseStatement(statement);
    case StmtKind::kDelete: for (ExprId target : statement.targets) dropAtOnce(target, at); return;
    case StmtKind::kAssert: return assertStatement(statement);
    case StmtKind::kBreak: return leaveLoop(true, at);
    case StmtKind::kContinue: return leaveLoop(false, at);
    case StmtKind::kImport:
    case StmtKind::kImportFrom: return importStatement(statement);
    case StmtKind::kIf: return ifStatement(statement);
    case StmtKind::kWhile: return whileStatement(statement);
    case StmtKind::kFor: return forStatement(statement);
    case StmtKind::kTry: return tryStatement(statement);
    case StmtKind::kWith: return withStatement(statement, 0);
    case StmtKind::kFunction:
      if (const ScopeId scope = scopes_.ofStatement(id); scope != kNoScope) {
        fallbacks(scope, statement.params);
        for (const ExprId decorator : statement.decorators)
          if (declaresFlag(tree_, decorator)) value(decorator);
        storeDefinition(scope, statement.name, at);
      }
      return;
    case StmtKind::kClass: return classStatement(id);
    case StmtKind::kMatch: return matchStatement(statement);
    case StmtKind::kPass:
    case StmtKind::kTypeAlias:
    case StmtKind::kGlobal:
    case StmtKind::kNonlocal:
    case StmtKind::kBroken: return;
  }
}

// ---- stores ----

void FunctionLowering::store(ExprId target, Operand value, Range at) {
  if (target == kNoExpr) return;
  const Expr& expr = tree_.exprs[target];
  switch (expr.kind) {
    case ExprKind::kName: {
      const Resolution resolution = scopes_.resolve(scope_, expr.text);
      if (resolution.storable) assign(variable(resolution, expr.text), std::move(value), at);
      return;
    }
    case ExprKind::kAttribute: {
      Operand place = attributeValue(target);
      if (isPlace(place)) assign(std::move(place), std::move(value), at);
      return;
    }
    case ExprKind::kSubscript: {
      const bool isSlice = expr.b != kNoExpr && tree_.exprs[expr.b].kind == ExprKind::kSlice;
      if (isSlice) return;
      Operand place = subscriptValue(target);
      if (isPlace(place)) assign(std::move(place), std::move(value), at);
      return;
    }
    case ExprKind::kTuple:
    case ExprKind::kList: return storeElements(expr, value, at);
    case ExprKind::kStarred: return store(expr.a, unknown(target), at);
    default: return;
  }
}

/// a, b = value
void FunctionLowering::storeElements(const Expr& target, const Operand& value, Range at) {
  const Operand source = isPlace(value) && !value.path.empty() ? copied(value, at) : value;
  bool afterRest = false;
  for (size_t i = 0; i < target.items.size(); ++i) {
    if (tree_.exprs[target.items[i]].kind == ExprKind::kStarred) {
      afterRest = true;
      store(target.items[i], unknown(target.items[i]), at);
      continue;
    }
    const std::string where = afterRest ? "[]" : "[" + std::to_string(i) + "]";
    store(target.items[i], isPlace(source) ? step(source, where, at) : unknown(target.items[i]), at);
  }
}

void FunctionLowering::assignStatement(const Stmt& statement) {
  const Expr& right = tree_.exprs[statement.value];
  if (statement.targets.size() == 1 && (right.kind == ExprKind::kTuple || right.kind == ExprKind::kList)) {
    const Expr& left = tree_.exprs[statement.targets[0]];
    auto isStarred = [&](ExprId id) { return tree_.exprs[id].kind == ExprKind::kStarred; };
    const bool matches = (left.kind == ExprKind::kTuple || left.kind == ExprKind::kList) && left.items.size() == right.items.size() &&
                         std::none_of(left.items.begin(), left.items.end(), isStarred) &&
                         std::none_of(right.items.begin(), right.items.end(), isStarred);
    if (matches) return assignTogether(statement, left, right);
  }
  const Range at = range(statement.span);
  Operand result = value(statement.value);
  for (ExprId target : statement.targets) store(target, result, at);
}

/// a, b = x, y: all right sides first.
void FunctionLowering::assignTogether(const Stmt& statement, const Expr& targets, const Expr& values) {
  const Range at = range(statement.span);
  std::vector<Operand> results;
  for (ExprId item : values.items) {
    Operand result = value(item);
    const bool isCall = tree_.exprs[item].kind == ExprKind::kCall;
    results.push_back(isCall ? std::move(result) : copied(std::move(result), at));
  }
  for (size_t i = 0; i < targets.items.size(); ++i) store(targets.items[i], results[i], at);
}

void FunctionLowering::augmentedStatement(const Stmt& statement) {
  if (statement.targets.empty()) return;
  const Range at = range(statement.span);
  const ExprId target = statement.targets[0];
  const Operand place = value(target);
  Operand change = value(statement.value);
  // A list that grows keeps its elements; only constants are put together here.
  Operand after = statement.op == Op::kAdd ? compute(EventOp::kAdd, place, std::move(change), at)
                                           : arithmetic(statement.op, place, std::move(change), target);
  if (tree_.exprs[target].kind == ExprKind::kName) store(target, std::move(after), at);
  else if (isPlace(place)) assign(place, std::move(after), at);
}

void FunctionLowering::annotatedStatement(const Stmt& statement) {
  if (statement.targets.empty()) return;
  const ExprId target = statement.targets[0];
  if (tree_.exprs[target].kind == ExprKind::kName) {
    const Resolution resolution = scopes_.resolve(scope_, tree_.exprs[target].text);
    if (resolution.kind == Resolution::kVariable) {
      const LocalId local = localOf(resolution.owner, tree_.exprs[target].text);
      function_.locals[local].type = intern(typeName(statement.annotation));
    }
  }
  if (statement.value != kNoExpr) store(target, value(statement.value), range(statement.span));
}

/// The class an annotation names: `X`, `Optional[X]`, `X | None`, `"X"`. Empty: none of these.
std::string FunctionLowering::typeName(ExprId annotation) {
  if (annotation == kNoExpr) return {};
  const Expr& expr = tree_.exprs[annotation];
  if (std::optional<std::string> quoted = constantText(annotation)) {
    const size_t dot = quoted->find('.');
    const bool isName = !quoted->empty() && quoted->find_first_of(" []|,(") == std::string::npos;
    if (!isName) return {};
    const auto first = std::string_view(*quoted).substr(0, dot);
    const Resolution resolution = scopes_.resolve(scope_, first);
    if (resolution.kind != Resolution::kDotted) return {};
    return dot == std::string::npos ? resolution.name : resolution.name + quoted->substr(dot);
  }
  if (expr.kind == ExprKind::kBinOp && expr.op == Op::kBitOr) {
    const bool rightIsNone = tree_.exprs[expr.b].constant == ConstantKind::kNone && tree_.exprs[expr.b].kind == ExprKind::kConstant;
    const bool leftIsNone = tree_.exprs[expr.a].constant == ConstantKind::kNone && tree_.exprs[expr.a].kind == ExprKind::kConstant;
    return rightIsNone ? typeName(expr.a) : leftIsNone ? typeName(expr.b) : std::string();
  }
  if (expr.kind == ExprKind::kSubscript) {
    const std::string outer = dotted(expr.a);
    const bool isWrapper = outer == "typing.Optional" || outer == "typing.Annotated" || outer == "typing.Final" || outer == "typing.ClassVar";
    return isWrapper ? typeName(expr.b) : std::string();
  }
  if (expr.kind == ExprKind::kTuple && !expr.items.empty()) return typeName(expr.items[0]);
  if (expr.kind == ExprKind::kName || expr.kind == ExprKind::kAttribute) return dotted(annotation);
  return {};
}

/// del x, del x.attribute, del x["key"]
void FunctionLowering::dropAtOnce(ExprId target, Range at) {
  const Expr& expr = tree_.exprs[target];
  if (expr.kind == ExprKind::kTuple || expr.kind == ExprKind::kList) {
    for (ExprId item : expr.items) dropAtOnce(item, at);
    return;
  }
  Event event;
  event.kind = Event::kDelete;
  event.at = at;
  event.a = value(target);
  if (isPlace(event.a)) graph_.emit(std::move(event));
}

// ---- leaving ----

void FunctionLowering::returnStatement(const Stmt& statement) {
  const Range at = range(statement.span);
  Operand result = statement.value == kNoExpr ? null() : value(statement.value);
  if (!cleanups_.empty() && !(result.kind == Operand::kLocal && function_.locals[result.local].name == 0 && result.path.empty())) {
    result = copied(std::move(result), at);
  }
  runCleanups(0);
  graph_.leave(std::move(result), at);
}

/// The exception's class is what handlers ask for, so `raise Error("text")` throws the class; the arguments are evaluated.
void FunctionLowering::raiseStatement(const Stmt& statement) {
  const Range at = range(statement.span);
  Operand exception;
  if (statement.value != kNoExpr) {
    const Expr& expr = tree_.exprs[statement.value];
    const std::string name = expr.kind == ExprKind::kCall ? dotted(expr.a) : std::string();
    if (!name.empty()) {
      arguments(expr);
      exception = global(name);
    } else {
      exception = value(statement.value);
    }
  }
  graph_.raise(std::move(exception), at);
}

void FunctionLowering::assertStatement(const Stmt& statement) {
  const ExprId test = statement.value != kNoExpr ? statement.value : statement.test;
  if (test == kNoExpr) return;
  const BlockId holds = graph_.add(), fails = graph_.add();
  condition(test, holds, fails);
  graph_.start(fails);
  graph_.raise(global("builtins.AssertionError"), range(statement.span));
  graph_.start(holds);
}

// ---- definitions ----

/// Imports are resolved by name, not by event. Two things remain: a name with several imports is a variable, and an
/// import in a try can fail.
void FunctionLowering::importStatement(const Stmt& statement) {
  const Range at = range(statement.span);
  if (statement.kind == StmtKind::kImport) {
    for (const Alias& alias : statement.names) {
      const std::string_view first = alias.name.substr(0, alias.name.find('.'));
      importOne(alias.asName.empty() ? first : alias.asName, std::string(alias.asName.empty() ? first : alias.name), at);
    }
    return;
  }
  const std::string module = scopes_.importedModule(statement);
  for (const Alias& alias : statement.names) {
    if (alias.name == "*") continue;
    const std::string target = module.empty() ? std::string(alias.name) : module + "." + std::string(alias.name);
    importOne(alias.asName.empty() ? alias.name : alias.asName, target, at);
  }
}

void FunctionLowering::importOne(std::string_view bound, const std::string& target, Range at) {
  if (tries_ > 0 && !isAlwaysThere(target)) {
    Event event;
    event.kind = Event::kCall;
    event.at = at;
    event.callee = global("builtins.__import__");
    Argument argument;
    argument.value = text(target);
    argument.at = at;
    event.arguments.push_back(std::move(argument));
    graph_.emit(std::move(event));
  }
  const Resolution resolution = scopes_.resolve(scope_, bound);
  if (resolution.storable) assign(variable(resolution, bound), global(target), at);
}

/// The class body runs where it stands; its variables are globals of the class.
void FunctionLowering::classStatement(StmtId id) {
  const Stmt& statement = tree_.stmts[id];
  const ScopeId inner = scopes_.ofStatement(id);
  if (inner == kNoScope) return;
  const ScopeId outer = std::exchange(scope_, inner);
  body(statement.body);
  scope_ = outer;
  storeDefinition(inner, statement.name, range(statement.span));
}

/// A def or class whose name is a variable, because something else is assigned to it too.
void FunctionLowering::storeDefinition(ScopeId scope, std::string_view name, Range at) {
  const Resolution resolution = scopes_.resolve(scope_, name);
  const std::string& key = scopes_[scope].key;
  const bool isMember = key.ends_with(".setter") || key.ends_with(".deleter");
  if (resolution.storable && !isMember) assign(variable(resolution, name), global(key), at);
}

/// Default values that are computed, where the def or lambda stands.
void FunctionLowering::fallbacks(ScopeId scope, const Slice<Param>& params) {
  for (const Param& param : params) {
    if (param.fallback == kNoExpr || fixedFallback(param.fallback, scope_)) continue;
    Operand computed = value(param.fallback);
    if (computed.kind == Operand::kUnknown) continue;
    assign(global(fallbackName(scope, param.name)), std::move(computed), range(param.span));
  }
}

}  // namespace tls_tidy::python
