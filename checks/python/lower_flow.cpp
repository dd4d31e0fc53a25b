// Statements that steer: if, while, for, try, with, match, and what runs on the way out of them. See lowering.h.
//
// A finally body is lowered once per way out: after the normal end, before each return, break and continue that
// leaves it, and in front of a re-throw for exceptions. That is what Python does, and it keeps the graph free of flags.
#include <algorithm>

#include "checks/python/lowering.h"
#include "checks/python/static_test.h"

namespace tls_tidy::python {
namespace {
constexpr size_t kMostUnrolled = 4;     // literal elements a loop is unrolled over
constexpr size_t kMostBlocks = 20000;   // copies of finally bodies end here
}  // namespace

/// Tests known beforehand. `if __name__ == "__main__":` holds: its body belongs to the module's.
std::optional<bool> FunctionLowering::decided(ExprId test, bool hasElse) const {
  const Expr& expr = tree_.exprs[test];
  if (expr.kind == ExprKind::kConstant) {
    if (expr.constant == ConstantKind::kTrue) return true;
    if (expr.constant == ConstantKind::kFalse || expr.constant == ConstantKind::kNone) return false;
    if (expr.constant == ConstantKind::kInteger) return expr.integer != 0;
    return std::nullopt;
  }
  if (!hasElse && expr.kind == ExprKind::kCompare && expr.ops.size() == 1 && expr.ops[0] == Op::kEq && expr.items.size() == 1) {
    if (spelledName(tree_, expr.a) == "__name__" && constantText(expr.items[0]) == "__main__") return true;
  }
  if (std::optional<bool> known = decideTest(tree_, test, module_.versions)) return known;
  // `if ssl:`, `ssl is not None` behind `except ImportError: ssl = None`.
  if (expr.kind == ExprKind::kName && isAlwaysImported(expr.text)) return true;
  if (expr.kind == ExprKind::kCompare && expr.ops.size() == 1 && tree_.exprs[expr.a].kind == ExprKind::kName) {
    const Expr& right = tree_.exprs[expr.items[0]];
    const bool isNone = right.kind == ExprKind::kConstant && right.constant == ConstantKind::kNone;
    if (isNone && isAlwaysImported(tree_.exprs[expr.a].text)) {
      if (expr.ops[0] == Op::kIs || expr.ops[0] == Op::kEq) return false;
      if (expr.ops[0] == Op::kIsNot || expr.ops[0] == Op::kNotEq) return true;
    }
  }
  return std::nullopt;
}

bool FunctionLowering::isAlwaysImported(std::string_view name) const {
  const Resolution resolution = scopes_.resolve(scope_, name);
  return resolution.kind == Resolution::kDotted && resolution.owner != kNoScope && isAlwaysThere(resolution.name);
}

// ---- if, while ----

/// A chain of elifs is one loop here, not a recursion.
void FunctionLowering::ifStatement(const Stmt& statement) {
  const BlockId after = graph_.add();
  const Stmt* current = &statement;
  while (true) {
    const std::optional<bool> known = decided(current->test, !current->orelse.empty());
    const BlockId no = graph_.add();
    if (known && !*known) {
      graph_.jump(no);
    } else {
      const BlockId yes = graph_.add();
      if (known) graph_.jump(yes);
      else condition(current->test, yes, no);
      graph_.start(yes);
      body(current->body);
      graph_.jump(after);
      if (known) break;
    }
    graph_.start(no);
    const bool isElif = current->orelse.size() == 1 && tree_.stmts[current->orelse[0]].kind == StmtKind::kIf;
    if (!isElif) {
      body(current->orelse);
      graph_.jump(after);
      break;
    }
    current = &tree_.stmts[current->orelse[0]];
  }
  graph_.start(after);
}

void FunctionLowering::whileStatement(const Stmt& statement) {
  const BlockId head = graph_.add(), round = graph_.add(), done = graph_.add(), after = graph_.add();
  graph_.jump(head);
  graph_.start(head);
  condition(statement.test, round, done);
  graph_.start(round);
  loops_.push_back({head, after, cleanups_.size()});
  body(statement.body);
  loops_.pop_back();
  graph_.jump(head);
  graph_.start(done);
  body(statement.orelse);
  graph_.jump(after);
  graph_.start(after);
}

// ---- for ----

void FunctionLowering::forStatement(const Stmt& statement) {
  const Expr& iterable = tree_.exprs[statement.value];
  const bool isLiteral = iterable.kind == ExprKind::kTuple || iterable.kind == ExprKind::kList;
  const bool isStarred = std::any_of(iterable.items.begin(), iterable.items.end(),
                                     [&](ExprId id) { return tree_.exprs[id].kind == ExprKind::kStarred; });
  if (isLiteral && !isStarred && iterable.items.size() <= kMostUnrolled && unrolled_ == 0 && !statement.targets.empty()) {
    return unrolledFor(statement, iterable);
  }
  const Iteration iteration = iterationOver(statement.value);
  const BlockId head = graph_.add(), round = graph_.add(), done = graph_.add(), after = graph_.add();
  graph_.jump(head);
  graph_.start(head);
  graph_.branch(unknown(statement.value), round, done, rangeOf(statement.value));
  graph_.start(round);
  if (!statement.targets.empty()) bindElement(statement.targets[0], iteration, rangeOf(statement.targets[0]));
  loops_.push_back({head, after, cleanups_.size()});
  body(statement.body);
  loops_.pop_back();
  graph_.jump(head);
  graph_.start(done);
  body(statement.orelse);
  graph_.jump(after);
  graph_.start(after);
}

/// for x in (a, b): the body once per element, each with its own value.
void FunctionLowering::unrolledFor(const Stmt& statement, const Expr& elements) {
  const BlockId after = graph_.add();
  ++unrolled_;
  for (ExprId element : elements.items) {
    const Expr& target = tree_.exprs[statement.targets[0]];
    const Expr& source = tree_.exprs[element];
    const bool unpacks = (target.kind == ExprKind::kTuple || target.kind == ExprKind::kList) &&
                         (source.kind == ExprKind::kTuple || source.kind == ExprKind::kList) && target.items.size() == source.items.size();
    if (unpacks) {
      for (size_t i = 0; i < target.items.size(); ++i) store(target.items[i], value(source.items[i]), rangeOf(source.items[i]));
    } else {
      store(statement.targets[0], value(element), rangeOf(element));
    }
    const BlockId next = graph_.add();
    loops_.push_back({next, after, cleanups_.size()});
    body(statement.body);
    loops_.pop_back();
    graph_.jump(next);
    graph_.start(next);
  }
  --unrolled_;
  body(statement.orelse);
  graph_.jump(after);
  graph_.start(after);
}

void FunctionLowering::leaveLoop(bool isBreak, Range at) {
  if (loops_.empty()) return;
  const Loop loop = loops_.back();
  runCleanups(loop.cleanupDepth);
  graph_.jump(isBreak ? loop.after : loop.next, at);
}

// ---- cleanups ----

/// Runs the cleanups above `depth`, innermost first, each outside of its own region.
void FunctionLowering::runCleanups(size_t depth) {
  if (graph_.isDead() || cleanups_.size() <= depth) return;
  const std::vector<Cleanup> savedCleanups = cleanups_;
  const std::vector<Loop> savedLoops = loops_;
  const size_t fullHandlers = graph_.handlerDepth();
  std::vector<std::vector<EventHandler>> cut;
  while (cleanups_.size() > depth && !graph_.isDead()) {
    const Cleanup cleanup = cleanups_.back();
    cleanups_.pop_back();
    loops_.resize(std::min(loops_.size(), cleanup.loopDepth));
    if (graph_.handlerDepth() > cleanup.handlerDepth) {
      std::vector<std::vector<EventHandler>> more = graph_.cutHandlers(cleanup.handlerDepth);
      more.insert(more.end(), std::make_move_iterator(cut.begin()), std::make_move_iterator(cut.end()));
      cut = std::move(more);
    }
    if (!cleanup.body) {
      removed(cleanup);
      continue;
    }
    const BlockId outside = graph_.add();
    graph_.jump(outside);
    graph_.start(outside);
    if (graph_.size() < kMostBlocks) body(*cleanup.body);
  }
  if (graph_.handlerDepth() < fullHandlers) graph_.restoreHandlers(std::move(cut));
  cleanups_ = savedCleanups;
  loops_ = savedLoops;
}

void FunctionLowering::removed(const Cleanup& cleanup) {
  if (!isPlace(cleanup.object)) return;
  Event event;
  event.kind = Event::kDelete;
  event.a = cleanup.object;
  event.awaited = cleanup.awaited;
  event.at = cleanup.at;
  graph_.emit(std::move(event));
}

// ---- try ----

void FunctionLowering::tryStatement(const Stmt& statement) {
  const BlockId joined = graph_.add(), after = graph_.add();
  const bool hasFinally = !statement.finalbody.empty();
  const BlockId failed = hasFinally ? graph_.add() : kNoBlock;
  if (hasFinally) {
    Cleanup cleanup;
    cleanup.body = &statement.finalbody;
    cleanup.handlerDepth = graph_.handlerDepth();
    cleanup.loopDepth = loops_.size();
    cleanups_.push_back(cleanup);
    graph_.pushHandlers({{{}, failed}});
  }
  guardedBody(statement, joined);
  if (hasFinally) {
    cleanups_.pop_back();
    graph_.popHandlers();
    graph_.start(joined);
    body(statement.finalbody);
    graph_.jump(after);
    graph_.start(failed);
    body(statement.finalbody);
    graph_.raise({}, range(statement.span));
  } else {
    graph_.start(joined);
    graph_.jump(after);
  }
  graph_.start(after);
}

void FunctionLowering::guardedBody(const Stmt& statement, BlockId joined) {
  std::vector<EventHandler> handlers;
  for (const Handler& handler : statement.handlers) handlers.push_back({caughtTypes(handler.type), graph_.add()});
  const std::vector<EventHandler> targets = handlers;
  const BlockId first = graph_.add(), otherwise = graph_.add();
  graph_.jump(first);
  graph_.pushHandlers(std::move(handlers));
  graph_.start(first);
  ++tries_;
  body(statement.body);
  --tries_;
  graph_.jump(otherwise);
  graph_.popHandlers();
  graph_.start(otherwise);
  body(statement.orelse);
  graph_.jump(joined);
  for (size_t i = 0; i < targets.size(); ++i) {
    const Handler& handler = statement.handlers[i];
    graph_.start(targets[i].target);
    if (!handler.name.empty()) {
      const Resolution resolution = scopes_.resolve(scope_, handler.name);
      if (resolution.storable) assign(variable(resolution, handler.name), unknownSpelled(handler.name), range(handler.span));
    }
    body(handler.body);
    graph_.jump(joined);
  }
}

/// Nothing: everything is caught. A class that can't be named is taken to catch everything.
std::vector<Name> FunctionLowering::caughtTypes(ExprId type) {
  if (type == kNoExpr) return {};
  const Expr& expr = tree_.exprs[type];
  std::vector<ExprId> each = {type};
  if (expr.kind == ExprKind::kName) {
    if (const ExprId meaning = moduleConstant(expr.text); meaning != kNoExpr) {
      each = {meaning};
      if (tree_.exprs[meaning].kind == ExprKind::kTuple) each.assign(tree_.exprs[meaning].items.begin(), tree_.exprs[meaning].items.end());
    }
  }
  if (expr.kind == ExprKind::kTuple) each.assign(expr.items.begin(), expr.items.end());
  std::vector<Name> result;
  for (ExprId one : each) {
    const Operand operand = value(one);
    if (operand.kind != Operand::kGlobal || !operand.path.empty()) return {};
    if (module_.text(operand.name) == "builtins.BaseException") return {};
    result.push_back(operand.name);
  }
  return result;
}

/// What `ERRORS = (OSError, smtplib.SMTPException)` or `TlsError = ssl.SSLError` of the module stands for in `except ERRORS:`.
ExprId FunctionLowering::moduleConstant(std::string_view name) const {
  const Resolution resolution = scopes_.resolve(scope_, name);
  if (resolution.kind != Resolution::kGlobal || resolution.owner != scopes_.module()) return kNoExpr;
  std::vector<StmtId> pending(tree_.body.rbegin(), tree_.body.rend());
  while (!pending.empty()) {
    const Stmt& statement = tree_.stmts[pending.back()];
    pending.pop_back();
    if (statement.kind == StmtKind::kTry || statement.kind == StmtKind::kIf) {
      pending.insert(pending.end(), statement.body.rbegin(), statement.body.rend());
    }
    if (statement.kind != StmtKind::kAssign || statement.targets.size() != 1) continue;
    const Expr& target = tree_.exprs[statement.targets[0]];
    if (target.kind != ExprKind::kName || target.text != name) continue;
    const ExprKind kind = tree_.exprs[statement.value].kind;
    if (kind == ExprKind::kTuple || kind == ExprKind::kAttribute || kind == ExprKind::kName) return statement.value;
  }
  return kNoExpr;
}

// ---- with ----

void FunctionLowering::withStatement(const Stmt& statement, size_t item) {
  if (item == statement.withItems.size()) return body(statement.body);
  const WithItem& with = statement.withItems[item];
  const Expr* context = &tree_.exprs[with.context];
  ExprId contextId = with.context;
  bool dies = context->kind == ExprKind::kCall || context->kind == ExprKind::kName || context->kind == ExprKind::kAwait;
  const bool isCall = context->kind == ExprKind::kCall;
  const std::string name = isCall ? dotted(context->a) : std::string();
  const bool isAssertion = isCall && tree_.exprs[context->a].kind == ExprKind::kAttribute && tree_.exprs[context->a].text == "assertRaises";
  if (name == "contextlib.suppress" || name == "pytest.raises" || isAssertion) return suppressed(statement, item, *context);

  const bool wraps = name == "contextlib.closing" || name == "contextlib.aclosing" || name == "contextlib.nullcontext";
  Operand object;
  if (wraps) {
    dies = name != "contextlib.nullcontext";
    object = context->args.empty() ? null() : value(context->args[0].value);
  } else {
    object = isCall ? callValue(contextId, statement.isAsync, true) : value(contextId);
    if (with.target != kNoExpr || isCall) {
      Operand inside = entered(contextId, object, statement.isAsync);
      if (with.target != kNoExpr) store(with.target, std::move(inside), rangeOf(with.target));
    }
  }
  if (wraps && with.target != kNoExpr) store(with.target, object, rangeOf(with.target));
  if (!dies) return withStatement(statement, item + 1);

  Cleanup cleanup;
  cleanup.object = object;
  cleanup.awaited = statement.isAsync;
  cleanup.at = rangeOf(contextId);
  cleanup.handlerDepth = graph_.handlerDepth();
  cleanup.loopDepth = loops_.size();
  cleanups_.push_back(cleanup);
  withStatement(statement, item + 1);
  cleanups_.pop_back();
  removed(cleanup);
}

/// What `as` gives: the object itself, unless it is of a class of this file that says otherwise in __enter__.
Operand FunctionLowering::entered(ExprId context, Operand object, bool isAsync) {
  const Expr& expr = tree_.exprs[context];
  std::string type;
  if (expr.kind == ExprKind::kCall) type = dotted(expr.a);
  else if (isSelf(context)) type = scopes_[scopes_.methodClass(scope_)].key;
  const std::string_view name = isAsync ? "__aenter__" : "__enter__";
  for (ScopeId id = 0; !type.empty() && id < scopes_.size(); ++id) {
    const Scope& scope = scopes_[id];
    if (scope.kind != Scope::kClass || scope.key != type) continue;
    auto method = scope.symbols.find(name);
    if (method == scope.symbols.end() || method->second.winner == kNoExpr) return object;
    Event event;
    event.kind = Event::kCall;
    event.at = range(expr.span);
    event.receiver = object;
    event.method = intern(name);
    event.awaited = isAsync;
    event.dest = newTemporary();
    Operand result = event.dest;
    graph_.emit(std::move(event));
    return result;
  }
  return object;
}

/// with suppress(E): body   is   try: body   except E: pass
void FunctionLowering::suppressed(const Stmt& statement, size_t item, const Expr& call) {
  std::vector<Name> types;
  for (const Arg& arg : call.args) {
    if (arg.kind == Arg::kKeyword) continue;
    const std::vector<Name> caught = caughtTypes(arg.value);
    types.insert(types.end(), caught.begin(), caught.end());
  }
  const BlockId inside = graph_.add(), after = graph_.add();
  graph_.jump(inside);
  if (!types.empty()) graph_.pushHandlers({{types, after}});
  graph_.start(inside);
  withStatement(statement, item + 1);
  if (!types.empty()) graph_.popHandlers();
  graph_.jump(after);
  graph_.start(after);
}

// ---- match ----

void FunctionLowering::matchStatement(const Stmt& statement) {
  const Operand subject = copied(value(statement.value), rangeOf(statement.value));
  const BlockId after = graph_.add();
  for (const MatchCase& one : statement.cases) {
    const BlockId fits = graph_.add(), next = graph_.add();
    matchPattern(one.pattern, subject, fits, next);
    graph_.start(fits);
    bindPattern(one.pattern, subject);
    if (one.guard != kNoExpr) {
      const BlockId guarded = graph_.add();
      condition(one.guard, guarded, next);
      graph_.start(guarded);
    }
    body(one.body);
    graph_.jump(after);
    graph_.start(next);
  }
  graph_.jump(after);
  graph_.start(after);
}

void FunctionLowering::matchPattern(ExprId pattern, const Operand& subject, BlockId yes, BlockId no) {
  if (pattern == kNoExpr) return graph_.branch(unknownSpelled("case"), yes, no, {});
  const Expr& expr = tree_.exprs[pattern];
  const Range at = range(expr.span);
  switch (expr.kind) {
    case ExprKind::kName: return graph_.jump(yes, at);
    case ExprKind::kConstant:
    case ExprKind::kUnaryOp:
    case ExprKind::kAttribute: return branchOn(comparison(Op::kEq, subject, value(pattern), at), yes, no, at);
    case ExprKind::kBinOp:
      if (expr.op == Op::kBitOr) {
        const BlockId next = graph_.add();
        matchPattern(expr.a, subject, yes, next);
        graph_.start(next);
        return matchPattern(expr.b, subject, yes, no);
      }
      break;
    case ExprKind::kNamedExpr: return matchPattern(expr.b, subject, yes, no);
    case ExprKind::kCall: return branchOn(compute(EventOp::kIs, subject, value(expr.a), at), yes, no, at);
    default: break;
  }
  graph_.branch(unknown(pattern), yes, no, at);
}

void FunctionLowering::bindPattern(ExprId pattern, Operand subject) {
  if (pattern == kNoExpr) return;
  const Expr& expr = tree_.exprs[pattern];
  const Range at = range(expr.span);
  switch (expr.kind) {
    case ExprKind::kName:
      if (expr.text != "_") store(pattern, std::move(subject), at);
      return;
    case ExprKind::kNamedExpr:
      store(expr.a, subject, at);
      return bindPattern(expr.b, std::move(subject));
    case ExprKind::kCall:
      for (const Arg& arg : expr.args) {
        if (arg.kind == Arg::kKeyword) bindPattern(arg.value, step(subject, std::string(arg.keyword), at));
        else bindPattern(arg.value, unknown(arg.value));
      }
      return;
    case ExprKind::kDict:
      for (size_t i = 0; i < expr.args.size() && i < expr.items.size(); ++i) {
        std::optional<std::string> key = constantText(expr.items[i]);
        bindPattern(expr.args[i].value, key ? step(subject, "[" + *key + "]", at) : unknown(expr.args[i].value));
      }
      return;
    case ExprKind::kTuple:
    case ExprKind::kList:
      for (size_t i = 0; i < expr.items.size(); ++i) bindPattern(expr.items[i], step(subject, "[" + std::to_string(i) + "]", at));
      return;
    case ExprKind::kStarred: return bindPattern(expr.a, unknown(pattern));
    case ExprKind::kBinOp:
      bindPattern(expr.a, subject);
      return bindPattern(expr.b, std::move(subject));
    default: return;
  }
}

}  // namespace tls_tidy::python
