// Values: names, attributes, subscripts, operators. See lowering.h.
#include <algorithm>

#include "checks/python/lowering.h"
#include "checks/python/static_test.h"

namespace tls_tidy::python {
namespace {
constexpr size_t kLongestText = 512;  // bytes of a string that are kept
constexpr size_t kLongestSpelling = 60;
constexpr size_t kLongestPath = 3;

/// Cut at a character's border.
std::string_view cut(std::string_view text, size_t length) {
  if (text.size() <= length) return text;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80) --length;
  return text.substr(0, length);
}
}  // namespace

// ---- operands ----

Range FunctionLowering::range(Span span) const {
  const Position begin = tree_.position(span.begin), end = tree_.position(span.end);
  return {0, tree_.skipped + span.begin, tree_.skipped + span.end, begin.line, begin.column, end.line, end.column};
}

Operand FunctionLowering::constant(Operand::Kind kind, int64_t value) {
  Operand operand;
  operand.kind = kind;
  operand.integer = value;
  return operand;
}

Operand FunctionLowering::text(std::string_view text) {
  Operand operand = constant(Operand::kString, 0);
  operand.name = intern(cut(text, kLongestText));
  return operand;
}

Operand FunctionLowering::global(std::string_view name) {
  Operand operand = constant(Operand::kGlobal, 0);
  operand.name = intern(name);
  return operand;
}

Operand FunctionLowering::unknownSpelled(std::string_view spelling) {
  Operand operand = constant(Operand::kUnknown, 0);
  operand.name = intern(cut(spelling, kLongestSpelling));
  return operand;
}

Operand FunctionLowering::unknown(ExprId id) {
  const Span span = tree_.exprs[id].span;
  return unknownSpelled(std::string_view(*tree_.text).substr(span.begin, std::min<size_t>(span.end - span.begin, kLongestSpelling + 4)));
}

Operand FunctionLowering::localOperand(LocalId id) {
  Operand operand = constant(Operand::kLocal, 0);
  operand.local = id;
  return operand;
}

LocalId FunctionLowering::newLocal(std::string_view name) {
  Local local;
  local.name = intern(name);
  function_.locals.push_back(local);
  return static_cast<LocalId>(function_.locals.size() - 1);
}

LocalId FunctionLowering::localOf(ScopeId owner, std::string_view name) {
  auto [found, isNew] = locals_.try_emplace({owner, name}, 0);
  if (isNew) found->second = newLocal(name);
  return found->second;
}

Operand FunctionLowering::variable(const Resolution& resolution, std::string_view name) {
  if (resolution.kind == Resolution::kVariable) return localOperand(localOf(resolution.owner, name));
  return global(resolution.name);
}

bool FunctionLowering::isConstant(const Operand& operand) {
  return operand.kind != Operand::kLocal && operand.kind != Operand::kGlobal && operand.kind != Operand::kUnknown &&
         operand.kind != Operand::kNone;
}

Operand FunctionLowering::step(Operand base, const std::string& name, Range at) {
  if (!isPlace(base)) return base.kind == Operand::kUnknown ? base : unknownSpelled(name);
  if (base.path.size() >= kLongestPath) base = copied(std::move(base), at);
  base.path.push_back(intern(name));
  return base;
}

void FunctionLowering::assign(Operand dest, Operand value, Range at) {
  Event event;
  event.at = at;
  event.dest = std::move(dest);
  event.a = std::move(value);
  graph_.emit(std::move(event));
}

Operand FunctionLowering::compute(EventOp op, Operand a, Operand b, Range at) {
  Event event;
  event.op = op;
  event.at = at;
  event.dest = newTemporary();
  event.a = std::move(a);
  event.b = std::move(b);
  Operand result = event.dest;
  graph_.emit(std::move(event));
  return result;
}

Operand FunctionLowering::copied(Operand value, Range at) {
  if (!isPlace(value)) return value;
  return compute(EventOp::kCopy, std::move(value), {}, at);
}

// ---- what a name stands for ----

