// Statements with a block, and what becomes of broken ones: the broken line is lost, the block under it is read in its place.
#include <algorithm>
#include <utility>

#include "checks/python/syntax.h"

namespace tls_tidy::python {

void Syntax::report(Span span, const char* what) {
  if (tree_.errors.size() < 200) tree_.errors.push_back({span, what});
}

/// Up to the end of the block or the file.
void Syntax::statements(List<StmtId>& into) {
  while (kind() != TokenKind::kDedent && kind() != TokenKind::kEnd) {
    const size_t before = at_;
    statement(into);
    if (at_ == before) ++at_;
  }
}

void Syntax::statement(List<StmtId>& into) {
  if (kind() == TokenKind::kNewline) {
    ++at_;
    return;
  }
  if (kind() == TokenKind::kIndent) {  // no header stands above: read it as if it were not indented
    report({token().end, token().end}, "this line is indented more than its block");
    indented(into);
    return;
  }
  const size_t first = at_;
  {
    const Depth depth(*this);
    if (!failed_) compound(into);
    if (!failed_) return;
  }
  failed_ = false;
  recover(first, into);
}

void Syntax::recover(size_t first, List<StmtId>& into) {
  at_ = first;
  while (kind() != TokenKind::kNewline && kind() != TokenKind::kEnd && kind() != TokenKind::kIndent && kind() != TokenKind::kDedent) ++at_;
  Stmt broken;
  broken.kind = StmtKind::kBroken;
  broken.span = {tokens_[first].begin, std::max(tokens_[first].end, lastEnd())};
  statementEnd_ = broken.span.end;
  report(broken.span, "this statement is no Python this tool can read");
  into.add(add(std::move(broken)));
  if (kind() == TokenKind::kNewline) ++at_;
  if (kind() == TokenKind::kIndent) indented(into);
}

/// A block without a header of its own.
void Syntax::indented(List<StmtId>& into) {
  ++at_;
  const Depth depth(*this);
  if (failed_) {  // too deep: pass over the whole block
    failed_ = false;
    for (int open = 1; open > 0 && kind() != TokenKind::kEnd; ++at_) open += kind() == TokenKind::kIndent ? 1 : kind() == TokenKind::kDedent ? -1 : 0;
    return;
  }
  statements(into);
  if (kind() == TokenKind::kDedent) ++at_;
}

/// From the colon on. A header without colon or without block keeps its place.
Slice<StmtId> Syntax::block() {
  if (failed_) return {};
  if (!is(Lexeme::kColon) && kind() == TokenKind::kNewline && kind(1) == TokenKind::kIndent) report({lastEnd(), token().end}, "a colon is missing");
  else need(Lexeme::kColon);
  if (failed_) return {};
  const Depth depth(*this);
  if (failed_) return {};
  List<StmtId> body(stmtStack_);
  if (kind() != TokenKind::kNewline) {
    simpleLine(body);
    return body.keptIn(tree_);
  }
  statementEnd_ = lastEnd();
  ++at_;
  if (kind() != TokenKind::kIndent) {
    report({statementEnd_ - 1, statementEnd_}, "no indented block follows");
    return {};
  }
  ++at_;
  statements(body);
  if (kind() == TokenKind::kDedent) ++at_;
  return body.keptIn(tree_);
}

void Syntax::compound(List<StmtId>& into) {
  if (is(Lexeme::kAt)) return decorated(into);
  const uint32_t begin = here();
  switch (lexeme()) {
    case Lexeme::kIf: return finishCompound(ifStatement(), begin, into);
    case Lexeme::kWhile: return finishCompound(whileStatement(), begin, into);
    case Lexeme::kFor: return finishCompound(forStatement(), begin, into);
    case Lexeme::kTry: return finishCompound(tryStatement(), begin, into);
    case Lexeme::kWith: return finishCompound(withStatement(), begin, into);
    case Lexeme::kDef: return finishCompound(functionStatement(), begin, into);
    case Lexeme::kClass: return finishCompound(classStatement(), begin, into);
    case Lexeme::kMatch:
      if (startsMatch()) return finishCompound(matchStatement(), begin, into);
      break;
    case Lexeme::kAsync:
      if (is(Lexeme::kDef, 1) || is(Lexeme::kWith, 1) || is(Lexeme::kFor, 1)) {
        ++at_;
        Stmt stmt = is(Lexeme::kDef) ? functionStatement() : is(Lexeme::kWith) ? withStatement() : forStatement();
        stmt.isAsync = true;
        return finishCompound(std::move(stmt), begin, into);
      }
      break;
    default: break;
  }
  simpleLine(into);
}

void Syntax::finishCompound(Stmt&& stmt, uint32_t begin, List<StmtId>& into) {
  if (failed_) return;
  stmt.span = {begin, statementEnd_};
  into.add(add(std::move(stmt)));
}

void Syntax::decorated(List<StmtId>& into) {
  List<ExprId> decorators(exprStack_);
  while (!failed_ && take(Lexeme::kAt)) {
    decorators.add(named());
    if (kind() != TokenKind::kNewline) fail();
    else ++at_;
  }
  if (failed_) return;
  const uint32_t begin = here();
  const bool isAsync = take(Lexeme::kAsync);
  Stmt stmt;
  if (is(Lexeme::kDef)) stmt = functionStatement();
  else if (is(Lexeme::kClass)) stmt = classStatement();
  else fail();
  stmt.isAsync = isAsync;
  stmt.decorators = decorators.keptIn(tree_);
  finishCompound(std::move(stmt), begin, into);
}

/// A chain of elif is read in a loop and nested afterwards: it may be long.
Stmt Syntax::ifStatement() {
  struct Arm {
    Stmt stmt;
    uint32_t begin;
  };
  std::vector<Arm> arms;
  Slice<StmtId> last;
  do {
    const size_t before = at_;
    Arm arm{{}, here()};
    arm.stmt.kind = StmtKind::kIf;
    ++at_;
    arm.stmt.test = named();
    arm.stmt.body = block();
    if (failed_ && !arms.empty()) {  // a broken elif is lost alone
      failed_ = false;
      at_ = before;
      break;
    }
    arms.push_back(std::move(arm));
  } while (!failed_ && is(Lexeme::kElif) && arms.size() < kDeepest);
  if (!failed_) last = elseBlock();
  for (;;) {
    Arm arm = std::move(arms.back());
    arms.pop_back();
    arm.stmt.orelse = last;
    arm.stmt.span = {arm.begin, statementEnd_};
    if (arms.empty()) return std::move(arm.stmt);
    const StmtId id = add(std::move(arm.stmt));
    last = tree_.keep(&id, 1);
  }
}

/// A broken else is lost alone.
Slice<StmtId> Syntax::elseBlock() {
  const size_t before = at_;
  if (!take(Lexeme::kElse)) return {};
  const Slice<StmtId> body = block();
  if (failed_) at_ = before;
  failed_ = false;
  return body;
}

Stmt Syntax::whileStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kWhile;
  ++at_;
  stmt.test = named();
  stmt.body = block();
  if (!failed_) stmt.orelse = elseBlock();
  return stmt;
}

