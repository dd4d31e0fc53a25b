// Syntax: the recursive descent from tokens to Tree, one class in five files by what they read: parse_expression.cpp,
// parse_literal.cpp (numbers, strings, f-strings), parse_pattern.cpp, parse_statement.cpp, parse_compound.cpp.
//
// Reading never backs out by exception: what does not fit sets failed_, every loop ends on it, and the statement that
// was being read is given up as a whole. Lists grow on one stack per kind and are copied to the Tree when complete.
// Only parser.cpp and these files include this.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "checks/python/tokenizer.h"
#include "checks/python/tree.h"

namespace tls_tidy::python {

class Syntax {
 public:
  Syntax(std::string path, std::string text);
  Tree run();

 private:
  // Bounds the recursion: CPython's own limits are 100 blocks and 200 brackets, each of which costs three here.
  static constexpr int kDeepest = 640, kMostLinks = 3000;
  struct Depth {
    explicit Depth(Syntax& syntax) : syntax(syntax) {
      if (++syntax.depth_ > kDeepest) syntax.fail();
    }
    ~Depth() { --syntax.depth_; }
    Syntax& syntax;
  };

  /// A list that is being read: the end of a stack that others below it share.
  template <class T>
  class List {
   public:
    explicit List(std::vector<T>& stack) : stack_(stack), begin_(stack.size()) {}
    ~List() { stack_.resize(begin_); }
    List(const List&) = delete;
    List& operator=(const List&) = delete;
    void add(T item) { stack_.push_back(std::move(item)); }
    size_t size() const { return stack_.size() - begin_; }
    bool empty() const { return size() == 0; }
    T& operator[](size_t i) { return stack_[begin_ + i]; }
    T& back() { return stack_.back(); }
    Slice<T> keptIn(Tree& tree) const { return tree.keep(stack_.data() + begin_, size()); }

   private:
    std::vector<T>& stack_;
    size_t begin_;
  };