bool FunctionLowering::isSelf(ExprId id) const {
  if (id == kNoExpr || tree_.exprs[id].kind != ExprKind::kName) return false;
  const ScopeId method = scopes_.method(scope_);
  if (method == kNoScope || scopes_[method].statement == kNoExpr) return false;  // a lambda in a class body
  const Stmt& definition = tree_.stmts[scopes_[method].statement];
  if (definition.params.empty() || decoratorsOf(tree_, definition).isStaticMethod) return false;
  if (definition.params.front().name != tree_.exprs[id].text) return false;
  const Resolution resolution = scopes_.resolve(scope_, tree_.exprs[id].text);
  return resolution.kind != Resolution::kVariable || resolution.owner == method;
}

Operand FunctionLowering::selfOperand() {
  const ScopeId method = scopes_.method(scope_);
  if (method == kNoScope || scopes_[method].statement == kNoExpr) return unknownSpelled("self");
  const Stmt& definition = tree_.stmts[scopes_[method].statement];
  if (definition.params.empty()) return unknownSpelled("self");
  const std::string_view name = definition.params.front().name;
  return variable(scopes_.resolve(scope_, name), name);
}

/// The global name an expression joins up to: an import, class or builtin and the attributes after it. Empty: something else.
std::string FunctionLowering::dotted(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  if (expr.kind == ExprKind::kName) {
    const Resolution resolution = scopes_.resolve(scope_, expr.text);
    return resolution.kind == Resolution::kDotted ? resolution.name : std::string();
  }
  if (expr.kind == ExprKind::kAttribute) {
    if (expr.text == "__class__" && isSelf(expr.a)) return scopes_[scopes_.methodClass(scope_)].key;
    const std::string base = dotted(expr.a);
    return base.empty() ? base : base + "." + std::string(expr.text);
  }
  if (expr.kind == ExprKind::kCall) return dottedCall(expr);
  return {};
}

/// import_module("ssl"), __import__("ssl"), getattr(ssl, "SSLContext"), type(self).
std::string FunctionLowering::dottedCall(const Expr& call) {
  if (call.args.empty() || call.args.front().kind != Arg::kPositional) return {};
  const Expr& callee = tree_.exprs[call.a];
  const bool mayBe = callee.text == "import_module" || callee.text == "__import__" || callee.text == "type" || callee.text == "getattr";
  if (!mayBe || (callee.kind != ExprKind::kName && callee.kind != ExprKind::kAttribute)) return {};
  const std::string name = dotted(call.a);
  const ExprId first = call.args.front().value;
  if (name == "importlib.import_module" || name == "builtins.__import__") {
    std::optional<std::string> module = constantText(first);
    return module && !module->empty() && module->front() != '.' ? *module : std::string();
  }
  if (name == "builtins.type" && call.args.size() == 1 && isSelf(first)) return scopes_[scopes_.methodClass(scope_)].key;
  if (name == "builtins.getattr" && call.args.size() >= 2) {
    std::optional<std::string> attribute = constantText(call.args[1].value);
    const bool mayFallBack = call.args.size() > 2 && tree_.exprs[call.args[2].value].constant != ConstantKind::kNone;
    if (!attribute || mayFallBack) return {};
    if (call.args.size() > 2 && tree_.exprs[call.args[2].value].kind != ExprKind::kConstant) return {};
    const std::string base = dotted(first);
    return base.empty() ? base : base + "." + *attribute;
  }
  return {};
}

// ---- expressions ----

Operand FunctionLowering::value(ExprId id) {
  if (id == kNoExpr) return {};
  if (depth_ > kDeepest) return unknown(id);
  ++depth_;
  Operand result = valueOf(id);
  --depth_;
  return result;
}

