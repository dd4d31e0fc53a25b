#include "checks/python/parser.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "checks/python/tokenizer.h"

namespace tls_tidy::python {
namespace {

constexpr int kDeepest = 160;  // nesting of expressions and blocks; CPython's own limit is 100 blocks and about 200 parentheses

bool isKeyword(std::string_view word) {
  static const std::set<std::string_view> kWords = {"and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
                                                    "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"};
  return kWords.contains(word);
}

class Parser {
 public:
  Parser(std::string path, std::string text) {
    tree_.path = std::move(path);
    tree_.strings.push_back(std::move(text));
    tree_.text = &tree_.strings.front();
    text_ = tree_.strings.front();
    tree_.lineStarts.push_back(0);
    for (uint32_t i = 0; i < text_.size(); ++i)
      if (text_[i] == '\n' || (text_[i] == '\r' && (i + 1 >= text_.size() || text_[i + 1] != '\n'))) tree_.lineStarts.push_back(i + 1);
    Tokens lexed = tokenize(text_);
    tokens_ = std::move(lexed.tokens);
    for (LexError& error : lexed.errors) tree_.errors.push_back({{error.begin, error.end}, std::move(error.what)});
  }

  Tree run() {
    while (kind() != TokenKind::kEnd) {
      const size_t before = at_;
      statement(tree_.body);
      if (at_ == before) ++at_;
    }
    return std::move(tree_);
  }

