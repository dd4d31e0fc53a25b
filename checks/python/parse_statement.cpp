#include <array>

#include "checks/python/syntax.h"

namespace tls_tidy::python {

void Syntax::simpleLine(List<StmtId>& into) {
  do {
    if (kind() == TokenKind::kNewline || kind() == TokenKind::kEnd) break;
    const uint32_t begin = here();
    Stmt stmt = simple();
    if (failed_) return;
    stmt.span = {begin, lastEnd()};
    into.add(add(std::move(stmt)));
  } while (take(Lexeme::kSemicolon));
  statementEnd_ = lastEnd();  // a semicolon belongs to the block, not to the statement
  if (kind() == TokenKind::kNewline) ++at_;
  else if (kind() != TokenKind::kEnd && kind() != TokenKind::kDedent) fail();
}

Stmt Syntax::simple() {
  if (kind() != TokenKind::kName || lexeme() == Lexeme::kNone) return expressionStatement();
  switch (lexeme()) {
    case Lexeme::kPass: case Lexeme::kBreak: case Lexeme::kContinue: return keywordStatement();
    case Lexeme::kReturn: return returnStatement();
    case Lexeme::kRaise: return raiseStatement();
    case Lexeme::kImport: return importStatement();
    case Lexeme::kFrom: return fromStatement();
    case Lexeme::kGlobal: case Lexeme::kNonlocal: return scopeStatement();
    case Lexeme::kDel: return deleteStatement();
    case Lexeme::kAssert: return assertStatement();
    case Lexeme::kPrint: return startsPrint() ? printStatement() : expressionStatement();
    case Lexeme::kExec: return kind(1) == TokenKind::kString || isName(1) ? execStatement() : expressionStatement();
    case Lexeme::kType: return startsTypeAlias() ? typeAlias() : expressionStatement();
    default: return expressionStatement();
  }
}

Stmt Syntax::keywordStatement() {
  Stmt stmt;
  stmt.kind = is(Lexeme::kPass) ? StmtKind::kPass : is(Lexeme::kBreak) ? StmtKind::kBreak : StmtKind::kContinue;
  ++at_;
  return stmt;
}

Stmt Syntax::returnStatement() {
  Stmt stmt;
  ++at_;
  if (startsExpression()) stmt.value = expressionList();
  // Outside of a function it returns from nothing: the header above was lost, and what follows still counts.
  stmt.kind = functions_ > 0 ? StmtKind::kReturn : stmt.value == kNoExpr ? StmtKind::kPass : StmtKind::kExpr;
  return stmt;
}

Stmt Syntax::raiseStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kRaise;
  ++at_;
  if (!startsExpression()) return stmt;
  stmt.value = test();
  if (take(Lexeme::kFrom)) {
    stmt.extra = test();
  } else if (!failed_ && is(Lexeme::kComma)) {  // Python 2: raise E, "message", traceback
    tree_.python2Only = true;
    ++at_;
    stmt.extra = expressionList();
  }
  return stmt;
}

Stmt Syntax::scopeStatement() {
  Stmt stmt;
  stmt.kind = is(Lexeme::kGlobal) ? StmtKind::kGlobal : StmtKind::kNonlocal;
  List<Alias> names(aliasStack_);
  do {
    ++at_;
    if (!isName()) {
      fail();
      break;
    }
    names.add({text(), {}, {token().begin, token().end}});
    ++at_;
  } while (is(Lexeme::kComma));
  stmt.names = names.keptIn(tree_);
  return stmt;
}

Stmt Syntax::deleteStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kDelete;
  ++at_;
  const ExprId list = expressionList();
  stmt.targets = tree_.keep(&list, 1);
  return stmt;
}

Stmt Syntax::assertStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kAssert;
  ++at_;
  stmt.value = named();
  if (take(Lexeme::kComma)) stmt.extra = test();
  return stmt;
}

