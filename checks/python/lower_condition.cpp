// Conditions: truth tests become edges, `and`, `or`, `not` and chained comparisons disappear into them. See lowering.h.
#include "checks/python/lowering.h"

namespace tls_tidy::python {

void FunctionLowering::branchOn(Operand value, BlockId yes, BlockId no, Range at) {
  switch (value.kind) {
    case Operand::kNull: graph_.jump(no, at); return;
    case Operand::kBool:
    case Operand::kInt: graph_.jump(value.integer != 0 ? yes : no, at); return;
    case Operand::kString: graph_.jump(module_.text(value.name).empty() ? no : yes, at); return;
    default: graph_.branch(std::move(value), yes, no, at);
  }
}

void FunctionLowering::condition(ExprId id, BlockId yes, BlockId no) {
  const Expr& expr = tree_.exprs[id];
  if (depth_ > kDeepest) return graph_.branch(unknown(id), yes, no, range(expr.span));
  ++depth_;
  splitCondition(id, yes, no);
  --depth_;
}

void FunctionLowering::splitCondition(ExprId id, BlockId yes, BlockId no) {
  const Expr& expr = tree_.exprs[id];
  if (std::optional<bool> known = decided(id, true)) {
    graph_.jump(*known ? yes : no, range(expr.span));
    return;
  }
  if (expr.kind == ExprKind::kBoolOp) return boolCondition(expr, yes, no);
  if (expr.kind == ExprKind::kUnaryOp && expr.op == Op::kNot) return condition(expr.a, no, yes);
  if (expr.kind == ExprKind::kCompare) return compareCondition(id, yes, no);
  if (expr.kind == ExprKind::kCall && instanceCondition(id, yes, no)) return;
  if (expr.kind == ExprKind::kCall && expr.args.size() == 1 && expr.args[0].kind == Arg::kPositional && dotted(expr.a) == "builtins.bool") {
    return condition(expr.args[0].value, yes, no);
  }
  branchOn(value(id), yes, no, range(expr.span));
}

void FunctionLowering::boolCondition(const Expr& expr, BlockId yes, BlockId no) {
  for (size_t i = 0; i + 1 < expr.items.size(); ++i) {
    const BlockId next = graph_.add();
    if (expr.op == Op::kOr) condition(expr.items[i], yes, next);
    else condition(expr.items[i], next, no);
    graph_.start(next);
  }
  if (!expr.items.empty()) condition(expr.items.back(), yes, no);
}

/// isinstance(a, (B, C)) is isinstance(a, B) or isinstance(a, C).
bool FunctionLowering::instanceCondition(ExprId id, BlockId yes, BlockId no) {
  const Expr& call = tree_.exprs[id];
  if (call.args.size() != 2 || dotted(call.a) != "builtins.isinstance") return false;
  const Operand object = value(call.args[0].value);
  const Expr& classes = tree_.exprs[call.args[1].value];
  std::vector<ExprId> each = {call.args[1].value};
  if (classes.kind == ExprKind::kTuple) each.assign(classes.items.begin(), classes.items.end());
  for (ExprId one : each) {
    const BlockId next = graph_.add();
    branchOn(compute(EventOp::kIs, object, value(one), range(call.span)), yes, next, range(call.span));
    graph_.start(next);
  }
  graph_.jump(no);
  return true;
}

void FunctionLowering::compareCondition(ExprId id, BlockId yes, BlockId no) {
  const Expr& expr = tree_.exprs[id];
  Operand left = value(expr.a);
  for (size_t i = 0; i < expr.ops.size() && i < expr.items.size(); ++i) {
    const bool isLast = i + 1 == expr.ops.size();
    Operand right = value(expr.items[i]);
    const BlockId next = isLast ? yes : graph_.add();
    if (expr.ops[i] == Op::kNotIn) branchOn(compute(EventOp::kIn, left, right, range(expr.span)), no, next, range(expr.span));
    else branchOn(comparison(expr.ops[i], left, right, range(expr.span)), next, no, range(expr.span));
    if (!isLast) graph_.start(next);
    left = std::move(right);
  }
}

Operand FunctionLowering::comparison(python::Op op, Operand a, Operand b, Range at) {
  if (a.kind == Operand::kInt && b.kind == Operand::kInt) {
    if (op == Op::kEq) return boolean(a.integer == b.integer);
    if (op == Op::kNotEq) return boolean(a.integer != b.integer);
  }
  EventOp operation = EventOp::kUnknown;
  switch (op) {
    case Op::kEq: case Op::kIs: operation = EventOp::kEq; break;
    case Op::kNotEq: case Op::kIsNot: operation = EventOp::kNe; break;
    case Op::kLt: operation = EventOp::kLt; break;
    case Op::kLtE: operation = EventOp::kLe; break;
    case Op::kGt: operation = EventOp::kGt; break;
    case Op::kGtE: operation = EventOp::kGe; break;
    case Op::kIn: operation = EventOp::kIn; break;
    case Op::kNotIn:
      return compute(EventOp::kNot, compute(EventOp::kIn, std::move(a), std::move(b), at), {}, at);
    default: break;
  }
  return compute(operation, std::move(a), std::move(b), at);
}

Operand FunctionLowering::compareValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  if (std::optional<bool> known = decided(id, true)) return boolean(*known);
  if (expr.ops.size() != 1 || expr.items.size() != 1) return truthValue(id);
  Operand a = value(expr.a);
  Operand b = value(expr.items[0]);
  return comparison(expr.ops[0], std::move(a), std::move(b), range(expr.span));
}

/// A condition where a value is wanted.
Operand FunctionLowering::truthValue(ExprId id) {
  const BlockId yes = graph_.add(), no = graph_.add(), joined = graph_.add();
  const Operand result = newTemporary();
  condition(id, yes, no);
  graph_.start(yes);
  assign(result, boolean(true), rangeOf(id));
  graph_.jump(joined);
  graph_.start(no);
  assign(result, boolean(false), rangeOf(id));
  graph_.jump(joined);
  graph_.start(joined);
  return result;
}

}  // namespace tls_tidy::python