 private:
  // Tokens.
  const Token& token(size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  TokenKind kind(size_t ahead = 0) const { return token(ahead).kind; }
  std::string_view textAt(size_t ahead = 0) const { return text_.substr(token(ahead).begin, token(ahead).end - token(ahead).begin); }
  bool isOp(std::string_view op, size_t ahead = 0) const { return kind(ahead) == TokenKind::kOp && textAt(ahead) == op; }
  bool isWord(std::string_view word, size_t ahead = 0) const { return kind(ahead) == TokenKind::kName && textAt(ahead) == word; }
  bool takeOp(std::string_view op) {
    if (!isOp(op)) return false;
    ++at_;
    return true;
  }
  bool takeWord(std::string_view word) {
    if (!isWord(word)) return false;
    ++at_;
    return true;
  }
  uint32_t here() const { return token().begin; }
  uint32_t lastEnd() const { return at_ ? tokens_[at_ - 1].end : 0; }
  void fail() { failed_ = true; }
  void needOp(std::string_view op) {
    if (!takeOp(op)) fail();
  }

  // Nodes.
  ExprId add(Expr expr) {
    tree_.exprs.push_back(std::move(expr));
    return static_cast<ExprId>(tree_.exprs.size() - 1);
  }
  Expr& at(ExprId id) { return tree_.exprs[id]; }
  uint32_t beginOf(ExprId id) const { return tree_.exprs[id].span.begin; }
  std::string_view keep(std::string text) { return tree_.strings.emplace_back(std::move(text)); }
  StmtId add(Stmt stmt) {
    tree_.stmts.push_back(std::move(stmt));
    return static_cast<StmtId>(tree_.stmts.size() - 1);
  }

  // Expressions.
  struct Depth {
    explicit Depth(Parser& parser) : parser(parser) {
      if (++parser.depth_ > kDeepest) parser.fail();
    }
    ~Depth() { --parser.depth_; }
    Parser& parser;
  };

  bool startsExpression() const {
    switch (kind()) {
      case TokenKind::kName: {
        const std::string_view word = textAt();
        return !isKeyword(word) || word == "not" || word == "lambda" || word == "await" || word == "yield";
      }
      case TokenKind::kNumber:
      case TokenKind::kString: return true;
      case TokenKind::kOp: {
        const std::string_view op = textAt();
        return op == "(" || op == "[" || op == "{" || op == "-" || op == "+" || op == "~" || op == "*" || op == "**" || op == "..." || op == "`";
      }
      default: return false;
    }
  }

  /// a, *b, c: a tuple when there is a comma.
  ExprId expressionList() {
    const uint32_t begin = here();
    const ExprId first = starOrNamed();
    if (failed_ || !isOp(",")) return first;
    Expr tuple;
    tuple.kind = ExprKind::kTuple;
    tuple.items.push_back(first);
    while (!failed_ && takeOp(",")) {
      if (!startsExpression()) break;
      tuple.items.push_back(starOrNamed());
    }
    tuple.span = {begin, lastEnd()};
    return add(std::move(tuple));
  }

  ExprId starOrNamed() {
    if (isOp("*")) {
      const uint32_t begin = here();
      ++at_;
      Expr star;
      star.kind = ExprKind::kStarred;
      star.a = bitOr();
      star.span = {begin, lastEnd()};
      return add(std::move(star));
    }
    return named();
  }

  ExprId named() {
    const ExprId left = test();
    if (!failed_ && isOp(":=")) {
      ++at_;
      Expr walrus;
      walrus.kind = ExprKind::kNamedExpr;
      walrus.a = left;
      walrus.b = test();
      walrus.span = {beginOf(left), lastEnd()};
      return add(std::move(walrus));
    }
    return left;
  }

  ExprId test() {
    const Depth depth(*this);
    if (failed_) return kNoExpr;
    if (isWord("lambda")) return lambda();
    if (isWord("yield")) return yield();
    const uint32_t begin = here();
    const ExprId value = orTest();
    if (!failed_ && isWord("if")) {
      ++at_;
      Expr choice;
      choice.kind = ExprKind::kIfExp;
      choice.a = value;
      choice.b = orTest();
      if (!takeWord("else")) {  // a comprehension's condition is no conditional expression
        fail();
        return kNoExpr;
      }
      choice.c = test();
      choice.span = {begin, lastEnd()};
      return add(std::move(choice));
    }
    return value;
  }

  ExprId yield() {
    Expr expr;
    expr.kind = ExprKind::kYield;
    const uint32_t begin = here();
    ++at_;
    if (takeWord("from")) expr.a = test();
    else if (startsExpression()) expr.a = expressionList();
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }

  ExprId lambda() {
    Expr expr;
    expr.kind = ExprKind::kLambda;
    const uint32_t begin = here();
    ++at_;
    expr.params = parameters(":", false);
    needOp(":");
    if (failed_) return kNoExpr;
    const ExprId body = test();
    expr.a = body;
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }

  ExprId orTest() { return boolean("or", Op::kOr, [this] { return boolean("and", Op::kAnd, [this] { return notTest(); }); }); }

  template <class Inner>
  ExprId boolean(std::string_view word, Op op, Inner inner) {
    const uint32_t begin = here();
    const ExprId first = inner();
    if (failed_ || !isWord(word)) return first;
    Expr expr;
    expr.kind = ExprKind::kBoolOp;
    expr.op = op;
    expr.items.push_back(first);
    while (!failed_ && takeWord(word)) expr.items.push_back(inner());
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }

  ExprId notTest() {
    if (!isWord("not")) return comparison();
    const Depth depth(*this);
    if (failed_) return kNoExpr;
    Expr expr;
    expr.kind = ExprKind::kUnaryOp;
    expr.op = Op::kNot;
    const uint32_t begin = here();
    ++at_;
    expr.a = notTest();
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }

  Op comparisonOp() {
    if (kind() == TokenKind::kOp) {
      static const std::array<std::pair<std::string_view, Op>, 7> kOps = {{{"==", Op::kEq}, {"!=", Op::kNotEq}, {"<>", Op::kNotEq}, {"<=", Op::kLtE}, {">=", Op::kGtE}, {"<", Op::kLt}, {">", Op::kGt}}};
      for (const auto& [text, op] : kOps)
        if (isOp(text)) {
          if (text == "<>") tree_.python2Only = true;
          ++at_;
          return op;
        }
      return Op::kNone;
    }
    if (isWord("in")) {
      if (noIn_) return Op::kNone;
      ++at_;
      return Op::kIn;
    }
    if (isWord("not") && isWord("in", 1)) {
      at_ += 2;
      return Op::kNotIn;
    }
    if (isWord("is")) {
      ++at_;
      return takeWord("not") ? Op::kIsNot : Op::kIs;
    }
    return Op::kNone;
  }

  ExprId comparison() {
    const ExprId left = bitOr();
    if (failed_) return left;
    Expr expr;
    expr.kind = ExprKind::kCompare;
    expr.a = left;
    for (Op op; !failed_ && (op = comparisonOp()) != Op::kNone;) {
      expr.ops.push_back(op);
      expr.items.push_back(bitOr());
    }
    if (expr.ops.empty() || failed_) return left;
    expr.span = {beginOf(left), lastEnd()};
    return add(std::move(expr));
  }

  static int precedence(std::string_view op, Op& kind) {
    static const std::array<std::tuple<std::string_view, int, Op>, 12> kOps = {{{"|", 1, Op::kBitOr}, {"^", 2, Op::kBitXor}, {"&", 3, Op::kBitAnd}, {"<<", 4, Op::kLShift}, {">>", 4, Op::kRShift},
                                                                               {"+", 5, Op::kAdd}, {"-", 5, Op::kSub}, {"*", 6, Op::kMult}, {"/", 6, Op::kDiv}, {"//", 6, Op::kFloorDiv},
                                                                               {"%", 6, Op::kMod}, {"@", 6, Op::kMatMult}}};
    for (const auto& [text, level, op_] : kOps)
      if (text == op) {
        kind = op_;
        return level;
      }
    return 0;
  }

  ExprId bitOr() { return binary(1); }

  ExprId binary(int lowest) {
    ExprId left = unary();
    while (!failed_ && kind() == TokenKind::kOp) {
      Op op = Op::kNone;
      const int level = precedence(textAt(), op);
      if (!level || level < lowest) break;
      ++at_;
      Expr expr;
      expr.kind = ExprKind::kBinOp;
      expr.op = op;
      expr.a = left;
      expr.b = binary(level + 1);
      if (failed_) break;
      expr.span = {beginOf(left), lastEnd()};
      left = add(std::move(expr));
    }
    return left;
  }

  ExprId unary() {
    const Depth depth(*this);
    if (failed_) return kNoExpr;
    Op op = isOp("-") ? Op::kUSub : isOp("+") ? Op::kUAdd : isOp("~") ? Op::kInvert : Op::kNone;
    if (op == Op::kNone) return power();
    Expr expr;
    expr.kind = ExprKind::kUnaryOp;
    expr.op = op;
    const uint32_t begin = here();
    ++at_;
    expr.a = unary();
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }

  ExprId power() {
    const uint32_t begin = here();
    ExprId base;
    if (isWord("await") && (kind(1) == TokenKind::kName || isOp("(", 1))) {
      ++at_;
      Expr expr;
      expr.kind = ExprKind::kAwait;
      expr.a = postfix();
      expr.span = {begin, lastEnd()};
      base = add(std::move(expr));
    } else {
      base = postfix();
    }
    if (!failed_ && isOp("**")) {
      ++at_;
      Expr expr;
      expr.kind = ExprKind::kBinOp;
      expr.op = Op::kPow;
      expr.a = base;
      expr.b = unary();
      expr.span = {begin, lastEnd()};
      return add(std::move(expr));
    }
    return base;
  }

  ExprId postfix() {
    const uint32_t begin = here();
    ExprId value = atom();
    while (!failed_ && kind() == TokenKind::kOp) {
      if (isOp(".")) {
        ++at_;
        if (kind() != TokenKind::kName) {
          fail();
          break;
        }
        Expr expr;
        expr.kind = ExprKind::kAttribute;
        expr.a = value;
        expr.text = textAt();
        ++at_;
        expr.span = {begin, lastEnd()};
        value = add(std::move(expr));
      } else if (isOp("(")) {
        value = call(begin, value);
      } else if (isOp("[")) {
        ++at_;
        Expr expr;
        expr.kind = ExprKind::kSubscript;
        expr.a = value;
        expr.b = subscript();
        needOp("]");
        expr.span = {begin, lastEnd()};
        value = add(std::move(expr));
      } else {
        break;
      }
    }
    return value;
  }

  ExprId subscript() {
    const uint32_t begin = here();
    const ExprId first = slice();
    if (failed_ || !isOp(",")) return first;
    Expr tuple;
    tuple.kind = ExprKind::kTuple;
    tuple.items.push_back(first);
    while (!failed_ && takeOp(",")) {
      if (isOp("]")) break;
      tuple.items.push_back(slice());
    }
    tuple.span = {begin, lastEnd()};
    return add(std::move(tuple));
  }

  ExprId slice() {
    const uint32_t begin = here();
    ExprId first = kNoExpr;
    if (!isOp(":")) {
      first = starOrNamed();
      if (failed_ || !isOp(":")) return first;
    }
    Expr expr;
    expr.kind = ExprKind::kSlice;
    expr.a = first;
    needOp(":");
    if (!isOp("]") && !isOp(":") && !isOp(",")) expr.b = test();
    if (takeOp(":") && !isOp("]") && !isOp(",")) expr.c = test();
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }

  ExprId call(uint32_t begin, ExprId callee) {
    Expr expr;
    expr.kind = ExprKind::kCall;
    expr.a = callee;
    expr.openParen = here();
    ++at_;
    expr.args = arguments(expr.closeParen);
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }

  /// Up to and with the closing parenthesis.
  std::vector<Arg> arguments(uint32_t& closeParen) {
    std::vector<Arg> list;
    const bool noIn = noIn_;
    noIn_ = false;
    while (!failed_ && !isOp(")")) {
      Arg arg;
      const uint32_t begin = here();
      if (takeOp("**")) {
        arg.kind = Arg::kDoubleStar;
        arg.value = test();
      } else if (takeOp("*")) {
        arg.kind = Arg::kStar;
        arg.value = test();
      } else if (kind() == TokenKind::kName && isOp("=", 1)) {
        arg.kind = Arg::kKeyword;
        arg.keyword = textAt();
        at_ += 2;
        arg.value = test();
      } else {
        arg.value = named();
        if (!failed_ && (isWord("for") || (isWord("async") && isWord("for", 1)))) arg.value = comprehension(begin, arg.value, kNoExpr);
      }
      arg.span = {begin, lastEnd()};
      list.push_back(arg);
      if (!takeOp(",")) break;
    }
    noIn_ = noIn;
    closeParen = here();
    needOp(")");
    return list;
  }

  ExprId comprehension(uint32_t begin, ExprId element, ExprId value) {
    Expr expr;
    expr.kind = ExprKind::kComprehension;
    expr.a = element;
    expr.b = value;
    while (!failed_ && (isWord("for") || (isWord("async") && isWord("for", 1)))) {
      takeWord("async");
      ++at_;
      expr.targets.push_back(targetList());
      if (!takeWord("in")) {
        fail();
        break;
      }
      ExprId iterable = orTestOrLambda();
      if (!failed_ && isWord("if") == false && isOp(",") && false) break;
      expr.items.push_back(iterable);
      while (!failed_ && takeWord("if")) expr.conditions.push_back(conditionOfComprehension());
    }
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }

  ExprId orTestOrLambda() {
    if (isWord("lambda")) return lambda();
    const uint32_t begin = here();
    const ExprId value = orTest();
    // `for x in a if b else c`: only when an else follows is it a conditional expression.
    if (!failed_ && isWord("if")) {
      const size_t before = at_;
      const size_t exprs = tree_.exprs.size();
      ++at_;
      const ExprId condition = orTest();
      if (!failed_ && takeWord("else")) {
        Expr choice;
        choice.kind = ExprKind::kIfExp;
        choice.a = value;
        choice.b = condition;
        choice.c = test();
        choice.span = {begin, lastEnd()};
        return add(std::move(choice));
      }
      failed_ = false;
      at_ = before;
      tree_.exprs.resize(exprs);
    }
    return value;
  }

  ExprId conditionOfComprehension() {
    const ExprId left = isWord("lambda") ? lambda() : orTest();
    if (!failed_ && isOp(":=")) {
      ++at_;
      Expr walrus;
      walrus.kind = ExprKind::kNamedExpr;
      walrus.a = left;
      walrus.b = orTest();
      walrus.span = {beginOf(left), lastEnd()};
      return add(std::move(walrus));
    }
    return left;
  }

  /// Targets of for: everything up to `in`.
  ExprId targetList() {
    const bool noIn = noIn_;
    noIn_ = true;
    const uint32_t begin = here();
    ExprId first = isOp("*") ? starOrNamed() : bitOr();
    if (!failed_ && isOp(",")) {
      Expr tuple;
      tuple.kind = ExprKind::kTuple;
      tuple.items.push_back(first);
      while (!failed_ && takeOp(",")) {
        if (isWord("in") || isOp("=")) break;
        tuple.items.push_back(isOp("*") ? starOrNamed() : bitOr());
      }
      tuple.span = {begin, lastEnd()};
      first = add(std::move(tuple));
    }
    noIn_ = noIn;
    return first;
  }

  ExprId atom() {
    const Depth depth(*this);
    if (failed_) return kNoExpr;
    Expr expr;
    const uint32_t begin = here();
    switch (kind()) {
      case TokenKind::kName: {
        const std::string_view word = textAt();
        if (word == "None" || word == "True" || word == "False") {
          expr.kind = ExprKind::kConstant;
          expr.constant = word == "None" ? ConstantKind::kNone : word == "True" ? ConstantKind::kTrue : ConstantKind::kFalse;
          expr.text = word;
        } else if (isKeyword(word) && word != "await" && word != "async") {
          fail();
          return kNoExpr;
        } else {
          expr.kind = ExprKind::kName;
          expr.text = word;
        }
        ++at_;
        expr.span = {begin, lastEnd()};
        return add(std::move(expr));
      }
      case TokenKind::kNumber: {
        expr.kind = ExprKind::kConstant;
        expr.text = textAt();
        number(expr);
        ++at_;
        expr.span = {begin, lastEnd()};
        return add(std::move(expr));
      }
      case TokenKind::kString: return strings();
      case TokenKind::kOp: break;
      default: fail(); return kNoExpr;
    }
    if (isOp("...")) {
      ++at_;
      expr.kind = ExprKind::kConstant;
      expr.constant = ConstantKind::kEllipsis;
      expr.span = {begin, lastEnd()};
      return add(std::move(expr));
    }
    const bool noIn = noIn_;
    noIn_ = false;
    ExprId result = kNoExpr;
    if (takeOp("(")) result = parenthesized(begin);
    else if (takeOp("[")) result = display(begin, ExprKind::kList, "]");
    else if (takeOp("{")) result = braces(begin);
    else if (takeOp("`")) {
      tree_.python2Only = true;
      const ExprId value = expressionList();
      needOp("`");
      if (!failed_) {
        Expr name;
        name.kind = ExprKind::kName;
        name.text = "repr";
        name.span = {begin, begin + 1};
        const ExprId callee = add(std::move(name));
        Expr call;
        call.kind = ExprKind::kCall;
        call.a = callee;
        Arg arg;
        arg.value = value;
        arg.span = at(value).span;
        call.args.push_back(arg);
        call.span = {begin, lastEnd()};
        result = add(std::move(call));
      }
    } else {
      fail();
    }
    noIn_ = noIn;
    return result;
  }

  ExprId parenthesized(uint32_t begin) {
    if (takeOp(")")) {
      Expr tuple;
      tuple.kind = ExprKind::kTuple;
      tuple.span = {begin, lastEnd()};
      return add(std::move(tuple));
    }
    const uint32_t inside = here();
    ExprId first = starOrNamed();
    if (!failed_ && (isWord("for") || (isWord("async") && isWord("for", 1)))) {
      first = comprehension(begin, first, kNoExpr);
      needOp(")");
      if (!failed_) at(first).span = {begin, lastEnd()};
      return first;
    }
    if (!failed_ && isOp(",")) {
      Expr tuple;
      tuple.kind = ExprKind::kTuple;
      tuple.items.push_back(first);
      while (!failed_ && takeOp(",")) {
        if (isOp(")")) break;
        tuple.items.push_back(starOrNamed());
      }
      needOp(")");
      tuple.span = {begin, lastEnd()};
      return add(std::move(tuple));
    }
    (void)inside;
    needOp(")");
    return first;
  }

  ExprId display(uint32_t begin, ExprKind kind, std::string_view close, ExprId known = kNoExpr) {
    Expr expr;
    expr.kind = kind;
    if (known != kNoExpr || !isOp(close)) {
      const ExprId first = known != kNoExpr ? known : starOrNamed();
      if (!failed_ && (isWord("for") || (isWord("async") && isWord("for", 1)))) {
        const ExprId result = comprehension(begin, first, kNoExpr);
        needOp(close);
        if (!failed_) at(result).span = {begin, lastEnd()};
        return result;
      }
      expr.items.push_back(first);
      while (!failed_ && takeOp(",")) {
        if (isOp(close)) break;
        expr.items.push_back(starOrNamed());
      }
    }
    needOp(close);
    expr.span = {begin, lastEnd()};
    return add(std::move(expr));
  }

  ExprId braces(uint32_t begin) {
    if (isOp("}")) {
      ++at_;
      Expr dict;
      dict.kind = ExprKind::kDict;
      dict.span = {begin, lastEnd()};
      return add(std::move(dict));
    }
    ExprId first = kNoExpr;
    if (!isOp("**")) {
      first = starOrNamed();
      if (failed_) return kNoExpr;
      if (!isOp(":")) return display(begin, ExprKind::kSet, "}", first);
    }
    Expr dict;
    dict.kind = ExprKind::kDict;
    while (!failed_ && !isOp("}")) {
      Arg arg;
      const uint32_t start = here();
      ExprId key = kNoExpr;
      if (takeOp("**")) {
        arg.kind = Arg::kDoubleStar;
        arg.value = bitOr();
      } else {
        key = first != kNoExpr ? first : test();
        first = kNoExpr;
        needOp(":");
        if (failed_) return kNoExpr;
        arg.value = test();
        if (!failed_ && (isWord("for") || (isWord("async") && isWord("for", 1)))) {
          const ExprId result = comprehension(begin, key, arg.value);
          needOp("}");
          if (!failed_) at(result).span = {begin, lastEnd()};
          return result;
        }
      }
      arg.span = {start, lastEnd()};
      dict.items.push_back(key);
      dict.args.push_back(arg);
      if (!takeOp(",")) break;
    }
    needOp("}");
    dict.span = {begin, lastEnd()};
    return add(std::move(dict));
  }

  void number(Expr& expr) {
    std::string digits;
    for (const char c : expr.text)
      if (c != '_' && c != 'l' && c != 'L') digits += c;
    const bool isFloat = (digits.find_first_of(".eE") != std::string::npos && !digits.starts_with("0x") && !digits.starts_with("0X")) || digits.find_first_of("jJ") != std::string::npos;
    expr.constant = isFloat ? ConstantKind::kFloat : ConstantKind::kInteger;
    if (isFloat) return;
    int base = 10;
    size_t skip = 0;
    if (digits.size() > 1 && digits[0] == '0') {
      const char c = digits[1];
      base = c == 'x' || c == 'X' ? 16 : c == 'o' || c == 'O' ? 8 : c == 'b' || c == 'B' ? 2 : 8;
      skip = c == 'x' || c == 'X' || c == 'o' || c == 'O' || c == 'b' || c == 'B' ? 2 : 1;
      if (skip == 1 && digits.find_first_not_of('0') != std::string::npos) tree_.python2Only = true;
    }
    if (expr.text.ends_with("l") || expr.text.ends_with("L")) tree_.python2Only = true;
    int64_t value = 0;
    for (const char c : std::string_view(digits).substr(skip)) {
      const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
      if (digit >= base || value > (INT64_MAX - digit) / base) {
        value = 0;
        break;
      }
      value = value * base + digit;
    }
    expr.integer = value;
  }

  /// Adjacent string literals are one constant, or one joined string when a formatted one is among them.
  ExprId strings() {
    const uint32_t begin = here();
    std::vector<ExprId> pieces;
    std::string plain;
    bool formatted = false, bytes = false;
    const auto flush = [&](uint32_t start, uint32_t end) {
      if (plain.empty()) return;
      Expr piece;
      piece.kind = ExprKind::kConstant;
      piece.constant = ConstantKind::kString;
      piece.text = keep(std::move(plain));
      piece.span = {start, end};
      pieces.push_back(add(std::move(piece)));
      plain.clear();
    };
    while (kind() == TokenKind::kString) {
      const Token literal = token();
      ++at_;
      uint32_t start = literal.begin;
      bool raw = false, isFormat = false;
      while (start < literal.end && text_[start] != '"' && text_[start] != '\'') {
        const char c = text_[start++];
        raw = raw || c == 'r' || c == 'R';
        bytes = bytes || c == 'b' || c == 'B';
        isFormat = isFormat || c == 'f' || c == 'F' || c == 't' || c == 'T';
      }
      formatted = formatted || isFormat;
      const bool triple = literal.end - start >= 6 && text_.substr(start, 3) == std::string(3, text_[start]);
      const uint32_t quotes = triple ? 3 : 1;
      const uint32_t inside = start + quotes;
      const uint32_t end = literal.end >= inside + quotes && text_[literal.end - 1] == text_[start] ? literal.end - quotes : literal.end;
      if (!isFormat) {
        decode(inside, end, raw, plain);
        continue;
      }
      replacements(inside, end, raw, plain, pieces, flush);
    }
    Expr expr;
    expr.span = {begin, lastEnd()};
    if (!formatted) {
      expr.kind = ExprKind::kConstant;
      expr.constant = bytes ? ConstantKind::kBytes : ConstantKind::kString;
      expr.text = keep(std::move(plain));
      return add(std::move(expr));
    }
    flush(begin, lastEnd());
    expr.kind = ExprKind::kJoinedString;
    expr.items = std::move(pieces);
    return add(std::move(expr));
  }

  template <class Flush>
  void replacements(uint32_t begin, uint32_t end, bool raw, std::string& plain, std::vector<ExprId>& pieces, Flush flush) {
    uint32_t start = begin;
    for (uint32_t i = begin; i < end;) {
      const char c = text_[i];
      if ((c == '{' || c == '}') && i + 1 < end && text_[i + 1] == c) {
        decode(start, i + 1, raw, plain);
        i += 2;
        start = i;
        continue;
      }
      if (c == '\\' && !raw) {
        i += 2;
        continue;
      }
      if (c != '{') {
        ++i;
        continue;
      }
      decode(start, i, raw, plain);
      flush(begin, i);
      // The expression ends at `!r`, `:`, `=` before either, or the brace.
      uint32_t j = i + 1;
      int depth = 0;
      char quote = 0;
      uint32_t stop = 0;
      for (; j < end; ++j) {
        const char d = text_[j];
        if (quote) {
          if (d == '\\') ++j;
          else if (d == quote) quote = 0;
          continue;
        }
        if (d == '"' || d == '\'') quote = d;
        else if (d == '(' || d == '[' || d == '{') ++depth;
        else if (d == ')' || d == ']' || (d == '}' && depth > 0)) --depth;
        else if (d == '}') break;
        else if (depth == 0 && !stop && (d == ':' || (d == '!' && j + 1 < end && text_[j + 1] != '='))) {
          stop = j;
          // A format specification: balanced braces up to the end.
          int nested = 0;
          for (++j; j < end; ++j) {
            if (text_[j] == '{') ++nested;
            else if (text_[j] == '}' && nested-- == 0) break;
          }
          break;
        }
      }
      uint32_t finish = stop ? stop : std::min(j, end);
      while (finish > i + 1 && text_[finish - 1] == ' ') --finish;
      if (finish > i + 1 && text_[finish - 1] == '=' && (finish < i + 3 || std::string_view("=!<>").find(text_[finish - 2]) == std::string_view::npos)) --finish;
      pieces.push_back(embedded(i + 1, finish));
      i = std::min(j + 1, end);
      start = i;
    }
    decode(start, end, raw, plain);
  }

  /// An expression inside an f-string, by a parser of its own tokens on the same text.
  ExprId embedded(uint32_t begin, uint32_t end) {
    std::vector<Token> outer = std::move(tokens_);
    const size_t outerAt = at_;
    tokens_ = tokenizeExpression(text_, begin, end).tokens;
    at_ = 0;
    const bool outerFailed = failed_;
    failed_ = false;
    ExprId id = kNoExpr;
    if (depth_ < kDeepest / 2) id = expressionList();
    if (failed_ || id == kNoExpr) {
      Expr unknown;
      unknown.kind = ExprKind::kName;
      unknown.text = text_.substr(begin, end - begin);
      unknown.span = {begin, end};
      id = add(std::move(unknown));
    }
    failed_ = outerFailed;
    tokens_ = std::move(outer);
    at_ = outerAt;
    return id;
  }

  void decode(uint32_t begin, uint32_t end, bool raw, std::string& out) {
    for (uint32_t i = begin; i < end; ++i) {
      if (text_[i] != '\\' || raw || i + 1 >= end) {
        out += text_[i];
        continue;
      }
      const char c = text_[++i];
      switch (c) {
        case 'n': out += '\n'; break;
        case 't': out += '\t'; break;
        case 'r': out += '\r'; break;
        case 'a': out += '\a'; break;
        case 'b': out += '\b'; break;
        case 'f': out += '\f'; break;
        case 'v': out += '\v'; break;
        case '\n': break;
        case '\r':
          if (i + 1 < end && text_[i + 1] == '\n') ++i;
          break;
        case '\\': case '\'': case '"': out += c; break;
        case 'x': {
          int value = 0, digits = 0;
          while (digits < 2 && i + 1 < end && std::isxdigit(static_cast<unsigned char>(text_[i + 1]))) {
            const char d = text_[++i];
            value = value * 16 + (d <= '9' ? d - '0' : (d | 32) - 'a' + 10);
            ++digits;
          }
          // \x01 marks unknown pieces downstream.
          out += value == 1 ? '?' : static_cast<char>(value);
          break;
        }
        default:
          if (c >= '0' && c <= '7') {
            int value = c - '0';
            for (int digits = 1; digits < 3 && i + 1 < end && text_[i + 1] >= '0' && text_[i + 1] <= '7'; ++digits) value = value * 8 + (text_[++i] - '0');
            out += value == 1 ? '?' : static_cast<char>(value);
          } else {
            out += '\\';
            out += c;
          }
      }
    }
  }

  // Parameters, up to (not with) the closing token.
  std::vector<Param> parameters(std::string_view close, bool annotated) {
    std::vector<Param> list;
    bool keywordOnly = false;
    while (!failed_ && !isOp(close)) {
      Param param;
      const uint32_t begin = here();
      if (takeOp("/")) {
        for (Param& earlier : list)
          if (earlier.kind == Param::kPositional) earlier.kind = Param::kPositionalOnly;
        if (!takeOp(",")) break;
        continue;
      }
      if (takeOp("**")) param.kind = Param::kKwArgs;
      else if (takeOp("*")) {
        keywordOnly = true;
        if (isOp(",")) {
          ++at_;
          continue;
        }
        if (isOp(close)) break;
        param.kind = Param::kVarArgs;
      } else {
        param.kind = keywordOnly ? Param::kKeywordOnly : Param::kPositional;
      }
      if (isOp("(")) {  // Python 2: a tuple parameter
        tree_.python2Only = true;
        int depth = 0;
        do {
          if (isOp("(")) ++depth;
          if (isOp(")")) --depth;
          ++at_;
        } while (depth > 0 && kind() != TokenKind::kEnd);
        param.name = "<tuple>";
      } else if (kind() == TokenKind::kName && !isKeyword(textAt())) {
        param.name = textAt();
        ++at_;
      } else {
        fail();
        break;
      }
      if (annotated && takeOp(":")) param.annotation = isOp("*") ? starOrNamed() : test();
      if (takeOp("=")) param.fallback = test();
      param.span = {begin, lastEnd()};
      list.push_back(param);
      if (!takeOp(",")) break;
    }
    return list;
  }

  // Statements.
  void statement(std::vector<StmtId>& into) {
    if (kind() == TokenKind::kNewline || kind() == TokenKind::kDedent) {
      ++at_;
      return;
    }
    if (kind() == TokenKind::kIndent) {  // unexpected: read it as if it were not there
      ++at_;
      return;
    }
    const Depth depth(*this);
    const size_t first = at_;
    if (!failed_) compound(into);
    if (!failed_) return;
    failed_ = false;
    recover(first, into);
  }

  void recover(size_t first, std::vector<StmtId>& into) {
    Stmt broken;
    broken.kind = StmtKind::kBroken;
    at_ = first;
    while (kind() != TokenKind::kNewline && kind() != TokenKind::kEnd && kind() != TokenKind::kIndent && kind() != TokenKind::kDedent) ++at_;
    broken.span = {tokens_[first].begin, std::max(tokens_[first].end, lastEnd())};
    if (tree_.errors.size() < 200) tree_.errors.push_back({broken.span, "this statement is no Python this tool can read"});
    into.push_back(add(std::move(broken)));
    if (kind() == TokenKind::kNewline) ++at_;
    // What is indented under a broken header is read in its place.
    if (kind() == TokenKind::kIndent && depth_ < kDeepest / 2) {
      ++at_;
      while (kind() != TokenKind::kDedent && kind() != TokenKind::kEnd) {
        const size_t before = at_;
        statement(into);
        if (at_ == before) ++at_;
      }
      if (kind() == TokenKind::kDedent) ++at_;
    }
  }

  std::vector<StmtId> block() {
    std::vector<StmtId> body;
    needOp(":");
    if (failed_) return body;
    const Depth depth(*this);
    if (failed_) return body;
    if (kind() != TokenKind::kNewline) {
      simpleLine(body);
      return body;
    }
    ++at_;
    if (kind() != TokenKind::kIndent) {
      fail();
      return body;
    }
    ++at_;
    while (kind() != TokenKind::kDedent && kind() != TokenKind::kEnd) {
      const size_t before = at_;
      statement(body);
      if (at_ == before) ++at_;
    }
    if (kind() == TokenKind::kDedent) ++at_;
    return body;
  }

  void compound(std::vector<StmtId>& into) {
    if (isOp("@")) return decorated(into);
    if (kind() == TokenKind::kName) {
      const std::string_view word = textAt();
      if (word == "if") return finish(ifStatement(), into);
      if (word == "while") return finish(whileStatement(), into);
      if (word == "for") return finish(forStatement(), into);
      if (word == "try") return finish(tryStatement(), into);
      if (word == "with" && !isOp("=", 1) && !isOp(".", 1)) return finish(withStatement(), into);
      if (word == "def") return finish(functionStatement(), into);
      if (word == "class") return finish(classStatement(), into);
      if (word == "async" && kind(1) == TokenKind::kName && (isWord("def", 1) || isWord("with", 1) || isWord("for", 1))) {
        const uint32_t begin = here();
        ++at_;
        Stmt stmt = isWord("def") ? functionStatement() : isWord("with") ? withStatement() : forStatement();
        stmt.isAsync = true;
        stmt.span.begin = begin;
        return finish(std::move(stmt), into);
      }
      if (word == "match" && startsMatch()) return finish(matchStatement(), into);
    }
    simpleLine(into);
  }

  void finish(Stmt stmt, std::vector<StmtId>& into) {
    if (failed_) return;
    into.push_back(add(std::move(stmt)));
  }

  void decorated(std::vector<StmtId>& into) {
    std::vector<ExprId> decorators;
    const uint32_t begin = here();
    while (!failed_ && takeOp("@")) {
      decorators.push_back(named());
      if (kind() != TokenKind::kNewline) fail();
      else ++at_;
    }
    if (failed_) return;
    Stmt stmt;
    bool isAsync = false;
    if (isWord("async")) {
      isAsync = true;
      ++at_;
    }
    if (isWord("def")) stmt = functionStatement();
    else if (isWord("class")) stmt = classStatement();
    else fail();
    stmt.isAsync = isAsync;
    stmt.decorators = std::move(decorators);
    (void)begin;
    finish(std::move(stmt), into);
  }

  Stmt ifStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kIf;
    const uint32_t begin = here();
    ++at_;
    stmt.test = named();
    stmt.body = block();
    if (!failed_ && isWord("elif")) {
      Stmt rest = ifStatement();
      if (!failed_) stmt.orelse.push_back(add(std::move(rest)));
    } else if (!failed_ && takeWord("else")) {
      stmt.orelse = block();
    }
    stmt.span = {begin, lastEnd()};
    return stmt;
  }

