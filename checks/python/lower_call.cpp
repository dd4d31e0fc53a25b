// Calls, and the builtins that are syntax in disguise: getattr, setattr, super, type(self), dict(), sys.exit. See lowering.h.
#include <algorithm>
#include <array>

#include "checks/python/lowering.h"

namespace tls_tidy::python {
namespace {

/// Control does not come back from these.
constexpr std::array<std::string_view, 8> kExits = {"builtins.exit", "builtins.quit", "os._exit",    "os.abort",
                                                    "pytest.exit",   "pytest.fail",   "pytest.skip", "sys.exit"};

std::string asciiCase(std::string text, bool upper) {
  for (char& c : text) {
    if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

/// The text of a string literal without unknown parts; evaluates nothing.
std::optional<std::string> FunctionLowering::constantText(ExprId id) const {
  if (id == kNoExpr) return std::nullopt;
  const Expr& expr = tree_.exprs[id];
  const bool isText = expr.kind == ExprKind::kConstant && (expr.constant == ConstantKind::kString || expr.constant == ConstantKind::kBytes);
  if (!isText) return std::nullopt;
  return std::string(expr.text);
}

Operand FunctionLowering::callValue(ExprId id, bool awaited, bool wanted) {
  const Expr& expr = tree_.exprs[id];
  const std::string name = dotted(expr.a);
  if (!name.empty()) {
    if (std::string whole = dotted(id); !whole.empty()) return global(whole);
    if (std::optional<Operand> special = specialCall(id, name, wanted)) return *special;
  }
  if (std::optional<Operand> string = textMethod(id)) return *string;

  Event event;
  event.kind = Event::kCall;
  event.at = range(expr.span);
  event.openParen = tree_.skipped + expr.openParen;
  event.closeParen = expr.closeParen ? tree_.skipped + expr.closeParen : 0;
  event.awaited = awaited;
  const Expr& callee = tree_.exprs[expr.a];
  event.calleeEnd = tree_.skipped + callee.span.end;
  if (!name.empty()) {
    event.callee = global(name);
  } else if (callee.kind == ExprKind::kAttribute) {
    if (!superCall(callee, event)) event.receiver = value(callee.a);
    event.method = intern(callee.text);
  } else {
    event.callee = value(expr.a);
  }
  event.arguments = arguments(expr);
  if (wanted) event.dest = newTemporary();
  Operand result = event.dest;
  graph_.emit(std::move(event));
  return result;
}

/// `super().m` and `super(C, self).m`: the object is self, the search starts at the bases of C.
bool FunctionLowering::superCall(const Expr& callee, Event& event) {
  const Expr& base = tree_.exprs[callee.a];
  if (base.kind != ExprKind::kCall || dotted(base.a) != "builtins.super") return false;
  const ScopeId around = scopes_.methodClass(scope_);
  std::string start = around == kNoScope ? std::string() : scopes_[around].key;
  event.receiver = selfOperand();
  if (!base.args.empty()) {
    if (std::string named = dotted(base.args[0].value); !named.empty()) start = named;
    if (base.args.size() > 1) event.receiver = value(base.args[1].value);
  }
  event.superOf = intern(start);
  return true;
}

std::vector<Argument> FunctionLowering::arguments(const Expr& call) {
  std::vector<Argument> result;
  for (const Arg& arg : call.args) addArgument(arg, result);
  return result;
}

/// `*(a, b)` and `**{"k": v}` of literals are the arguments themselves.
void FunctionLowering::addArgument(const Arg& arg, std::vector<Argument>& result) {
  const Expr& expr = tree_.exprs[arg.value];
  if (arg.kind == Arg::kStar && (expr.kind == ExprKind::kTuple || expr.kind == ExprKind::kList)) {
    for (ExprId item : expr.items) {
      const bool nested = tree_.exprs[item].kind == ExprKind::kStarred;
      addArgument({nested ? Arg::kStar : Arg::kPositional, {}, nested ? tree_.exprs[item].a : item, tree_.exprs[item].span}, result);
    }
    return;
  }
  if (arg.kind == Arg::kDoubleStar && expr.kind == ExprKind::kDict && expr.items.size() == expr.args.size()) {
    const bool allNamed = std::all_of(expr.items.begin(), expr.items.end(), [&](ExprId key) { return constantText(key).has_value(); });
    if (allNamed) {
      for (size_t i = 0; i < expr.items.size(); ++i) {
        addArgument({Arg::kKeyword, tree_.exprs[expr.items[i]].text, expr.args[i].value, tree_.exprs[expr.args[i].value].span}, result);
      }
      return;
    }
  }
  Argument argument;
  switch (arg.kind) {
    case Arg::kPositional: argument.kind = Argument::kPositional; break;
    case Arg::kKeyword: argument.kind = Argument::kKeyword; break;
    case Arg::kStar: argument.kind = Argument::kStar; break;
    case Arg::kDoubleStar: argument.kind = Argument::kDoubleStar; break;
  }
  argument.keyword = intern(arg.keyword);
  argument.at = range(arg.span);
  argument.value = value(arg.value);
  result.push_back(std::move(argument));
}

/// Calls that are lowered to something else than a call; nothing: an ordinary one.
std::optional<Operand> FunctionLowering::specialCall(ExprId id, const std::string& name, bool wanted) {
  const Expr& expr = tree_.exprs[id];
  if (std::find(kExits.begin(), kExits.end(), name) != kExits.end()) {
    arguments(expr);
    graph_.endUnreachable(range(expr.span));
    return unknown(id);
  }
  if (!name.starts_with("builtins.")) return std::nullopt;
  if (name == "builtins.dict") return dictCall(id);
  if ((name == "builtins.list" || name == "builtins.tuple" || name == "builtins.set") && expr.args.empty()) {
    return newRecord(name == "builtins.tuple" ? "tuple" : "list", range(expr.span));
  }
  if (name == "builtins.print" || (name == "builtins.len" && !wanted)) {
    arguments(expr);
    return unknown(id);
  }
  if (name == "builtins.super") return selfOperand();
  const bool single = expr.args.size() == 1 && expr.args[0].kind == Arg::kPositional;
  if (name == "builtins.isinstance" && expr.args.size() == 2) {
    if (tree_.exprs[expr.args[1].value].kind == ExprKind::kTuple) return truthValue(id);
    Operand object = value(expr.args[0].value);
    return compute(EventOp::kIs, std::move(object), value(expr.args[1].value), range(expr.span));
  }
  if (single && name == "builtins.bool") return value(expr.args[0].value);
  if ((name == "builtins.str" || name == "builtins.bytes" || name == "builtins.unicode") && !expr.args.empty()) {
    if (std::optional<std::string> literal = constantText(expr.args[0].value)) return text(*literal);
  }
  if (single && name == "builtins.len") {
    Operand object = value(expr.args[0].value);
    return isPlace(object) ? compute(EventOp::kUnknown, std::move(object), {}, range(expr.span)) : unknown(id);
  }
  return reflectiveCall(id, name);
}

/// getattr, setattr, delattr with a constant name.
std::optional<Operand> FunctionLowering::reflectiveCall(ExprId id, const std::string& name) {
  const Expr& expr = tree_.exprs[id];
  if (expr.args.size() < 2 || expr.args[0].kind != Arg::kPositional || expr.args[1].kind != Arg::kPositional) return std::nullopt;
  const std::optional<std::string> attribute = constantText(expr.args[1].value);
  if (!attribute) return std::nullopt;
  const Range at = range(expr.span);
  if (name != "builtins.getattr" && name != "builtins.setattr" && name != "builtins.delattr") return std::nullopt;

  // With a default the engine sees the look-up itself: a setting with that default, not an alternative.
  if (name == "builtins.getattr" && expr.args.size() > 2 && !isSelf(expr.args[0].value)) return std::nullopt;
  const std::string base = dotted(expr.args[0].value);
  Operand place = base.empty() ? step(value(expr.args[0].value), *attribute, at) : global(base + "." + *attribute);
  if (name == "builtins.getattr") {
    if (expr.args.size() > 2) value(expr.args[2].value);
    return place;
  }
  if (name == "builtins.setattr" && expr.args.size() == 3) {
    Operand stored = value(expr.args[2].value);
    if (isPlace(place)) assign(std::move(place), std::move(stored), at);
    return null();
  }
  if (name == "builtins.delattr") {
    Event event;
    event.kind = Event::kDelete;
    event.a = std::move(place);
    event.at = at;
    graph_.emit(std::move(event));
    return null();
  }
  return std::nullopt;
}

/// Methods of string literals, and of what is put together from them: "..".format(x), ("a" + b).encode().
std::optional<Operand> FunctionLowering::textMethod(ExprId id) {
  const Expr& expr = tree_.exprs[id];
  const Expr& callee = tree_.exprs[expr.a];
  if (callee.kind != ExprKind::kAttribute) return std::nullopt;
  const Expr& base = tree_.exprs[callee.a];
  const std::optional<std::string> literal = constantText(callee.a);
  if (literal && callee.text == "format") return braceFormat(*literal, expr);
  if (literal && callee.text == "join" && expr.args.size() == 1) {
    const Expr& parts = tree_.exprs[expr.args[0].value];
    if (parts.kind != ExprKind::kTuple && parts.kind != ExprKind::kList) {
      value(expr.args[0].value);
      return unknown(id);
    }
    std::string joined;
    for (size_t i = 0; i < parts.items.size(); ++i) joined += (i ? *literal : "") + piece(value(parts.items[i]));
    return text(joined);
  }
  const bool isPutTogether = base.kind == ExprKind::kJoinedString || base.kind == ExprKind::kBinOp || base.kind == ExprKind::kCall;
  const bool keeps = callee.text == "encode" || callee.text == "decode";
  const bool changesCase = (callee.text == "upper" || callee.text == "lower") && expr.args.empty();
  if ((!keeps && !changesCase) || (!literal && !isPutTogether)) return std::nullopt;
  if (base.kind == ExprKind::kCall) {
    const Expr& inner = tree_.exprs[base.a];
    const bool ofText = inner.kind == ExprKind::kAttribute && (tree_.exprs[inner.a].kind == ExprKind::kConstant);
    if (!ofText) return std::nullopt;
  }
  Operand operand = value(callee.a);
  if (operand.kind == Operand::kString) {
    return changesCase ? text(asciiCase(module_.text(operand.name), callee.text == "upper")) : operand;
  }
  if (!isPlace(operand)) return operand;
  return compute(EventOp::kUnknown, std::move(operand), {}, range(expr.span));
}

}  // namespace tls_tidy::python
