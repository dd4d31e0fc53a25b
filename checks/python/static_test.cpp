#include "checks/python/static_test.h"

#include <algorithm>
#include <string>

namespace tls_tidy::python {
namespace {

/// A version or a literal it is compared with. `more`: further components follow that nobody knows.
struct VersionTuple {
  std::vector<int64_t> parts;
  bool more = false;
};

bool isNamed(const Expr& expr, std::string_view name) {
  return (expr.kind == ExprKind::kName || expr.kind == ExprKind::kAttribute) && expr.text == name;
}

class Decider {
 public:
  Decider(const Tree& tree, int version) : tree_(tree), major_(version < 0 ? 2 : 3), minor_(version < 0 ? -version - 20 : version) {}

  std::optional<bool> decide(ExprId id) const {
    if (id == kNoExpr) return std::nullopt;
    const Expr& expr = tree_.exprs[id];
    switch (expr.kind) {
      case ExprKind::kName:
      case ExprKind::kAttribute:
        if (expr.text == "PY2" || expr.text == "IS_PY2") return major_ == 2;
        if (expr.text == "PY3" || expr.text == "IS_PY3") return major_ == 3;
        return std::nullopt;
      case ExprKind::kUnaryOp: {
        if (expr.op != Op::kNot) return std::nullopt;
        std::optional<bool> inner = decide(expr.a);
        if (inner) return !*inner;
        return std::nullopt;
      }
      case ExprKind::kBoolOp: return decideBoolOp(expr);
      case ExprKind::kCompare: return decideCompare(expr);
      default: return std::nullopt;
    }
  }

 private:
  /// `a and unknown` is false when a is; otherwise every operand must be known.
  std::optional<bool> decideBoolOp(const Expr& expr) const {
    const bool isAnd = expr.op == Op::kAnd;
    bool allKnown = true;
    for (ExprId item : expr.items) {
      std::optional<bool> value = decide(item);
      if (!value) allKnown = false;
      else if (*value != isAnd) return !isAnd;
    }
    if (allKnown) return isAnd;
    return std::nullopt;
  }

  /// The running version as the expression slices it: version_info, version_info[:2], version_info[0], version_info.major.
  std::optional<VersionTuple> versionOf(ExprId id, bool& isNumber) const {
    const Expr& expr = tree_.exprs[id];
    isNumber = false;
    if (isNamed(expr, "version_info")) return VersionTuple{{major_, minor_}, true};
    if (expr.kind == ExprKind::kAttribute && isNamed(tree_.exprs[expr.a], "version_info")) {
      isNumber = true;
      if (expr.text == "major") return VersionTuple{{major_}, false};
      if (expr.text == "minor") return VersionTuple{{minor_}, false};
      return std::nullopt;
    }
    if (expr.kind != ExprKind::kSubscript || !isNamed(tree_.exprs[expr.a], "version_info") || expr.b == kNoExpr) return std::nullopt;
    const Expr& index = tree_.exprs[expr.b];
    if (index.kind == ExprKind::kConstant && index.constant == ConstantKind::kInteger) {
      isNumber = true;
      if (index.integer == 0) return VersionTuple{{major_}, false};
      if (index.integer == 1) return VersionTuple{{minor_}, false};
      return std::nullopt;
    }
    const bool fromStart = index.kind == ExprKind::kSlice &&
                           (index.a == kNoExpr || (tree_.exprs[index.a].constant == ConstantKind::kInteger && tree_.exprs[index.a].integer == 0));
    if (fromStart && index.b != kNoExpr && index.c == kNoExpr) {
      const int64_t length = tree_.exprs[index.b].integer;
      if (length == 1) return VersionTuple{{major_}, false};
      if (length == 2) return VersionTuple{{major_, minor_}, false};
      if (length > 2) return VersionTuple{{major_, minor_}, true};
    }
    return std::nullopt;
  }

  std::optional<VersionTuple> literalOf(ExprId id, bool& isNumber) const {
    const Expr& expr = tree_.exprs[id];
    isNumber = false;
    if (expr.kind == ExprKind::kConstant && expr.constant == ConstantKind::kInteger) {
      isNumber = true;
      return VersionTuple{{expr.integer}, false};
    }
    if (expr.kind != ExprKind::kTuple) return std::nullopt;
    VersionTuple tuple;
    for (ExprId item : expr.items) {
      const Expr& part = tree_.exprs[item];
      if (part.kind != ExprKind::kConstant || part.constant != ConstantKind::kInteger) break;
      tuple.parts.push_back(part.integer);
    }
    tuple.more = tuple.parts.size() != expr.items.size();
    return tuple;
  }

  /// -1, 0, 1 as tuples compare in Python; nothing when the unknown components decide.
  static std::optional<int> compare(const VersionTuple& left, const VersionTuple& right) {
    const size_t common = std::min(left.parts.size(), right.parts.size());
    for (size_t i = 0; i < common; ++i) {
      if (left.parts[i] != right.parts[i]) return left.parts[i] < right.parts[i] ? -1 : 1;
    }
    const bool leftLonger = left.parts.size() > common || left.more;
    const bool rightLonger = right.parts.size() > common || right.more;
    if (leftLonger && rightLonger) return std::nullopt;
    return leftLonger ? 1 : rightLonger ? -1 : 0;
  }

  std::optional<bool> decideCompare(const Expr& expr) const {
    if (expr.ops.size() != 1 || expr.items.size() != 1 || expr.a == kNoExpr) return std::nullopt;
    bool leftNumber = false, rightNumber = false;
    std::optional<VersionTuple> left = versionOf(expr.a, leftNumber), right = literalOf(expr.items[0], rightNumber);
    if (!left) {
      left = literalOf(expr.a, leftNumber);
      right = versionOf(expr.items[0], rightNumber);
    }
    if (!left || !right || leftNumber != rightNumber) return std::nullopt;
    std::optional<int> order = compare(*left, *right);
    if (!order) return std::nullopt;
    switch (expr.ops[0]) {
      case Op::kEq: case Op::kIs: return *order == 0;
      case Op::kNotEq: case Op::kIsNot: return *order != 0;
      case Op::kLt: return *order < 0;
      case Op::kLtE: return *order <= 0;
      case Op::kGt: return *order > 0;
      case Op::kGtE: return *order >= 0;
      default: return std::nullopt;
    }
  }

  const Tree& tree_;
  int64_t major_, minor_;
};

}  // namespace

bool isTypeChecking(const Tree& tree, ExprId test) { return test != kNoExpr && isNamed(tree.exprs[test], "TYPE_CHECKING"); }

std::optional<bool> decideTest(const Tree& tree, ExprId test, const std::vector<int>& versions) {
  if (isTypeChecking(tree, test)) return false;
  std::optional<bool> answer;
  for (int version : versions) {
    std::optional<bool> one = Decider(tree, version).decide(test);
    if (!one || (answer && *answer != *one)) return std::nullopt;
    answer = one;
  }
  return answer;
}

}  // namespace tls_tidy::python
