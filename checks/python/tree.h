// Tree: the syntax of one Python file, as light as the lowering needs it.
//
// The shape follows CPython's own `ast` module (names of kinds and fields too), for every version from
// 2.7 to 3.14 at once: a `print` statement or `exec` is a Call of that name, backticks are a Call of `repr`,
// `<>` is a Compare. What no later stage asks for is dropped: expression contexts, type comments, the text of
// format specifications (an f-string keeps its pieces in order).
//
// Nodes are named by index; their lists lie in the Tree's store. Strings are views into the Tree's own text or,
// where escapes had to be decoded, into its string store. A statement the parser cannot read becomes kBroken with the
// tokens' range, and the statements around it stay. Test: tests/python/parser_test.cpp.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tls_tidy::python {

/// Half-open byte range in the decoded (UTF-8, no byte-order mark removed) text; lines and columns come from Tree::position.
struct Span {
  uint32_t begin = 0, end = 0;
};

/// A list of a node: a view into the Tree's store, read like a constant vector.
template <class T>
class Slice {
 public:
  Slice() = default;
  Slice(const T* data, size_t size) : data_(data), size_(static_cast<uint32_t>(size)) {}
  Slice(const std::vector<T>& list) : Slice(list.data(), list.size()) {}  // NOLINT: a vector is as good
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  std::reverse_iterator<const T*> rbegin() const { return std::reverse_iterator<const T*>(end()); }
  std::reverse_iterator<const T*> rend() const { return std::reverse_iterator<const T*>(begin()); }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](size_t i) const { return data_[i]; }
  const T& front() const { return data_[0]; }
  const T& back() const { return data_[size_ - 1]; }

 private:
  const T* data_ = nullptr;
  uint32_t size_ = 0;
};

enum class ExprKind : uint8_t {
  kName,          // text
  kAttribute,     // a . text
  kSubscript,     // a [ b ]
  kCall,          // a ( args )
  kConstant,      // constant, text (string value decoded; number as written)
  kJoinedString,  // f-string or t-string: items are kConstant pieces and expressions in order; targets: expressions
                  // inside format specifications
  kBoolOp,        // items joined by op (And, Or)
  kBinOp,         // a op b
  kUnaryOp,       // op a
  kCompare,       // a ops[i] items[i] ...
  kIfExp,         // a if b else c  (a: value when true, b: test, c: otherwise)
  kLambda,        // parameters, a: body
  kTuple, kList, kSet,  // items
  kDict,          // args: keyword kNone = `**value`; otherwise key in items[i], value in args[i].value
  kComprehension, // a: element (b: value for a dict), items: iterables; targets[i]; conditions
  kStarred,       // * a
  kAwait, kYield, // a (may be absent)
  kSlice,         // a : b : c
  kNamedExpr,     // a := b
};

enum class ConstantKind : uint8_t { kNone, kTrue, kFalse, kEllipsis, kInteger, kFloat, kString, kBytes };

enum class Op : uint8_t {
  kNone, kAnd, kOr, kNot, kAdd, kSub, kMult, kDiv, kFloorDiv, kMod, kPow, kMatMult, kLShift, kRShift,
  kBitOr, kBitXor, kBitAnd, kInvert, kUAdd, kUSub,
  kEq, kNotEq, kLt, kLtE, kGt, kGtE, kIs, kIsNot, kIn, kNotIn,
};

using ExprId = uint32_t;  // index into Tree::exprs; kNoExpr: absent
using StmtId = uint32_t;  // index into Tree::stmts
inline constexpr uint32_t kNoExpr = 0xffffffff;

/// One argument of a call, base list or dict.
struct Arg {
  enum Kind : uint8_t { kPositional, kKeyword, kStar, kDoubleStar } kind = kPositional;
  std::string_view keyword;  // kKeyword only
  ExprId value = kNoExpr;
  Span span;  // the whole argument, `name=value`
};

/// One parameter of a def or lambda, in source order.
struct Param {
  enum Kind : uint8_t { kPositionalOnly, kPositional, kVarArgs, kKeywordOnly, kKwArgs } kind = kPositional;
  std::string_view name;
  ExprId fallback = kNoExpr;    // the default value
  ExprId annotation = kNoExpr;
  Span span;
};

struct Expr {
  ExprKind kind = ExprKind::kName;
  ConstantKind constant = ConstantKind::kNone;
  Op op = Op::kNone;
  Span span;                        // the whole expression, without enclosing parentheses
  std::string_view text;            // name, attribute, decoded string, number as written
  int64_t integer = 0;              // value of a kInteger that fits, else 0
  ExprId a = kNoExpr, b = kNoExpr, c = kNoExpr;
  Slice<ExprId> items;              // elements, dict keys (kNoExpr for `**`), operands, f-string pieces
  Slice<ExprId> targets;            // comprehension targets
  Slice<ExprId> conditions;         // comprehension ifs
  Slice<Op> ops;                    // kCompare
  Slice<Arg> args;                  // kCall arguments, kDict values
  Slice<Param> params;              // kLambda
  uint32_t openParen = 0, closeParen = 0;  // kCall: byte offsets of its parentheses (for fixes)
};