  Stmt whileStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kWhile;
    const uint32_t begin = here();
    ++at_;
    stmt.test = named();
    stmt.body = block();
    if (!failed_ && takeWord("else")) stmt.orelse = block();
    stmt.span = {begin, lastEnd()};
    return stmt;
  }

  Stmt forStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kFor;
    const uint32_t begin = here();
    ++at_;
    stmt.targets.push_back(targetList());
    if (!failed_ && !takeWord("in")) fail();
    if (!failed_) stmt.value = expressionList();
    stmt.body = block();
    if (!failed_ && takeWord("else")) stmt.orelse = block();
    stmt.span = {begin, lastEnd()};
    return stmt;
  }

  Stmt tryStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kTry;
    const uint32_t begin = here();
    ++at_;
    stmt.body = block();
    while (!failed_ && isWord("except")) {
      Handler handler;
      const uint32_t start = here();
      ++at_;
      takeOp("*");
      if (!isOp(":")) {
        handler.type = test();
        if (!failed_ && takeWord("as")) {
          if (kind() == TokenKind::kName) handler.name = textAt(), ++at_;
          else fail();
        } else if (!failed_ && isOp(",")) {
          // `except E, name` of Python 2, or `except A, B` of 3.14
          const size_t before = at_;
          ++at_;
          if (kind() == TokenKind::kName && isOp(":", 1)) {
            handler.name = textAt();
            ++at_;
            tree_.python2Only = true;
          } else {
            at_ = before;
            Expr tuple;
            tuple.kind = ExprKind::kTuple;
            tuple.items.push_back(handler.type);
            while (!failed_ && takeOp(",")) tuple.items.push_back(test());
            if (!failed_) {
              tuple.span = {beginOf(handler.type), lastEnd()};
              handler.type = add(std::move(tuple));
            }
          }
        }
      }
      handler.span = {start, lastEnd()};
      handler.body = block();
      stmt.handlers.push_back(std::move(handler));
    }
    if (!failed_ && takeWord("else")) stmt.orelse = block();
    if (!failed_ && takeWord("finally")) stmt.finalbody = block();
    if (!failed_ && stmt.handlers.empty() && stmt.finalbody.empty()) {
      // The handlers are broken or missing: what was tried still runs.
      tree_.errors.push_back({{begin, begin + 3}, "this try has no except and no finally"});
    }
    stmt.span = {begin, lastEnd()};
    return stmt;
  }

  Stmt withStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kWith;
    const uint32_t begin = here();
    ++at_;
    bool parenthesized = false;
    if (isOp("(")) {  // with (a as b, c as d):
      const size_t before = at_, exprs = tree_.exprs.size();
      ++at_;
      std::vector<WithItem> items;
      bool sawAs = false;
      for (;;) {
        WithItem item;
        item.context = named();
        if (failed_) break;
        if (takeWord("as")) {
          sawAs = true;
          item.target = starOrTarget();
        }
        items.push_back(item);
        if (failed_ || !takeOp(",") || isOp(")")) break;
      }
      if (!failed_ && takeOp(")") && isOp(":") && (sawAs || items.size() > 1)) {
        parenthesized = true;
        stmt.withItems = std::move(items);
      } else {
        failed_ = false;
        at_ = before;
        tree_.exprs.resize(exprs);
      }
    }
    if (!parenthesized) {
      do {
        WithItem item;
        item.context = test();
        if (!failed_ && takeWord("as")) item.target = starOrTarget();
        stmt.withItems.push_back(item);
      } while (!failed_ && takeOp(","));
    }
    stmt.body = block();
    stmt.span = {begin, lastEnd()};
    return stmt;
  }

  ExprId starOrTarget() {
    if (isOp("(") || isOp("[")) return atom();
    return postfix();
  }

  void typeParameters() {
    if (!isOp("[")) return;
    int depth = 0;
    do {
      if (isOp("[")) ++depth;
      if (isOp("]")) --depth;
      ++at_;
    } while (depth > 0 && kind() != TokenKind::kEnd);
  }

  Stmt functionStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kFunction;
    const uint32_t begin = here();
    ++at_;
    if (kind() != TokenKind::kName) fail();
    stmt.name = textAt();
    ++at_;
    typeParameters();
    needOp("(");
    if (!failed_) stmt.params = parameters(")", true);
    needOp(")");
    if (!failed_ && takeOp("->")) stmt.annotation = expressionList();
    stmt.body = block();
    stmt.span = {begin, lastEnd()};
    return stmt;
  }

  Stmt classStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kClass;
    const uint32_t begin = here();
    ++at_;
    if (kind() != TokenKind::kName) fail();
    stmt.name = textAt();
    ++at_;
    typeParameters();
    if (!failed_ && takeOp("(")) {
      uint32_t close = 0;
      stmt.args = arguments(close);
    }
    stmt.body = block();
    stmt.span = {begin, lastEnd()};
    return stmt;
  }

  /// `match` is a keyword only when a subject and a colon at the line's end follow.
  bool startsMatch() const {
    if (kind(1) == TokenKind::kNewline || isOp("=", 1) || isOp(".", 1) || isOp(",", 1) || isOp(")", 1) || isOp(":", 1)) return false;
    size_t ahead = 1;
    while (kind(ahead) != TokenKind::kNewline && kind(ahead) != TokenKind::kEnd) ++ahead;
    return isOp(":", ahead - 1) && kind(ahead + 1) == TokenKind::kIndent && isWord("case", ahead + 2);
  }

  Stmt matchStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kMatch;
    const uint32_t begin = here();
    ++at_;
    stmt.value = expressionList();
    needOp(":");
    if (!failed_ && kind() == TokenKind::kNewline) ++at_;
    if (failed_ || kind() != TokenKind::kIndent) {
      fail();
      return stmt;
    }
    ++at_;
    while (!failed_ && isWord("case")) {
      ++at_;
      MatchCase one;
      const size_t before = at_;
      one.pattern = expressionList();
      if (failed_ || (!isOp(":") && !isWord("if"))) {  // a pattern no expression can spell: `x as y`, `{**rest}`
        failed_ = false;
        one.pattern = kNoExpr;
        at_ = before;
        int depth = 0;
        while (kind() != TokenKind::kNewline && kind() != TokenKind::kEnd && !(depth == 0 && (isOp(":") || isWord("if")))) {
          if (isOp("(") || isOp("[") || isOp("{")) ++depth;
          if (isOp(")") || isOp("]") || isOp("}")) --depth;
          ++at_;
        }
      }
      if (takeWord("if")) one.guard = named();
      one.body = block();
      stmt.cases.push_back(std::move(one));
    }
    if (kind() == TokenKind::kDedent) ++at_;
    else fail();
    stmt.span = {begin, lastEnd()};
    return stmt;
  }

  void simpleLine(std::vector<StmtId>& into) {
    do {
      if (kind() == TokenKind::kNewline || kind() == TokenKind::kEnd) break;
      const uint32_t begin = here();
      Stmt stmt = simple();
      if (failed_) return;
      stmt.span = {begin, lastEnd()};
      into.push_back(add(std::move(stmt)));
    } while (takeOp(";"));
    if (kind() == TokenKind::kNewline) ++at_;
    else if (kind() != TokenKind::kEnd && kind() != TokenKind::kDedent) fail();
  }

  Stmt simple() {
    Stmt stmt;
    if (kind() == TokenKind::kName) {
      const std::string_view word = textAt();
      if (word == "pass" || word == "break" || word == "continue") {
        ++at_;
        stmt.kind = word == "pass" ? StmtKind::kPass : word == "break" ? StmtKind::kBreak : StmtKind::kContinue;
        return stmt;
      }
      if (word == "return") {
        ++at_;
        stmt.kind = StmtKind::kReturn;
        if (startsExpression()) stmt.value = expressionList();
        return stmt;
      }
      if (word == "raise") {
        ++at_;
        stmt.kind = StmtKind::kRaise;
        if (startsExpression()) {
          stmt.value = test();
          if (takeWord("from")) test();
          else if (!failed_ && isOp(",")) {
            tree_.python2Only = true;
            while (!failed_ && takeOp(",")) test();
          }
        }
        return stmt;
      }
      if (word == "import") return importStatement();
      if (word == "from" && !isOp("=", 1)) return fromStatement();
      if (word == "global" || word == "nonlocal") {
        stmt.kind = word == "global" ? StmtKind::kGlobal : StmtKind::kNonlocal;
        ++at_;
        do {
          if (kind() != TokenKind::kName) {
            fail();
            break;
          }
          stmt.names.push_back({textAt(), {}, {token().begin, token().end}});
          ++at_;
        } while (takeOp(","));
        return stmt;
      }
      if (word == "del") {
        ++at_;
        stmt.kind = StmtKind::kDelete;
        stmt.targets.push_back(expressionList());
        return stmt;
      }
      if (word == "assert") {
        ++at_;
        stmt.kind = StmtKind::kAssert;
        stmt.value = test();
        if (takeOp(",")) test();
        return stmt;
      }
      if (word == "print" && printStatement(stmt)) return stmt;
      if (word == "exec" && (kind(1) == TokenKind::kString || (kind(1) == TokenKind::kName && !isKeyword(textAt(1))))) return execStatement();
      if (word == "type" && kind(1) == TokenKind::kName && !isKeyword(textAt(1)) && (isOp("=", 2) || isOp("[", 2))) {
        at_ += 2;
        typeParameters();
        needOp("=");
        if (!failed_) test();
        stmt.kind = StmtKind::kPass;
        return stmt;
      }
    }
    return expressionStatement();
  }

  bool printStatement(Stmt& stmt) {
    const bool statement = kind(1) == TokenKind::kString || kind(1) == TokenKind::kNumber || isOp(">>", 1) || isOp("`", 1) || isOp("{", 1) ||
                           (kind(1) == TokenKind::kName && (!isKeyword(textAt(1)) || textAt(1) == "not" || textAt(1) == "lambda"));
    if (!statement) return false;
    tree_.python2Only = true;
    const Token word = token();
    Expr name;
    name.kind = ExprKind::kName;
    name.text = "print";
    name.span = {word.begin, word.end};
    const ExprId callee = add(std::move(name));
    ++at_;
    Expr call;
    call.kind = ExprKind::kCall;
    call.a = callee;
    takeOp(">>");
    while (!failed_ && startsExpression()) {
      Arg arg;
      const uint32_t begin = here();
      arg.value = test();
      arg.span = {begin, lastEnd()};
      call.args.push_back(arg);
      if (!takeOp(",")) break;
    }
    call.span = {word.begin, lastEnd()};
    if (failed_) return true;
    stmt.kind = StmtKind::kExpr;
    stmt.value = add(std::move(call));
    return true;
  }

  Stmt execStatement() {
    Stmt stmt;
    tree_.python2Only = true;
    ++at_;
    stmt.kind = StmtKind::kExpr;
    stmt.value = test();
    if (!failed_ && takeWord("in")) {
      test();
      if (takeOp(",")) test();
    }
    return stmt;
  }

  /// a.b.c as one view; the parts must be adjacent, else they are joined.
  std::string_view dotted() {
    const uint32_t begin = here();
    std::string joined;
    while (kind() == TokenKind::kName) {
      joined += textAt();
      ++at_;
      if (!isOp(".")) break;
      joined += '.';
      ++at_;
    }
    if (joined.empty()) {
      fail();
      return {};
    }
    const std::string_view direct = text_.substr(begin, lastEnd() - begin);
    return direct == joined ? direct : keep(std::move(joined));
  }

  Stmt importStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kImport;
    ++at_;
    do {
      Alias alias;
      const uint32_t begin = here();
      alias.name = dotted();
      if (!failed_ && takeWord("as")) alias.asName = textAt(), ++at_;
      alias.span = {begin, lastEnd()};
      stmt.names.push_back(alias);
    } while (!failed_ && takeOp(","));
    return stmt;
  }

  Stmt fromStatement() {
    Stmt stmt;
    stmt.kind = StmtKind::kImportFrom;
    ++at_;
    while (isOp(".") || isOp("...")) {
      stmt.level += isOp(".") ? 1 : 3;
      ++at_;
    }
    if (!isWord("import")) stmt.module = dotted();
    if (!takeWord("import")) {
      fail();
      return stmt;
    }
    if (isOp("*")) {
      stmt.names.push_back({textAt(), {}, {token().begin, token().end}});
      ++at_;
      return stmt;
    }
    const bool parenthesized = takeOp("(");
    do {
      if (parenthesized && isOp(")")) break;
      Alias alias;
      const uint32_t begin = here();
      if (kind() != TokenKind::kName) {
        fail();
        break;
      }
      alias.name = textAt();
      ++at_;
      if (takeWord("as")) alias.asName = textAt(), ++at_;
      alias.span = {begin, lastEnd()};
      stmt.names.push_back(alias);
    } while (!failed_ && takeOp(","));
    if (parenthesized) needOp(")");
    return stmt;
  }

  Stmt expressionStatement() {
    Stmt stmt;
    const ExprId first = expressionList();
    if (failed_) return stmt;
    static const std::array<std::pair<std::string_view, Op>, 13> kAugmented = {{{"+=", Op::kAdd}, {"-=", Op::kSub}, {"*=", Op::kMult}, {"/=", Op::kDiv}, {"//=", Op::kFloorDiv}, {"%=", Op::kMod},
                                                                                {"**=", Op::kPow}, {">>=", Op::kRShift}, {"<<=", Op::kLShift}, {"&=", Op::kBitAnd}, {"|=", Op::kBitOr},
                                                                                {"^=", Op::kBitXor}, {"@=", Op::kMatMult}}};
    for (const auto& [text, op] : kAugmented) {
      if (!takeOp(text)) continue;
      stmt.kind = StmtKind::kAugAssign;
      stmt.op = op;
      stmt.targets.push_back(first);
      stmt.value = expressionList();
      return stmt;
    }
    if (takeOp(":")) {
      stmt.kind = StmtKind::kAnnAssign;
      stmt.targets.push_back(first);
      stmt.annotation = test();
      if (!failed_ && takeOp("=")) stmt.value = expressionList();
      return stmt;
    }
    if (!isOp("=")) {
      stmt.kind = StmtKind::kExpr;
      stmt.value = first;
      return stmt;
    }
    stmt.kind = StmtKind::kAssign;
    ExprId value = first;
    while (!failed_ && takeOp("=")) {
      stmt.targets.push_back(value);
      value = expressionList();
    }
    stmt.value = value;
    return stmt;
  }

  Tree tree_;
  std::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
  bool noIn_ = false;   // inside the targets of a for: `in` ends the expression
};

}  // namespace