Stmt Syntax::forStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kFor;
  ++at_;
  const ExprId target = targetList();
  stmt.targets = tree_.keep(&target, 1);
  need(Lexeme::kIn);
  if (failed_) return stmt;
  stmt.value = expressionList();
  stmt.body = block();
  if (!failed_) stmt.orelse = elseBlock();
  return stmt;
}

Stmt Syntax::tryStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kTry;
  const Span word = {token().begin, token().end};
  ++at_;
  stmt.body = block();
  List<Handler> handlers(handlerStack_);
  while (!failed_ && is(Lexeme::kExcept)) handlers.add(handler());
  stmt.handlers = handlers.keptIn(tree_);
  if (!failed_) stmt.orelse = elseBlock();
  const bool last = !failed_ && is(Lexeme::kFinally) && (is(Lexeme::kColon, 1) || kind(1) == TokenKind::kNewline);
  if (last) ++at_;
  if (last) stmt.finalbody = block();
  // The handlers are broken or missing: what was tried still runs.
  if (!failed_ && handlers.empty() && !last) report(word, "this try has no except and no finally");
  return stmt;
}

Handler Syntax::handler() {
  Handler handler;
  const uint32_t begin = here();
  const size_t first = at_;
  ++at_;
  take(Lexeme::kStar);
  if (!is(Lexeme::kColon)) handler.type = exceptionTypes(handler);
  handler.span = {begin, lastEnd()};
  handler.body = block();
  if (!failed_) return handler;
  failed_ = false;  // its types are lost, its block stays
  handler.type = kNoExpr;
  List<StmtId> body(stmtStack_);
  recover(first, body);
  handler.body = body.keptIn(tree_);
  return handler;
}