  // Tokens.
  const Token& token(size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  TokenKind kind(size_t ahead = 0) const { return token(ahead).kind; }
  Lexeme lexeme(size_t ahead = 0) const { return token(ahead).lexeme; }
  bool is(Lexeme wanted, size_t ahead = 0) const { return lexeme(ahead) == wanted; }
  bool take(Lexeme wanted) {
    if (!is(wanted)) return false;
    ++at_;
    return true;
  }
  void need(Lexeme wanted) {
    if (!take(wanted)) fail();
  }
  std::string_view textOf(const Token& token) const { return text_.substr(token.begin, token.end - token.begin); }
  std::string_view text(size_t ahead = 0) const { return textOf(token(ahead)); }
  bool isName(size_t ahead = 0) const { return kind(ahead) == TokenKind::kName && !isKeyword(lexeme(ahead)); }
  uint32_t here() const { return token().begin; }
  uint32_t lastEnd() const { return at_ ? tokens_[at_ - 1].end : 0; }
  void fail() { failed_ = true; }
  void report(Span span, const char* what);

  // Nodes.
  ExprId add(Expr&& expr) {
    tree_.exprs.push_back(std::move(expr));
    return static_cast<ExprId>(tree_.exprs.size() - 1);
  }
  StmtId add(Stmt&& stmt) {
    tree_.stmts.push_back(std::move(stmt));
    return static_cast<StmtId>(tree_.stmts.size() - 1);
  }
  Expr made(ExprKind kind) const {
    Expr expr;
    expr.kind = kind;
    return expr;
  }
  ExprId finish(Expr&& expr, uint32_t begin) {
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }
  ExprId nameNode(std::string_view name, Span span);
  Span spanOf(ExprId id) const { return id == kNoExpr ? Span{lastEnd(), lastEnd()} : tree_.exprs[id].span; }
  std::string_view keep(std::string text) { return tree_.strings.emplace_back(std::move(text)); }

  // Expressions: parse_expression.cpp.
  bool startsExpression(size_t ahead = 0) const;
  bool startsComprehension() const { return is(Lexeme::kFor) || (is(Lexeme::kAsync) && is(Lexeme::kFor, 1)); }
  ExprId expressionList();
  ExprId starOrNamed();
  ExprId named();
  ExprId test();
  ExprId yield();
  ExprId lambda();
  ExprId operation(int lowest);
  ExprId booleanOperation(ExprId left, uint32_t begin, int level);
  ExprId comparison(ExprId left, uint32_t begin);
  Op comparisonOperator();
  ExprId unary();
  ExprId power();
  bool startsAwait() const;
  ExprId postfix();
  ExprId subscript();
  ExprId slice();
  Slice<Arg> arguments(uint32_t& closeParen);
  Arg argument();
  ExprId comprehension(uint32_t begin, ExprId element, ExprId value, bool inList = false);
  ExprId listedIterable(uint32_t begin, ExprId first);
  ExprId targetList();
  ExprId target();
  ExprId atom();
  ExprId nameOrConstant();
  ExprId parenthesized(uint32_t begin);
  ExprId display(uint32_t begin, ExprKind kind, Lexeme close, ExprId known);
  ExprId braces(uint32_t begin);
  ExprId backticks(uint32_t begin);
  Slice<Param> parameters(Lexeme close, bool annotated);
  bool parameter(Param& param, bool& keywordOnly, Lexeme close, bool annotated);
  void tupleParameter();

  // Patterns: parse_pattern.cpp.
  ExprId pattern();
  ExprId openPattern();
  ExprId closedPattern();
  ExprId classPattern(ExprId callee, uint32_t begin);
  ExprId mappingPattern(uint32_t begin);

  // Literals: parse_literal.cpp.
  ExprId number();
  ExprId strings();
  struct Joined;
  bool startsStringAt(size_t ahead) const;
  void plainString(Joined& joined);
  void formattedString(Joined& joined);
  void field(Joined& joined, bool inFormat);
  void formatSpecification(Joined& joined);
  void flush(Joined& joined, Span span);
  void decode(std::string_view written, bool raw, bool bytes, std::string& out);

  // Statements of one line: parse_statement.cpp.
  void simpleLine(List<StmtId>& into);
  Stmt simple();
  Stmt keywordStatement();
  Stmt returnStatement();
  Stmt raiseStatement();
  Stmt scopeStatement();
  Stmt assertStatement();
  Stmt deleteStatement();
  bool startsPrint() const;
  Stmt printStatement();
  Stmt execStatement();
  Stmt callStatement(std::string_view name, Span word, const List<Arg>& args);
  bool startsTypeAlias() const;
  Stmt typeAlias();
  Slice<Param> typeParameters();
  std::string_view dotted();
  Stmt importStatement();
  Stmt fromStatement();
  std::string_view asName();
  Stmt expressionStatement();

  // Compound statements and recovery: parse_compound.cpp.
  void statements(List<StmtId>& into);
  void statement(List<StmtId>& into);
  void recover(size_t first, List<StmtId>& into);
  void indented(List<StmtId>& into);
  Slice<StmtId> block();
  void compound(List<StmtId>& into);
  void finishCompound(Stmt&& stmt, uint32_t begin, List<StmtId>& into);
  void decorated(List<StmtId>& into);
  Stmt ifStatement();
  Slice<StmtId> elseBlock();
  Stmt whileStatement();
  Stmt forStatement();
  Stmt tryStatement();
  Handler handler();
  ExprId exceptionTypes(Handler& handler);
  Stmt withStatement();
  bool parenthesizedItems(Stmt& stmt);
  Stmt functionStatement();
  Stmt classStatement();
  bool startsMatch() const;
  Stmt matchStatement();

  Tree tree_;
  std::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
  int functions_ = 0;  // around what is being read, up to the next class
  bool failed_ = false;
  uint32_t statementEnd_ = 0;  // of the last simple statement: where a compound one ends

  // Where lists grow.
  std::vector<ExprId> exprStack_;
  std::vector<StmtId> stmtStack_;
  std::vector<Op> opStack_;
  std::vector<Arg> argStack_;
  std::vector<Param> paramStack_;
  std::vector<Alias> aliasStack_;
  std::vector<Handler> handlerStack_;
  std::vector<WithItem> itemStack_;
  std::vector<MatchCase> caseStack_;
};

}  // namespace tls_tidy::python