Tree parse(std::string path, std::string text) { return Parser(std::move(path), std::move(text)).run(); }

Position Tree::position(uint32_t offset) const {
  const auto after = std::upper_bound(lineStarts.begin(), lineStarts.end(), offset);
  const size_t line = static_cast<size_t>(after - lineStarts.begin());
  return {static_cast<uint32_t>(line), offset - lineStarts[line - 1] + 1};
}

namespace {

class TreePrinter {
 public:
  explicit TreePrinter(const Tree& tree) : tree_(tree) {}
  std::string print() {
    for (const StmtId id : tree_.body) statement(id, 0);
    for (const SyntaxError& error : tree_.errors) out_ += "error " + place(error.span) + " " + error.what + "\n";
    return std::move(out_);
  }

 private:
  std::string place(const Span& span) const {
    const Position position = tree_.position(span.begin);
    return std::to_string(position.line) + ":" + std::to_string(position.column);
  }
  void line(int depth, const std::string& text) { out_ += std::string(static_cast<size_t>(depth) * 2, ' ') + text + "\n"; }
  std::string source(const Span& span) const {
    std::string text(tree_.text->substr(span.begin, std::min<uint32_t>(span.end - span.begin, 60)));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  void expression(ExprId id, int depth, const char* role) {
    if (id == kNoExpr) return;
    static const char* const kKinds[] = {"Name", "Attribute", "Subscript", "Call", "Constant", "JoinedStr", "BoolOp", "BinOp", "UnaryOp", "Compare", "IfExp", "Lambda", "Tuple", "List",
                                         "Set", "Dict", "Comprehension", "Starred", "Await", "Yield", "Slice", "NamedExpr"};
    const Expr& expr = tree_.exprs[id];
    line(depth, std::string(role) + kKinds[static_cast<int>(expr.kind)] + " " + place(expr.span) + " " + source(expr.span));
    expression(expr.a, depth + 1, "");
    expression(expr.b, depth + 1, "");
    expression(expr.c, depth + 1, "");
    for (const ExprId item : expr.items) expression(item, depth + 1, "");
    for (const Arg& arg : expr.args) expression(arg.value, depth + 1, arg.kind == Arg::kKeyword ? (std::string(arg.keyword) + "=").c_str() : arg.kind == Arg::kStar ? "*" : arg.kind == Arg::kDoubleStar ? "**" : "");
  }

  void body(const std::vector<StmtId>& list, int depth, const char* name) {
    if (list.empty()) return;
    if (*name) line(depth, name);
    for (const StmtId id : list) statement(id, depth + 1);
  }

  void statement(StmtId id, int depth) {
    static const char* const kKinds[] = {"Expr", "Assign", "AugAssign", "AnnAssign", "Return", "Raise", "Delete", "Assert", "Pass", "Break", "Continue", "Global", "Nonlocal", "Import",
                                         "ImportFrom", "If", "While", "For", "Try", "With", "FunctionDef", "ClassDef", "Match", "Broken"};
    const Stmt& stmt = tree_.stmts[id];
    std::string head = std::string(stmt.isAsync ? "Async" : "") + kKinds[static_cast<int>(stmt.kind)] + " " + place(stmt.span);
    if (!stmt.name.empty()) head += " " + std::string(stmt.name);
    if (stmt.kind == StmtKind::kImportFrom) head += " " + std::string(static_cast<size_t>(stmt.level), '.') + std::string(stmt.module);
    for (const Alias& alias : stmt.names) head += " " + std::string(alias.name) + (alias.asName.empty() ? "" : " as " + std::string(alias.asName));
    line(depth, head);
    for (const ExprId target : stmt.targets) expression(target, depth + 1, "target ");
    expression(stmt.test, depth + 1, "test ");
    expression(stmt.value, depth + 1, "");
    for (const Arg& arg : stmt.args) expression(arg.value, depth + 1, "base ");
    for (const Param& param : stmt.params) line(depth + 1, "param " + std::string(param.name));
    for (const WithItem& item : stmt.withItems) {
      expression(item.context, depth + 1, "with ");
      expression(item.target, depth + 1, "as ");
    }
    body(stmt.body, depth, "");
    for (const Handler& handler : stmt.handlers) {
      line(depth, "except " + std::string(handler.name));
      expression(handler.type, depth + 1, "");
      body(handler.body, depth, "");
    }
    for (const MatchCase& one : stmt.cases) {
      line(depth, "case");
      expression(one.pattern, depth + 1, "");
      expression(one.guard, depth + 1, "if ");
      body(one.body, depth, "");
    }
    body(stmt.orelse, depth, "else");
    body(stmt.finalbody, depth, "finally");
  }

  const Tree& tree_;
  std::string out_;
};

}  // namespace

std::string dumpTree(const Tree& tree) { return TreePrinter(tree).print(); }

}  // namespace tls_tidy::python