/// Python 2: what can't follow a name in Python 3, and `print >>file`.
bool Syntax::startsPrint() const {
  switch (kind(1)) {
    case TokenKind::kString:
    case TokenKind::kNumber: return true;
    case TokenKind::kName: return !isKeyword(lexeme(1)) || is(Lexeme::kNot, 1) || is(Lexeme::kLambda, 1);
    default: return is(Lexeme::kShiftRight, 1) || is(Lexeme::kBacktick, 1) || is(Lexeme::kLeftBrace, 1);
  }
}

/// `print` and `exec` statements are calls of these names.
Stmt Syntax::callStatement(std::string_view name, Span word, const List<Arg>& args) {
  Stmt stmt;
  if (failed_) return stmt;
  Expr call = made(ExprKind::kCall);
  call.a = nameNode(name, word);
  call.args = args.keptIn(tree_);
  stmt.kind = StmtKind::kExpr;
  stmt.value = finish(std::move(call), word.begin);
  return stmt;
}

Stmt Syntax::printStatement() {
  tree_.python2Only = true;
  const Span word = {token().begin, token().end};
  ++at_;
  List<Arg> args(argStack_);
  take(Lexeme::kShiftRight);
  while (!failed_ && startsExpression()) {
    Arg arg;
    const uint32_t begin = here();
    arg.value = test();
    arg.span = {begin, lastEnd()};
    args.add(arg);
    if (!take(Lexeme::kComma)) break;
  }
  return callStatement("print", word, args);
}

Stmt Syntax::execStatement() {
  tree_.python2Only = true;
  const Span word = {token().begin, token().end};
  ++at_;
  List<Arg> args(argStack_);
  const auto add = [&](ExprId value) {
    Arg arg;
    arg.value = value;
    arg.span = spanOf(value);
    args.add(arg);
  };
  add(operation(5));  // down to `|`: `in` is the statement's own
  if (!failed_ && take(Lexeme::kIn)) {
    add(test());
    if (!failed_ && take(Lexeme::kComma)) add(test());
  }
  return callStatement("exec", word, args);
}

bool Syntax::startsTypeAlias() const { return isName(1) && (is(Lexeme::kAssign, 2) || is(Lexeme::kLeftBracket, 2)); }

Stmt Syntax::typeAlias() {
  Stmt stmt;
  stmt.kind = StmtKind::kTypeAlias;
  ++at_;
  stmt.name = text();
  ++at_;
  stmt.typeParams = typeParameters();
  need(Lexeme::kAssign);
  if (!failed_) stmt.value = test();
  return stmt;
}

/// [T: bound = default, *Ts, **P]
Slice<Param> Syntax::typeParameters() {
  if (!take(Lexeme::kLeftBracket)) return {};
  List<Param> list(paramStack_);
  while (!failed_ && !is(Lexeme::kRightBracket)) {
    Param param;
    const uint32_t begin = here();
    if (take(Lexeme::kStar)) param.kind = Param::kVarArgs;
    else if (take(Lexeme::kDoubleStar)) param.kind = Param::kKwArgs;
    if (!isName()) {
      fail();
      break;
    }
    param.name = text();
    ++at_;
    if (take(Lexeme::kColon)) param.annotation = test();
    if (take(Lexeme::kAssign)) param.fallback = starOrNamed();
    param.span = {begin, lastEnd()};
    list.add(param);
    if (!take(Lexeme::kComma)) break;
  }
  need(Lexeme::kRightBracket);
  return list.keptIn(tree_);
}

// ---- imports ----

/// a.b.c as one view; where white space is between the parts, they are joined.
std::string_view Syntax::dotted() {
  const uint32_t begin = here();
  size_t length = 0;
  const size_t first = at_;
  for (;;) {
    if (!isName()) {
      fail();
      return {};
    }
    length += text().size();
    ++at_;
    if (!take(Lexeme::kDot)) break;
    ++length;
  }
  const std::string_view direct = text_.substr(begin, lastEnd() - begin);
  if (direct.size() == length) return direct;
  std::string joined;
  for (size_t i = first; i < at_; ++i) joined += textOf(tokens_[i]);
  return keep(std::move(joined));
}

