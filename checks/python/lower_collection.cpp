// Dicts, lists, tuples, comprehensions, and what a loop takes out of them. See lowering.h.
#include <algorithm>

#include "checks/python/lowering.h"

namespace tls_tidy::python {
namespace {
constexpr size_t kLongestSequence = 8;  // elements kept apart; the others are joined in "[]"
constexpr size_t kMostKeys = 64;        // keys of a literal kept whatever their value; beyond, constants are dropped
}  // namespace

Operand FunctionLowering::newRecord(std::string_view kind, Range at) { return compute(EventOp::kNew, text(kind), {}, at); }

Operand FunctionLowering::sequenceValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  const Operand result = newRecord(expr.kind == ExprKind::kTuple ? "tuple" : "list", range(expr.span));
  const bool isShort = expr.items.size() <= kLongestSequence;
  bool starred = false;
  for (size_t i = 0; i < expr.items.size(); ++i) {
    Operand element = value(expr.items[i]);
    if (tree_.exprs[expr.items[i]].kind == ExprKind::kStarred) {
      starred = true;
      element = step(std::move(element), "[]", rangeOf(expr.items[i]));
    }
    if (!isShort && !isPlace(element)) continue;
    const std::string where = isShort && !starred ? "[" + std::to_string(i) + "]" : "[]";
    assign(step(result, where, rangeOf(expr.items[i])), std::move(element), rangeOf(expr.items[i]));
  }
  return result;
}

Operand FunctionLowering::dictValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  const Operand result = newRecord("dict", range(expr.span));
  for (size_t i = 0; i < expr.args.size() && i < expr.items.size(); ++i) {
    const ExprId key = expr.items[i];
    const Range at = range(expr.args[i].span);
    if (key == kNoExpr) {
      Event event;
      event.kind = Event::kCall;
      event.at = at;
      event.receiver = result;
      event.method = intern("update");
      Argument argument;
      argument.value = value(expr.args[i].value);
      argument.at = at;
      event.arguments.push_back(std::move(argument));
      graph_.emit(std::move(event));
      continue;
    }
    const std::string where = subscriptStep(key);
    Operand element = value(expr.args[i].value);
    if (i < kMostKeys || isPlace(element)) assign(step(result, where, at), std::move(element), at);
  }
  return result;
}

/// dict(other, key=value, **more)
Operand FunctionLowering::dictCall(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  const Operand result = newRecord("dict", range(expr.span));
  for (const Arg& arg : expr.args) {
    const Range at = range(arg.span);
    Operand element = value(arg.value);
    if (arg.kind == Arg::kKeyword) {
      assign(step(result, "[" + std::string(arg.keyword) + "]", at), std::move(element), at);
      continue;
    }
    Event event;
    event.kind = Event::kCall;
    event.at = at;
    event.receiver = result;
    event.method = intern("update");
    Argument argument;
    argument.value = std::move(element);
    argument.at = at;
    event.arguments.push_back(std::move(argument));
    graph_.emit(std::move(event));
  }
  return result;
}

// ---- comprehensions: loops of the function around them ----

Operand FunctionLowering::comprehensionValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  const Operand result = newRecord(expr.b != kNoExpr ? "dict" : "list", range(expr.span));
  comprehensionLoop(id, 0, result);
  return result;
}

void FunctionLowering::comprehensionLoop(ExprId id, size_t level, const Operand& result) {
  const Expr& expr = tree_.exprs[id];
  const ScopeId outer = scope_;
  const ScopeId inner = scopes_.ofExpression(id);
  const Range at = range(expr.span);
  if (level < expr.items.size() && level < expr.targets.size()) {
    if (level > 0 && inner != kNoScope) scope_ = inner;
    const Iteration iteration = iterationOver(expr.items[level]);
    if (inner != kNoScope) scope_ = inner;
    const BlockId head = graph_.add(), element = graph_.add(), after = graph_.add();
    graph_.jump(head);
    graph_.start(head);
    graph_.branch(unknown(expr.items[level]), element, after, rangeOf(expr.items[level]));
    graph_.start(element);
    bindElement(expr.targets[level], iteration, rangeOf(expr.targets[level]));
    comprehensionLoop(id, level + 1, result);
    graph_.jump(head);
    graph_.start(after);
    scope_ = outer;
    return;
  }
  const BlockId skipped = graph_.add();
  for (ExprId test : expr.conditions) {
    const BlockId next = graph_.add();
    condition(test, next, skipped);
    graph_.start(next);
  }
  const std::string where = expr.b == kNoExpr ? "[]" : subscriptStep(expr.a);
  Operand element = value(expr.b == kNoExpr ? expr.a : expr.b);
  assign(step(result, where, at), std::move(element), at);
  graph_.jump(skipped);
  graph_.start(skipped);
}

