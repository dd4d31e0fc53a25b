#include "checks/python/tree_listing.h"

#include <algorithm>
#include <vector>

namespace tls_tidy::python {
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

  void body(Slice<StmtId> list, int depth, const char* name) {
    if (list.empty()) return;
    if (*name) line(depth, name);
    for (const StmtId id : list) statement(id, depth + 1);
  }

  void statement(StmtId id, int depth) {
    static const char* const kKinds[] = {"Expr", "Assign", "AugAssign", "AnnAssign", "Return", "Raise", "Delete", "Assert", "Pass", "Break", "Continue", "Global", "Nonlocal", "Import",
                                         "ImportFrom", "If", "While", "For", "Try", "With", "FunctionDef", "ClassDef", "Match", "TypeAlias", "Broken"};
    const Stmt& stmt = tree_.stmts[id];
    std::string head = std::string(stmt.isAsync ? "Async" : "") + kKinds[static_cast<int>(stmt.kind)] + " " + place(stmt.span);
    if (!stmt.name.empty()) head += " " + std::string(stmt.name);
    if (stmt.kind == StmtKind::kImportFrom) head += " " + std::string(static_cast<size_t>(stmt.level), '.') + std::string(stmt.module);
    for (const Alias& alias : stmt.names) head += " " + std::string(alias.name) + (alias.asName.empty() ? "" : " as " + std::string(alias.asName));
    line(depth, head);
    for (const ExprId target : stmt.targets) expression(target, depth + 1, "target ");
    expression(stmt.test, depth + 1, "test ");
    expression(stmt.value, depth + 1, "");
    expression(stmt.extra, depth + 1, "");
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

std::string listTree(const Tree& tree) { return TreePrinter(tree).print(); }

}  // namespace tls_tidy::python
