// Patterns of `case`, spelled as expressions: what lowering asks for is which names they bind and what they compare.
#include "checks/python/syntax.h"

namespace tls_tidy::python {
namespace {

constexpr int kSum = 9;  // parse_expression.cpp: + and - and what binds tighter

}  // namespace

/// What stands behind `case`, spelled as an expression.
ExprId Syntax::pattern() {
  const uint32_t begin = here();
  const ExprId first = openPattern();
  if (failed_ || !is(Lexeme::kComma)) return first;
  List<ExprId> items(exprStack_);
  items.add(first);
  while (!failed_ && take(Lexeme::kComma)) {
    if (is(Lexeme::kColon) || is(Lexeme::kIf)) break;
    items.add(openPattern());
  }
  Expr tuple = made(ExprKind::kTuple);
  tuple.items = items.keptIn(tree_);
  return finish(std::move(tuple), begin);
}

/// A | B as name, *rest.
ExprId Syntax::openPattern() {
  const Depth depth(*this);
  if (failed_) return kNoExpr;
  const uint32_t begin = here();
  if (take(Lexeme::kStar)) {
    Expr star = made(ExprKind::kStarred);
    star.a = nameOrConstant();
    return finish(std::move(star), begin);
  }
  ExprId left = closedPattern();
  for (int links = 0; !failed_ && take(Lexeme::kBar);) {
    if (++links > kMostLinks) fail();
    Expr either = made(ExprKind::kBinOp);
    either.op = Op::kBitOr;
    either.a = left;
    either.b = closedPattern();
    left = finish(std::move(either), begin);
  }
  if (failed_ || !take(Lexeme::kAs)) return left;
  Expr named = made(ExprKind::kNamedExpr);
  named.b = left;
  named.a = nameOrConstant();
  return finish(std::move(named), begin);
}

ExprId Syntax::closedPattern() {
  const uint32_t begin = here();
  if (take(Lexeme::kLeftBrace)) return mappingPattern(begin);
  const bool bracket = is(Lexeme::kLeftBracket);
  if (bracket || is(Lexeme::kLeftParen)) {
    ++at_;
    const Lexeme close = bracket ? Lexeme::kRightBracket : Lexeme::kRightParen;
    Expr list = made(bracket ? ExprKind::kList : ExprKind::kTuple);
    if (take(close)) return finish(std::move(list), begin);
    List<ExprId> items(exprStack_);
    items.add(openPattern());
    const bool grouped = !bracket && !is(Lexeme::kComma);
    while (!failed_ && take(Lexeme::kComma)) {
      if (is(close)) break;
      items.add(openPattern());
    }
    need(close);
    if (failed_ || grouped) return failed_ ? kNoExpr : items[0];
    list.items = items.keptIn(tree_);
    return finish(std::move(list), begin);
  }
  if (!isName()) return operation(kSum);  // numbers, also -1 and 1 + 2j, and strings
  ExprId value = nameOrConstant();
  while (!failed_ && take(Lexeme::kDot)) {
    Expr attribute = made(ExprKind::kAttribute);
    attribute.a = value;
    attribute.text = text();
    if (kind() != TokenKind::kName) fail();
    ++at_;
    value = finish(std::move(attribute), begin);
  }
  return !failed_ && is(Lexeme::kLeftParen) ? classPattern(value, begin) : value;
}

ExprId Syntax::classPattern(ExprId callee, uint32_t begin) {
  Expr call = made(ExprKind::kCall);
  call.a = callee;
  call.openParen = here();
  ++at_;
  List<Arg> args(argStack_);
  while (!failed_ && !is(Lexeme::kRightParen)) {
    Arg arg;
    const uint32_t start = here();
    if (kind() == TokenKind::kName && is(Lexeme::kAssign, 1)) {
      arg.kind = Arg::kKeyword;
      arg.keyword = text();
      at_ += 2;
    }
    arg.value = openPattern();
    arg.span = {start, lastEnd()};
    args.add(arg);
    if (!take(Lexeme::kComma)) break;
  }
  call.closeParen = here();
  need(Lexeme::kRightParen);
  call.args = args.keptIn(tree_);
  return finish(std::move(call), begin);
}

ExprId Syntax::mappingPattern(uint32_t begin) {
  List<ExprId> keys(exprStack_);
  List<Arg> values(argStack_);
  while (!failed_ && !is(Lexeme::kRightBrace)) {
    Arg arg;
    const uint32_t start = here();
    ExprId key = kNoExpr;
    if (take(Lexeme::kDoubleStar)) {
      arg.kind = Arg::kDoubleStar;
      arg.value = nameOrConstant();
    } else {
      key = isName() ? postfix() : operation(kSum);
      need(Lexeme::kColon);
      if (failed_) return kNoExpr;
      arg.value = openPattern();
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

}  // namespace tls_tidy::python