/// `E`, `E as name`, `E, name` of Python 2, `A, B` of 3.14: a second name in lower case is a variable.
ExprId Syntax::exceptionTypes(Handler& handler) {
  const uint32_t begin = here();
  const ExprId first = test();
  if (failed_) return kNoExpr;
  if (is(Lexeme::kAs)) {
    handler.name = asName();
    return first;
  }
  if (!is(Lexeme::kComma)) return first;
  if (isName(1) && is(Lexeme::kColon, 2)) {
    const std::string_view name = text(1);
    const bool isClass = name.size() > 1 && name[0] >= 'A' && name[0] <= 'Z' && std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!isClass) {
      tree_.python2Only = true;
      handler.name = name;
      at_ += 2;
      return first;
    }
  }
  if (is(Lexeme::kLeftParen, 1) || is(Lexeme::kLeftBracket, 1)) tree_.python2Only = true;  // except E, (code, text):
  List<ExprId> types(exprStack_);
  types.add(first);
  while (!failed_ && take(Lexeme::kComma)) types.add(test());
  Expr tuple = made(ExprKind::kTuple);
  tuple.items = types.keptIn(tree_);
  return finish(std::move(tuple), begin);
}

Stmt Syntax::withStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kWith;
  ++at_;
  if (!is(Lexeme::kLeftParen) || !parenthesizedItems(stmt)) {
    List<WithItem> items(itemStack_);
    do {
      WithItem item;
      item.context = test();
      if (!failed_ && take(Lexeme::kAs)) item.target = target();
      items.add(item);
    } while (!failed_ && take(Lexeme::kComma));
    stmt.withItems = items.keptIn(tree_);
  }
  stmt.body = block();
  return stmt;
}

/// with (a as b, c as d): the parentheses belong to the statement. False: to an expression, and nothing was read.
bool Syntax::parenthesizedItems(Stmt& stmt) {
  const size_t before = at_, exprs = tree_.exprs.size();
  ++at_;
  List<WithItem> items(itemStack_);
  bool named = false;
  do {
    if (is(Lexeme::kRightParen)) break;
    WithItem item;
    item.context = this->named();
    if (!failed_ && take(Lexeme::kAs)) {
      named = true;
      item.target = target();
    }
    items.add(item);
  } while (!failed_ && take(Lexeme::kComma));
  if (!failed_ && take(Lexeme::kRightParen) && is(Lexeme::kColon) && (named || items.size() > 1)) {
    stmt.withItems = items.keptIn(tree_);
    return true;
  }
  failed_ = false;
  at_ = before;
  tree_.exprs.resize(exprs);
  return false;
}

Stmt Syntax::functionStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kFunction;
  ++at_;
  if (kind() != TokenKind::kName) fail();
  stmt.name = text();
  ++at_;
  stmt.typeParams = typeParameters();
  need(Lexeme::kLeftParen);
  if (!failed_) stmt.params = parameters(Lexeme::kRightParen, true);
  need(Lexeme::kRightParen);
  if (!failed_ && take(Lexeme::kArrow)) stmt.annotation = expressionList();
  ++functions_;
  stmt.body = block();
  --functions_;
  return stmt;
}

Stmt Syntax::classStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kClass;
  ++at_;
  if (kind() != TokenKind::kName) fail();
  stmt.name = text();
  ++at_;
  stmt.typeParams = typeParameters();
  uint32_t close = 0;
  if (!failed_ && take(Lexeme::kLeftParen)) stmt.args = arguments(close);
  const int outside = std::exchange(functions_, 0);
  stmt.body = block();
  functions_ = outside;
  return stmt;
}

/// `match` is a keyword only when a subject, a colon at the line's end and a `case` follow.
bool Syntax::startsMatch() const {
  if (!startsExpression(1)) return false;
  size_t ahead = 1;
  while (kind(ahead) != TokenKind::kNewline && kind(ahead) != TokenKind::kEnd) ++ahead;
  return is(Lexeme::kColon, ahead - 1) && kind(ahead + 1) == TokenKind::kIndent && is(Lexeme::kCase, ahead + 2);
}

Stmt Syntax::matchStatement() {
  Stmt stmt;
  stmt.kind = StmtKind::kMatch;
  ++at_;
  stmt.value = expressionList();
  need(Lexeme::kColon);
  if (failed_ || kind() != TokenKind::kNewline || kind(1) != TokenKind::kIndent) {
    fail();
    return stmt;
  }
  at_ += 2;
  List<MatchCase> cases(caseStack_);
  while (!failed_ && take(Lexeme::kCase)) {
    MatchCase one;
    one.pattern = pattern();
    if (take(Lexeme::kIf)) one.guard = named();
    one.body = block();
    cases.add(one);
  }
  stmt.cases = cases.keptIn(tree_);
  if (kind() == TokenKind::kDedent) ++at_;
  else fail();
  return stmt;
}

}  // namespace tls_tidy::python
