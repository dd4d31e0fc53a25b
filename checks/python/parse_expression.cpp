#include <algorithm>
#include <array>

#include "checks/python/syntax.h"

namespace tls_tidy::python {
namespace {

enum Level { kOrLevel = 1, kAndLevel, kNotLevel, kCompareLevel, kBitOrLevel };

/// How tightly a binary operator binds, 0: it is none. `in` and `not in` are comparisons.
struct Binary {
  uint8_t level = 0;
  Op op = Op::kNone;
};

constexpr std::array<Binary, 256> kBinary = [] {
  std::array<Binary, 256> table{};
  const auto set = [&](Lexeme lexeme, int level, Op op) { table[static_cast<size_t>(lexeme)] = {static_cast<uint8_t>(level), op}; };
  set(Lexeme::kOr, kOrLevel, Op::kOr);
  set(Lexeme::kAnd, kAndLevel, Op::kAnd);
  for (const Lexeme comparison : {Lexeme::kEqual, Lexeme::kNotEqual, Lexeme::kLessGreater, Lexeme::kLess, Lexeme::kGreater, Lexeme::kLessEqual, Lexeme::kGreaterEqual, Lexeme::kIn, Lexeme::kIs, Lexeme::kNot})
    set(comparison, kCompareLevel, Op::kNone);
  set(Lexeme::kBar, 5, Op::kBitOr);
  set(Lexeme::kCaret, 6, Op::kBitXor);
  set(Lexeme::kAmpersand, 7, Op::kBitAnd);
  set(Lexeme::kShiftLeft, 8, Op::kLShift);
  set(Lexeme::kShiftRight, 8, Op::kRShift);
  set(Lexeme::kPlus, 9, Op::kAdd);
  set(Lexeme::kMinus, 9, Op::kSub);
  set(Lexeme::kStar, 10, Op::kMult);
  set(Lexeme::kSlash, 10, Op::kDiv);
  set(Lexeme::kDoubleSlash, 10, Op::kFloorDiv);
  set(Lexeme::kPercent, 10, Op::kMod);
  set(Lexeme::kAt, 10, Op::kMatMult);
  return table;
}();

Binary binaryOf(Lexeme lexeme) { return kBinary[static_cast<size_t>(lexeme)]; }

}  // namespace

bool Syntax::startsExpression(size_t ahead) const {
  switch (kind(ahead)) {
    case TokenKind::kName: return !isKeyword(lexeme(ahead)) || is(Lexeme::kNot, ahead) || is(Lexeme::kLambda, ahead) || is(Lexeme::kYield, ahead);
    case TokenKind::kNumber:
    case TokenKind::kString:
    case TokenKind::kFormatStart: return true;
    case TokenKind::kOp: break;
    default: return false;
  }
  switch (lexeme(ahead)) {
    case Lexeme::kLeftParen: case Lexeme::kLeftBracket: case Lexeme::kLeftBrace: case Lexeme::kMinus: case Lexeme::kPlus: case Lexeme::kTilde:
    case Lexeme::kStar: case Lexeme::kDoubleStar: case Lexeme::kEllipsis: case Lexeme::kBacktick: return true;
    default: return false;
  }
}

ExprId Syntax::nameNode(std::string_view name, Span span) {
  Expr expr = made(ExprKind::kName);
  expr.text = name;
  expr.span = span;
  return add(std::move(expr));
}

/// a, *b, c: a tuple when there is a comma.
ExprId Syntax::expressionList() {
  const uint32_t begin = here();
  const ExprId first = starOrNamed();
  if (failed_ || !is(Lexeme::kComma)) return first;
  List<ExprId> items(exprStack_);
  items.add(first);
  while (!failed_ && take(Lexeme::kComma)) {
    if (!startsExpression()) break;
    items.add(starOrNamed());
  }
  Expr tuple = made(ExprKind::kTuple);
  tuple.items = items.keptIn(tree_);
  return finish(std::move(tuple), begin);
}

ExprId Syntax::starOrNamed() {
  if (!is(Lexeme::kStar)) return named();
  const uint32_t begin = here();
  ++at_;
  Expr star = made(ExprKind::kStarred);
  star.a = operation(kBitOrLevel);
  return finish(std::move(star), begin);
}

ExprId Syntax::named() {
  const uint32_t begin = here();
  const ExprId left = test();
  if (failed_ || !take(Lexeme::kWalrus)) return left;
  Expr walrus = made(ExprKind::kNamedExpr);
  walrus.a = left;
  walrus.b = test();
  return finish(std::move(walrus), begin);
}

ExprId Syntax::test() {
  const Depth depth(*this);
  if (failed_) return kNoExpr;
  if (is(Lexeme::kLambda)) return lambda();
  if (is(Lexeme::kYield)) return yield();
  const uint32_t begin = here();
  const ExprId value = operation(kOrLevel);
  if (failed_ || !take(Lexeme::kIf)) return value;
  Expr choice = made(ExprKind::kIfExp);
  choice.a = value;
  choice.b = operation(kOrLevel);
  need(Lexeme::kElse);
  if (failed_) return kNoExpr;
  choice.c = test();
  return finish(std::move(choice), begin);
}

ExprId Syntax::yield() {
  Expr expr = made(ExprKind::kYield);
  const uint32_t begin = here();
  ++at_;
  if (take(Lexeme::kFrom)) expr.a = test();
  else if (startsExpression()) expr.a = expressionList();
  return finish(std::move(expr), begin);
}

ExprId Syntax::lambda() {
  Expr expr = made(ExprKind::kLambda);
  const uint32_t begin = here();
  ++at_;
  expr.params = parameters(Lexeme::kColon, false);
  need(Lexeme::kColon);
  if (failed_) return kNoExpr;
  expr.a = test();
  return finish(std::move(expr), begin);
}

/// Everything from `or` down to multiplication, by how tightly the operators bind.
ExprId Syntax::operation(int lowest) {
  const uint32_t begin = here();
  ExprId left;
  if (is(Lexeme::kNot) && lowest <= kNotLevel) {
    const Depth depth(*this);
    if (failed_) return kNoExpr;
    ++at_;
    Expr negation = made(ExprKind::kUnaryOp);
    negation.op = Op::kNot;
    negation.a = operation(kNotLevel);
    if (failed_) return kNoExpr;
    left = finish(std::move(negation), begin);
  } else {
    left = unary();
  }
  for (int links = 0; !failed_;) {
    const Binary binary = binaryOf(lexeme());
    if (binary.level < lowest || binary.level == 0) break;
    if (++links > kMostLinks) fail();
    if (binary.level <= kAndLevel) {
      left = booleanOperation(left, begin, binary.level);
    } else if (binary.level == kCompareLevel) {
      const ExprId compared = comparison(left, begin);
      if (compared == left) break;
      left = compared;
    } else {
      ++at_;
      Expr expr = made(ExprKind::kBinOp);
      expr.op = binary.op;
      expr.a = left;
      expr.b = operation(binary.level + 1);
      if (failed_) break;
      left = finish(std::move(expr), begin);
    }
  }
  return left;
}

ExprId Syntax::booleanOperation(ExprId left, uint32_t begin, int level) {
  const Lexeme word = lexeme();
  Expr expr = made(ExprKind::kBoolOp);
  expr.op = binaryOf(word).op;
  List<ExprId> items(exprStack_);
  items.add(left);
  while (!failed_ && take(word)) items.add(operation(level + 1));
  expr.items = items.keptIn(tree_);
  return finish(std::move(expr), begin);
}

ExprId Syntax::comparison(ExprId left, uint32_t begin) {
  Expr expr = made(ExprKind::kCompare);
  expr.a = left;
  List<Op> ops(opStack_);
  List<ExprId> items(exprStack_);
  for (Op op; !failed_ && (op = comparisonOperator()) != Op::kNone;) {
    ops.add(op);
    items.add(operation(kBitOrLevel));
  }
  if (ops.empty() || failed_) return left;
  expr.ops = ops.keptIn(tree_);
  expr.items = items.keptIn(tree_);
  return finish(std::move(expr), begin);
}

Op Syntax::comparisonOperator() {
  const Lexeme first = lexeme();
  if (first == Lexeme::kNot) {
    if (!is(Lexeme::kIn, 1)) return Op::kNone;
    at_ += 2;
    return Op::kNotIn;
  }
  if (binaryOf(first).level != kCompareLevel) return Op::kNone;
  ++at_;
  switch (first) {
    case Lexeme::kEqual: return Op::kEq;
    case Lexeme::kLessGreater: tree_.python2Only = true; return Op::kNotEq;
    case Lexeme::kNotEqual: return Op::kNotEq;
    case Lexeme::kLess: return Op::kLt;
    case Lexeme::kGreater: return Op::kGt;
    case Lexeme::kLessEqual: return Op::kLtE;
    case Lexeme::kGreaterEqual: return Op::kGtE;
    case Lexeme::kIn: return Op::kIn;
    default: return take(Lexeme::kNot) ? Op::kIsNot : Op::kIs;
  }
}

ExprId Syntax::unary() {
  const Op op = is(Lexeme::kMinus) ? Op::kUSub : is(Lexeme::kPlus) ? Op::kUAdd : is(Lexeme::kTilde) ? Op::kInvert : Op::kNone;
  if (op == Op::kNone) return power();
  const Depth depth(*this);
  if (failed_) return kNoExpr;
  Expr expr = made(ExprKind::kUnaryOp);
  expr.op = op;
  const uint32_t begin = here();
  ++at_;
  expr.a = unary();
  return finish(std::move(expr), begin);
}

/// `await` was a name before 3.7; `await (x)` is taken for the keyword.
bool Syntax::startsAwait() const {
  if (!is(Lexeme::kAwait)) return false;
  switch (kind(1)) {
    case TokenKind::kName: return !isKeyword(lexeme(1));
    case TokenKind::kNumber:
    case TokenKind::kString:
    case TokenKind::kFormatStart: return true;
    default: return is(Lexeme::kLeftParen, 1) || is(Lexeme::kLeftBracket, 1) || is(Lexeme::kLeftBrace, 1) || is(Lexeme::kEllipsis, 1);
  }
}

ExprId Syntax::power() {
  const uint32_t begin = here();
  ExprId base;
  if (startsAwait()) {
    ++at_;
    Expr expr = made(ExprKind::kAwait);
    expr.a = postfix();
    base = finish(std::move(expr), begin);
  } else {
    base = postfix();
  }
  if (failed_ || !is(Lexeme::kDoubleStar)) return base;
  const Depth depth(*this);
  ++at_;
  Expr expr = made(ExprKind::kBinOp);
  expr.op = Op::kPow;
  expr.a = base;
  expr.b = unary();
  return finish(std::move(expr), begin);
}

ExprId Syntax::postfix() {
  const uint32_t begin = here();
  ExprId value = atom();
  for (int links = 0; !failed_; ++links) {
    if (links > kMostLinks) fail();
    switch (lexeme()) {
      case Lexeme::kDot: {
        ++at_;
        if (kind() != TokenKind::kName) {
          fail();
          return value;
        }
        Expr expr = made(ExprKind::kAttribute);
        expr.a = value;
        expr.text = text();
        ++at_;
        value = finish(std::move(expr), begin);
        break;
      }
      case Lexeme::kLeftParen: {
        Expr expr = made(ExprKind::kCall);
        expr.a = value;
        expr.openParen = here();
        ++at_;
        expr.args = arguments(expr.closeParen);
        value = finish(std::move(expr), begin);
        break;
      }
      case Lexeme::kLeftBracket: {
        ++at_;
        Expr expr = made(ExprKind::kSubscript);
        expr.a = value;
        expr.b = subscript();
        need(Lexeme::kRightBracket);
        value = finish(std::move(expr), begin);
        break;
      }
      default: return value;
    }
  }
  return value;
}

ExprId Syntax::subscript() {
  const uint32_t begin = here();
  const ExprId first = slice();
  if (failed_ || !is(Lexeme::kComma)) return first;
  List<ExprId> items(exprStack_);
  items.add(first);
  while (!failed_ && take(Lexeme::kComma)) {
    if (is(Lexeme::kRightBracket)) break;
    items.add(slice());
  }
  Expr tuple = made(ExprKind::kTuple);
  tuple.items = items.keptIn(tree_);
  return finish(std::move(tuple), begin);
}

ExprId Syntax::slice() {
  const uint32_t begin = here();
  ExprId first = kNoExpr;
  if (!is(Lexeme::kColon)) {
    first = starOrNamed();
    if (failed_ || !is(Lexeme::kColon)) return first;
  }
  const auto bound = [&] { return is(Lexeme::kRightBracket) || is(Lexeme::kColon) || is(Lexeme::kComma) ? kNoExpr : test(); };
  Expr expr = made(ExprKind::kSlice);
  expr.a = first;
  ++at_;
  expr.b = bound();
  if (take(Lexeme::kColon)) expr.c = bound();
  return finish(std::move(expr), begin);
}

/// Up to and with the closing parenthesis.
Slice<Arg> Syntax::arguments(uint32_t& closeParen) {
  List<Arg> list(argStack_);
  while (!failed_ && !is(Lexeme::kRightParen)) {
    list.add(argument());
    if (!take(Lexeme::kComma)) break;
  }
  closeParen = here();
  need(Lexeme::kRightParen);
  return list.keptIn(tree_);
}

Arg Syntax::argument() {
  Arg arg;
  const uint32_t begin = here();
  if (take(Lexeme::kDoubleStar)) {
    arg.kind = Arg::kDoubleStar;
    arg.value = test();
  } else if (take(Lexeme::kStar)) {
    arg.kind = Arg::kStar;
    arg.value = test();
  } else if (kind() == TokenKind::kName && is(Lexeme::kAssign, 1)) {
    arg.kind = Arg::kKeyword;
    arg.keyword = text();
    at_ += 2;
    arg.value = test();
  } else {
    arg.value = named();
    if (!failed_ && startsComprehension()) arg.value = comprehension(begin, arg.value, kNoExpr);
  }
  arg.span = {begin, lastEnd()};
  return arg;
}

/// From the first `for` on; the element is read already.
ExprId Syntax::comprehension(uint32_t begin, ExprId element, ExprId value, bool inList) {
  Expr expr = made(ExprKind::kComprehension);
  expr.a = element;
  expr.b = value;
  List<ExprId> iterables(exprStack_);
  std::vector<ExprId> targets, conditions;  // beside the iterables on the stack there is no room for them
  while (!failed_ && startsComprehension()) {
    take(Lexeme::kAsync);
    ++at_;
    targets.push_back(targetList());
    need(Lexeme::kIn);
    if (failed_) break;
    const uint32_t start = here();
    ExprId iterable = is(Lexeme::kLambda) ? lambda() : operation(kOrLevel);
    if (!failed_ && inList && is(Lexeme::kComma)) iterable = listedIterable(start, iterable);
    iterables.add(iterable);
    while (!failed_ && take(Lexeme::kIf)) {
      const uint32_t condition = here();
      ExprId test = is(Lexeme::kLambda) ? lambda() : operation(kOrLevel);
      if (!failed_ && take(Lexeme::kWalrus)) {
        Expr walrus = made(ExprKind::kNamedExpr);
        walrus.a = test;
        walrus.b = operation(kOrLevel);
        test = finish(std::move(walrus), condition);
      }
      conditions.push_back(test);
    }
  }
  expr.items = iterables.keptIn(tree_);
  expr.targets = tree_.keep(targets.data(), targets.size());
  expr.conditions = tree_.keep(conditions.data(), conditions.size());
  return finish(std::move(expr), begin);
}

/// Python 2: [x for x in 1, 2].
ExprId Syntax::listedIterable(uint32_t begin, ExprId first) {
  tree_.python2Only = true;
  List<ExprId> items(exprStack_);
  items.add(first);
  while (!failed_ && take(Lexeme::kComma)) {
    if (!startsExpression()) break;
    items.add(operation(kOrLevel));
  }
  Expr tuple = made(ExprKind::kTuple);
  tuple.items = items.keptIn(tree_);
  return finish(std::move(tuple), begin);
}

/// Targets of for: everything up to `in`.
ExprId Syntax::targetList() {
  const uint32_t begin = here();
  const ExprId first = target();
  if (failed_ || !is(Lexeme::kComma)) return first;
  List<ExprId> items(exprStack_);
  items.add(first);
  while (!failed_ && take(Lexeme::kComma)) {
    if (is(Lexeme::kIn) || is(Lexeme::kAssign)) break;
    items.add(target());
  }
  Expr tuple = made(ExprKind::kTuple);
  tuple.items = items.keptIn(tree_);
  return finish(std::move(tuple), begin);
}

ExprId Syntax::target() { return is(Lexeme::kStar) ? starOrNamed() : operation(kBitOrLevel); }

ExprId Syntax::atom() {
  switch (kind()) {
    case TokenKind::kName: return nameOrConstant();
    case TokenKind::kNumber: return number();
    case TokenKind::kString:
    case TokenKind::kFormatStart: return strings();
    case TokenKind::kOp: break;
    default: fail(); return kNoExpr;
  }
  const Depth depth(*this);
  if (failed_) return kNoExpr;
  const uint32_t begin = here();
  switch (lexeme()) {
    case Lexeme::kEllipsis: {
      ++at_;
      Expr expr = made(ExprKind::kConstant);
      expr.constant = ConstantKind::kEllipsis;
      return finish(std::move(expr), begin);
    }
    case Lexeme::kLeftParen: ++at_; return parenthesized(begin);
    case Lexeme::kLeftBracket: ++at_; return display(begin, ExprKind::kList, Lexeme::kRightBracket, kNoExpr);
    case Lexeme::kLeftBrace: ++at_; return braces(begin);
    case Lexeme::kBacktick: ++at_; return backticks(begin);
    default: fail(); return kNoExpr;
  }
}

ExprId Syntax::nameOrConstant() {
  const Lexeme word = lexeme();
  if (isKeyword(word)) {
    fail();
    return kNoExpr;
  }
  Expr expr = made(ExprKind::kName);
  expr.text = text();
  if (word == Lexeme::kNoneWord || word == Lexeme::kTrueWord || word == Lexeme::kFalseWord) {
    expr.kind = ExprKind::kConstant;
    expr.constant = word == Lexeme::kNoneWord ? ConstantKind::kNone : word == Lexeme::kTrueWord ? ConstantKind::kTrue : ConstantKind::kFalse;
  }
  const uint32_t begin = here();
  ++at_;
  return finish(std::move(expr), begin);
}

ExprId Syntax::parenthesized(uint32_t begin) {
  if (take(Lexeme::kRightParen)) return finish(made(ExprKind::kTuple), begin);
  const ExprId first = starOrNamed();
  if (failed_) return first;
  if (startsComprehension()) {
    const ExprId result = comprehension(begin, first, kNoExpr);
    need(Lexeme::kRightParen);
    if (!failed_) tree_.exprs[result].span = {begin, lastEnd()};
    return result;
  }
  if (!is(Lexeme::kComma)) {
    need(Lexeme::kRightParen);
    return first;
  }
  List<ExprId> items(exprStack_);
  items.add(first);
  while (!failed_ && take(Lexeme::kComma)) {
    if (is(Lexeme::kRightParen)) break;
    items.add(starOrNamed());
  }
  need(Lexeme::kRightParen);
  Expr tuple = made(ExprKind::kTuple);
  tuple.items = items.keptIn(tree_);
  return finish(std::move(tuple), begin);
}

/// A list or set; `known` is its first element where that is read already.
ExprId Syntax::display(uint32_t begin, ExprKind kind, Lexeme close, ExprId known) {
  List<ExprId> items(exprStack_);
  if (known != kNoExpr || !is(close)) {
    const ExprId first = known != kNoExpr ? known : starOrNamed();
    if (!failed_ && startsComprehension()) {
      const ExprId result = comprehension(begin, first, kNoExpr, kind == ExprKind::kList);
      need(close);
      if (!failed_) tree_.exprs[result].span = {begin, lastEnd()};
      return result;
    }
    items.add(first);
    while (!failed_ && take(Lexeme::kComma)) {
      if (is(close)) break;
      items.add(starOrNamed());
    }
  }
  need(close);
  Expr expr = made(kind);
  expr.items = items.keptIn(tree_);
  return finish(std::move(expr), begin);
}

ExprId Syntax::braces(uint32_t begin) {
  if (take(Lexeme::kRightBrace)) return finish(made(ExprKind::kDict), begin);
  ExprId first = kNoExpr;
  if (!is(Lexeme::kDoubleStar)) {
    first = starOrNamed();
    if (failed_) return kNoExpr;
    if (!is(Lexeme::kColon)) return display(begin, ExprKind::kSet, Lexeme::kRightBrace, first);
  }
  List<ExprId> keys(exprStack_);
  List<Arg> values(argStack_);
  while (!failed_ && !is(Lexeme::kRightBrace)) {
    Arg arg;
    uint32_t start = here();
    ExprId key = kNoExpr;
    if (take(Lexeme::kDoubleStar)) {
      arg.kind = Arg::kDoubleStar;
      arg.value = operation(kBitOrLevel);
    } else {
      key = first != kNoExpr ? first : test();
      if (first != kNoExpr) start = spanOf(first).begin;
      first = kNoExpr;
      need(Lexeme::kColon);
      if (failed_) return kNoExpr;
      arg.value = test();
      if (!failed_ && startsComprehension()) {
        const ExprId result = comprehension(begin, key, arg.value);
        need(Lexeme::kRightBrace);
        if (!failed_) tree_.exprs[result].span = {begin, lastEnd()};
        return result;
      }
    }
    arg.span = {start, lastEnd()};
    keys.add(key);
    values.add(arg);
    if (!take(Lexeme::kComma)) break;
  }
  need(Lexeme::kRightBrace);
  Expr dict = made(ExprKind::kDict);
  dict.items = keys.keptIn(tree_);
  dict.args = values.keptIn(tree_);
  return finish(std::move(dict), begin);
}

/// Python 2: `x` is repr(x).
ExprId Syntax::backticks(uint32_t begin) {
  tree_.python2Only = true;
  Arg arg;
  arg.value = expressionList();
  need(Lexeme::kBacktick);
  if (failed_) return kNoExpr;
  arg.span = spanOf(arg.value);
  Expr call = made(ExprKind::kCall);
  call.a = nameNode("repr", {begin, begin + 1});
  call.args = tree_.keep(&arg, 1);
  return finish(std::move(call), begin);
}

// ---- parameters ----

/// Up to (not with) the closing token.
Slice<Param> Syntax::parameters(Lexeme close, bool annotated) {
  List<Param> list(paramStack_);
  bool keywordOnly = false;
  while (!failed_ && !is(close)) {
    if (take(Lexeme::kSlash)) {
      for (size_t i = 0; i < list.size(); ++i)
        if (list[i].kind == Param::kPositional) list[i].kind = Param::kPositionalOnly;
    } else {
      Param param;
      if (parameter(param, keywordOnly, close, annotated)) list.add(param);
    }
    if (!take(Lexeme::kComma)) break;
  }
  return list.keptIn(tree_);
}

/// False: it was only the star that makes the following ones keyword-only.
bool Syntax::parameter(Param& param, bool& keywordOnly, Lexeme close, bool annotated) {
  const uint32_t begin = here();
  if (take(Lexeme::kDoubleStar)) {
    param.kind = Param::kKwArgs;
  } else if (take(Lexeme::kStar)) {
    keywordOnly = true;
    if (is(Lexeme::kComma) || is(close)) return false;
    param.kind = Param::kVarArgs;
  } else {
    param.kind = keywordOnly ? Param::kKeywordOnly : Param::kPositional;
  }
  if (is(Lexeme::kLeftParen)) {
    tupleParameter();
    param.name = "<tuple>";
  } else if (isName()) {
    param.name = text();
    ++at_;
  } else {
    fail();
    return false;
  }
  if (annotated && take(Lexeme::kColon)) param.annotation = is(Lexeme::kStar) ? starOrNamed() : test();
  if (take(Lexeme::kAssign)) param.fallback = test();
  param.span = {begin, lastEnd()};
  return true;
}

/// Python 2: def f(a, (b, c)).
void Syntax::tupleParameter() {
  tree_.python2Only = true;
  int open = 0;
  do {
    if (is(Lexeme::kLeftParen)) ++open;
    if (is(Lexeme::kRightParen)) --open;
    ++at_;
  } while (open > 0 && kind() != TokenKind::kEnd && kind() != TokenKind::kNewline);
}

}  // namespace tls_tidy::python