// ---- iteration ----

FunctionLowering::Iteration FunctionLowering::iterationOver(ExprId iterable) {
  if (tree_.exprs[iterable].kind == ExprKind::kCall) return iterationOverCall(iterable);
  Operand source = value(iterable);
  if (!isPlace(source)) return {};
  return {Iteration::kElements, {copied(std::move(source), rangeOf(iterable))}};
}

/// enumerate(x), reversed(x), zip(x, y), d.items(): what they run over is known.
FunctionLowering::Iteration FunctionLowering::iterationOverCall(ExprId iterable) {
  const Expr& call = tree_.exprs[iterable];
  const std::string name = dotted(call.a);
  const Expr& callee = tree_.exprs[call.a];
  const bool plain = std::all_of(call.args.begin(), call.args.end(), [](const Arg& arg) { return arg.kind == Arg::kPositional; });
  if (name == "builtins.enumerate" && !call.args.empty() && plain) {
    Operand source = value(call.args[0].value);
    if (!isPlace(source)) return {};
    return {Iteration::kNumbered, {std::move(source)}};
  }
  const bool passesOn = name == "builtins.reversed" || name == "builtins.sorted" || name == "builtins.list" ||
                        name == "builtins.tuple" || name == "builtins.set" || name == "builtins.iter";
  if (passesOn && !call.args.empty() && call.args[0].kind == Arg::kPositional) return iterationOver(call.args[0].value);
  if (name == "builtins.zip" && plain) {
    Iteration result{Iteration::kTogether, {}};
    for (const Arg& arg : call.args) result.sources.push_back(value(arg.value));
    return result;
  }
  if (name == "builtins.range" || name == "builtins.xrange") {
    arguments(call);
    return {};
  }
  if (name.empty() && callee.kind == ExprKind::kAttribute && call.args.empty()) {
    const std::string_view method = callee.text;
    const bool values = method == "values" || method == "itervalues", items = method == "items" || method == "iteritems";
    if (values || items) {
      Operand source = value(callee.a);
      if (!isPlace(source)) return {};
      return {values ? Iteration::kElements : Iteration::kItems, {std::move(source)}};
    }
  }
  Operand source = value(iterable);
  if (!isPlace(source)) return {};
  return {Iteration::kElements, {std::move(source)}};
}

/// One round: the target takes an element that nobody can tell from the others.
void FunctionLowering::bindElement(ExprId target, const Iteration& iteration, Range at) {
  auto element = [&](size_t i) {
    return i < iteration.sources.size() ? step(iteration.sources[i], "[]", at) : unknownSpelled("element");
  };
  const Expr& expr = tree_.exprs[target];
  const bool unpacks = expr.kind == ExprKind::kTuple || expr.kind == ExprKind::kList;
  switch (iteration.kind) {
    case Iteration::kElements: store(target, element(0), at); return;
    case Iteration::kItems:
    case Iteration::kNumbered:
      if (!unpacks || expr.items.size() != 2) break;
      store(expr.items[0], unknown(expr.items[0]), at);
      store(expr.items[1], element(0), at);
      return;
    case Iteration::kTogether:
      if (!unpacks || expr.items.size() != iteration.sources.size()) break;
      for (size_t i = 0; i < expr.items.size(); ++i) store(expr.items[i], element(i), at);
      return;
    case Iteration::kNothingKnown: break;
  }
  store(target, unknown(target), at);
}

}  // namespace tls_tidy::python