Operand FunctionLowering::valueOf(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  switch (expr.kind) {
    case ExprKind::kName: return nameValue(id);
    case ExprKind::kAttribute: return attributeValue(id);
    case ExprKind::kSubscript: return subscriptValue(id);
    case ExprKind::kCall: return callValue(id, false, true);
    case ExprKind::kConstant: return constantValue(id);
    case ExprKind::kJoinedString: return joinedText(id);
    case ExprKind::kBoolOp: return eitherValue(id);
    case ExprKind::kBinOp: return binaryValue(id);
    case ExprKind::kUnaryOp: return unaryValue(id);
    case ExprKind::kCompare: return compareValue(id);
    case ExprKind::kIfExp: return choiceValue(id);
    case ExprKind::kLambda: return lambdaValue(id);
    case ExprKind::kTuple:
    case ExprKind::kList:
    case ExprKind::kSet: return sequenceValue(id);
    case ExprKind::kDict: return dictValue(id);
    case ExprKind::kComprehension: return comprehensionValue(id);
    case ExprKind::kStarred: return value(expr.a);
    case ExprKind::kAwait:
      if (expr.a != kNoExpr && tree_.exprs[expr.a].kind == ExprKind::kCall) return callValue(expr.a, true, true);
      return value(expr.a);
    case ExprKind::kYield: return yieldValue(id);
    case ExprKind::kSlice:
      value(expr.a);
      value(expr.b);
      value(expr.c);
      return unknown(id);
    case ExprKind::kNamedExpr: {
      Operand result = value(expr.b);
      store(expr.a, result, range(expr.span));
      return result;
    }
  }
  return unknown(id);
}

Operand FunctionLowering::nameValue(ExprId id) {
  const std::string_view name = tree_.exprs[id].text;
  if (name == "__name__" || name == "__file__" || name == "__doc__") return unknown(id);
  return variable(scopes_.resolve(scope_, name), name);
}

Operand FunctionLowering::attributeValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  if (std::string name = dotted(id); !name.empty()) return global(name);
  const Expr& base = tree_.exprs[expr.a];
  if (base.kind == ExprKind::kCall && dotted(base.a) == "builtins.super") {
    return step(selfOperand(), std::string(expr.text), range(expr.span));
  }
  return step(value(expr.a), std::string(expr.text), range(expr.span));
}

/// "[key]" for a constant, "[]" for anything else, which is still evaluated.
std::string FunctionLowering::subscriptStep(ExprId index) {
  const Operand key = value(index);
  if (key.kind == Operand::kString && module_.text(key.name).find('\x01') == std::string::npos) return "[" + module_.text(key.name) + "]";
  if ((key.kind == Operand::kInt && key.integer >= 0) || key.kind == Operand::kBool) return "[" + std::to_string(key.integer) + "]";
  return "[]";
}

Operand FunctionLowering::subscriptValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  Operand base = value(expr.a);
  if (expr.b != kNoExpr && tree_.exprs[expr.b].kind == ExprKind::kSlice) {
    value(expr.b);
    return isPlace(base) ? compute(EventOp::kUnknown, std::move(base), {}, range(expr.span)) : unknown(id);
  }
  const std::string name = expr.b == kNoExpr ? "[]" : subscriptStep(expr.b);
  if (!isPlace(base)) return unknown(id);
  return step(std::move(base), name, range(expr.span));
}

Operand FunctionLowering::constantValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  switch (expr.constant) {
    case ConstantKind::kNone: return null();
    case ConstantKind::kTrue: return boolean(true);
    case ConstantKind::kFalse: return boolean(false);
    case ConstantKind::kInteger: return constant(Operand::kInt, expr.integer);
    case ConstantKind::kFloat: return constant(Operand::kFloat, 0);
    case ConstantKind::kString:
    case ConstantKind::kBytes: return text(expr.text);
    case ConstantKind::kEllipsis: break;
  }
  return unknown(id);
}

Operand FunctionLowering::unaryValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  if (expr.op == Op::kNot) {
    if (const ExprKind inner = tree_.exprs[expr.a].kind; inner == ExprKind::kBoolOp || inner == ExprKind::kCompare) return truthValue(id);
    Operand a = value(expr.a);
    if (a.kind == Operand::kBool || a.kind == Operand::kInt) return boolean(a.integer == 0);
    if (a.kind == Operand::kNull) return boolean(true);
    return compute(EventOp::kNot, std::move(a), {}, range(expr.span));
  }
  Operand a = value(expr.a);
  if (a.kind == Operand::kInt || a.kind == Operand::kBool) {
    const uint64_t bits = static_cast<uint64_t>(a.integer);
    if (expr.op == Op::kUSub) return constant(Operand::kInt, static_cast<int64_t>(0 - bits));
    if (expr.op == Op::kInvert) return constant(Operand::kInt, static_cast<int64_t>(~bits));
  }
  if (expr.op == Op::kUAdd) return a;
  if (expr.op == Op::kInvert) return compute(EventOp::kBitNot, std::move(a), {}, range(expr.span));
  return isPlace(a) ? compute(EventOp::kUnknown, std::move(a), {}, range(expr.span)) : unknown(id);
}