enum class StmtKind : uint8_t {
  kExpr,        // value
  kAssign,      // targets = value  (several targets for a = b = c)
  kAugAssign,   // targets[0] op= value
  kAnnAssign,   // targets[0] : annotation = value?
  kReturn, kRaise, kDelete, kAssert, kPass, kBreak, kContinue, kGlobal, kNonlocal,
  kImport,      // names
  kImportFrom,  // module, level, names (one alias "*" for star)
  kIf,          // test, body, orelse (elif: a kIf alone in orelse)
  kWhile,       // test, body, orelse
  kFor,         // targets[0] in value, body, orelse
  kTry,         // body, handlers, orelse, finalbody
  kWith,        // withItems, body
  kFunction,    // name, params, body, decorators
  kClass,       // name, bases (args), body, decorators
  kMatch,       // value, cases
  kTypeAlias,   // type name[typeParams] = value
  kBroken,      // could not be read; span tells where
};

struct Alias {
  std::string_view name;    // dotted
  std::string_view asName;  // empty: none
  Span span;
};

struct Handler {
  ExprId type = kNoExpr;    // absent: catches all
  std::string_view name;
  Slice<StmtId> body;
  Span span;                // the `except ...:` header
};

struct WithItem {
  ExprId context = kNoExpr, target = kNoExpr;
};

struct MatchCase {
  ExprId pattern = kNoExpr;  // spelled as an expression: `_` is a kName, `A | B` a kBinOp, `C(x=p)` a kCall, `p as x` a kNamedExpr
  ExprId guard = kNoExpr;
  Slice<StmtId> body;
};

struct Stmt {
  StmtKind kind = StmtKind::kPass;
  bool isAsync = false;             // async def, async with, async for
  Op op = Op::kNone;
  Span span;
  std::string_view name;            // kFunction, kClass, kTypeAlias
  std::string_view module;          // kImportFrom
  int level = 0;                    // kImportFrom: leading dots
  ExprId value = kNoExpr;           // kExpr, kAssign, kReturn, kRaise, kFor (iterable), kMatch (subject), kAssert (test)
  ExprId test = kNoExpr;            // kIf, kWhile
  ExprId annotation = kNoExpr;
  ExprId extra = kNoExpr;           // kRaise: what follows `from`; kAssert: its message
  Slice<ExprId> targets;
  Slice<ExprId> decorators;
  Slice<Arg> args;                  // kClass bases and keywords
  Slice<Param> params;              // kFunction
  Slice<Param> typeParams;          // kFunction, kClass, kTypeAlias: annotation is the bound, fallback the default
  Slice<Alias> names;               // kImport, kImportFrom; kGlobal, kNonlocal use name
  Slice<StmtId> body, orelse, finalbody;
  Slice<Handler> handlers;
  Slice<WithItem> withItems;
  Slice<MatchCase> cases;
};

struct SyntaxError {
  Span span;
  std::string what;  // an observation: lower case, no final period
};

/// 1-based line; column in bytes from 1.
struct Position {
  uint32_t line = 1, column = 1;
};

/// Owns everything its nodes point to; movable, not copyable.
struct Tree {
  Tree() = default;
  Tree(Tree&&) = default;
  Tree& operator=(Tree&&) = default;
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  std::string path;
  const std::string* text = nullptr;     // the UTF-8 text the spans index; owned below
  uint32_t skipped = 0;                  // bytes of the file before the text: its byte-order mark
  std::deque<std::string> strings;       // deque: element addresses stay when it grows or moves
  std::vector<Expr> exprs;
  std::vector<Stmt> stmts;
  std::vector<StmtId> body;              // the module's statements
  std::vector<uint32_t> lineStarts;      // byte offset of each line
  std::vector<SyntaxError> errors;
  bool python2Only = false;              // uses a form only Python 2 has (print statement, backticks, `except E, e`, 0777, <>)

  Position position(uint32_t offset) const;

  /// A copy of the list in the store.
  template <class T>
  Slice<T> keep(const T* first, size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    T* const place = static_cast<T*>(store->allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_copy_n(first, count, place);
    return {place, count};
  }

  std::unique_ptr<std::pmr::monotonic_buffer_resource> store = std::make_unique<std::pmr::monotonic_buffer_resource>();
};

}  // namespace tls_tidy::python