std::string_view Syntax::asName() {
  if (!take(Lexeme::kAs)) return {};
  if (!isName()) fail();
  const std::string_view name = text();
  ++at_;
  return name;
}

Stmt Syntax::importStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kImport;
  List<Alias> names(aliasStack_);
  do {
    ++at_;
    Alias alias;
    const uint32_t begin = here();
    alias.name = dotted();
    if (!failed_) alias.asName = asName();
    alias.span = {begin, lastEnd()};
    names.add(alias);
  } while (!failed_ && is(Lexeme::kComma));
  stmt.names = names.keptIn(tree_);
  return stmt;
}

Stmt Syntax::fromStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kImportFrom;
  ++at_;
  while (is(Lexeme::kDot) || is(Lexeme::kEllipsis)) {
    stmt.level += is(Lexeme::kDot) ? 1 : 3;
    ++at_;
  }
  if (!is(Lexeme::kImport)) stmt.module = dotted();
  need(Lexeme::kImport);
  if (failed_) return stmt;
  List<Alias> names(aliasStack_);
  if (is(Lexeme::kStar)) {
    names.add({text(), {}, {token().begin, token().end}});
    ++at_;
    stmt.names = names.keptIn(tree_);
    return stmt;
  }
  const bool parenthesized = take(Lexeme::kLeftParen);
  do {
    if (parenthesized && is(Lexeme::kRightParen)) break;
    Alias alias;
    const uint32_t begin = here();
    if (!isName()) {
      fail();
      break;
    }
    alias.name = text();
    ++at_;
    alias.asName = asName();
    alias.span = {begin, lastEnd()};
    names.add(alias);
  } while (!failed_ && take(Lexeme::kComma));
  if (parenthesized) need(Lexeme::kRightParen);
  stmt.names = names.keptIn(tree_);
  return stmt;
}

// ---- expressions and assignments ----

Stmt Syntax::expressionStatement() {
  Stmt stmt;
  const ExprId first = expressionList();
  if (failed_) return stmt;
  const Lexeme next = lexeme();
  if (next >= Lexeme::kBarAssign && next <= Lexeme::kAtAssign) {
    static constexpr std::array<Op, 13> kOps = {Op::kBitOr, Op::kBitXor, Op::kBitAnd, Op::kLShift, Op::kRShift, Op::kAdd, Op::kSub, Op::kMult, Op::kDiv, Op::kFloorDiv, Op::kMod, Op::kPow, Op::kMatMult};
    ++at_;
    stmt.kind = StmtKind::kAugAssign;
    stmt.op = kOps[static_cast<size_t>(next) - static_cast<size_t>(Lexeme::kBarAssign)];
    stmt.targets = tree_.keep(&first, 1);
    stmt.value = expressionList();
    return stmt;
  }
  if (next == Lexeme::kColon) {
    ++at_;
    stmt.kind = StmtKind::kAnnAssign;
    stmt.targets = tree_.keep(&first, 1);
    stmt.annotation = test();
    if (!failed_ && take(Lexeme::kAssign)) stmt.value = expressionList();
    return stmt;
  }
  if (next != Lexeme::kAssign) {
    stmt.kind = StmtKind::kExpr;
    stmt.value = first;
    return stmt;
  }
  stmt.kind = StmtKind::kAssign;
  List<ExprId> targets(exprStack_);
  stmt.value = first;
  while (!failed_ && take(Lexeme::kAssign)) {
    targets.add(stmt.value);
    stmt.value = expressionList();
  }
  stmt.targets = targets.keptIn(tree_);
  return stmt;
}

}  // namespace tls_tidy::python