Operand FunctionLowering::binaryValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  if (expr.op == Op::kMod) {
    if (std::optional<std::string> format = constantText(expr.a)) return percentFormat(*format, expr.b);
  }
  Operand a = value(expr.a);
  Operand b = value(expr.b);
  return arithmetic(expr.op, std::move(a), std::move(b), id);
}

Operand FunctionLowering::arithmetic(python::Op op, Operand a, Operand b, ExprId at) {
  const bool numbers = a.kind == Operand::kInt && b.kind == Operand::kInt;
  const uint64_t left = static_cast<uint64_t>(a.integer), right = static_cast<uint64_t>(b.integer);
  auto number = [](uint64_t bits) { return constant(Operand::kInt, static_cast<int64_t>(bits)); };
  switch (op) {
    case Op::kAdd:
      if (a.kind == Operand::kString || b.kind == Operand::kString) return text(piece(a) + piece(b));
      if (numbers) return number(left + right);
      return compute(EventOp::kAdd, std::move(a), std::move(b), rangeOf(at));
    case Op::kBitOr:
      if (numbers) return number(left | right);
      return compute(EventOp::kBitOr, std::move(a), std::move(b), rangeOf(at));
    case Op::kBitAnd:
      if (numbers) return number(left & right);
      return compute(EventOp::kBitAnd, std::move(a), std::move(b), rangeOf(at));
    case Op::kSub: if (numbers) return number(left - right); break;
    case Op::kMult: if (numbers) return number(left * right); break;
    case Op::kLShift: if (numbers && right < 63) return number(left << right); break;
    default: break;
  }
  if (!isPlace(a) && !isPlace(b)) return unknown(at);
  return compute(EventOp::kUnknown, std::move(a), std::move(b), rangeOf(at));
}

/// a if test else b
Operand FunctionLowering::choiceValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  if (std::optional<bool> known = decided(expr.b, true)) return value(*known ? expr.a : expr.c);
  const BlockId yes = graph_.add(), no = graph_.add(), joined = graph_.add();
  const Operand result = newTemporary();
  condition(expr.b, yes, no);
  graph_.start(yes);
  assign(result, value(expr.a), rangeOf(expr.a));
  graph_.jump(joined);
  graph_.start(no);
  assign(result, value(expr.c), rangeOf(expr.c));
  graph_.jump(joined);
  graph_.start(joined);
  return result;
}

/// `a or b`, `a and b` as values: the first operand that decides, else the last.
Operand FunctionLowering::eitherValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  if (std::optional<bool> known = decided(id, true)) return boolean(*known);
  const BlockId joined = graph_.add();
  const Operand result = newTemporary();
  for (size_t i = 0; i < expr.items.size(); ++i) {
    Operand operand = value(expr.items[i]);
    assign(result, operand, rangeOf(expr.items[i]));
    if (i + 1 == expr.items.size()) break;
    const BlockId next = graph_.add();
    if (!isConstant(operand)) operand = result;
    if (expr.op == Op::kOr) branchOn(operand, joined, next, rangeOf(expr.items[i]));
    else branchOn(operand, next, joined, rangeOf(expr.items[i]));
    graph_.start(next);
  }
  graph_.jump(joined);
  graph_.start(joined);
  return result;
}

Operand FunctionLowering::yieldValue(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  Operand result = expr.a == kNoExpr ? null() : value(expr.a);
  if (yieldReturns_) graph_.leave(std::move(result), range(expr.span));
  return unknown(id);
}

Operand FunctionLowering::lambdaValue(ExprId id) {
  const ScopeId scope = scopes_.ofExpression(id);
  if (scope == kNoScope) return unknown(id);
  fallbacks(scope, tree_.exprs[id].params);
  return global(scopes_[scope].key);
}

}  // namespace tls_tidy::python
