#include <vector>

#include "checks/python/tree_listing.h"

namespace tls_tidy::python {
namespace {

void appendEscaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '\\') out += "\\\\";
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else out += c;
  }
}

class Outline {
 public:
  explicit Outline(const Tree& tree) : tree_(tree) {}

  std::string print() {
    body(tree_.body);
    for (const SyntaxError& error : tree_.errors) {
      const Position at = tree_.position(error.span.begin);
      out_ += "error\t" + std::to_string(at.line) + "\t" + error.what + "\n";
    }
    return std::move(out_);
  }

 private:
  std::string place(uint32_t offset) const {
    const Position position = tree_.position(offset);
    return std::to_string(position.line) + ":" + std::to_string(position.column - 1);
  }

  void begin(std::string_view kind, Span span) { (((((out_ += kind) += "\t") += place(span.begin)) += "-") += place(span.end)) += "\t"; }
  void source(ExprId id) {
    if (id == kNoExpr) return;
    const Expr& expr = tree_.exprs[id];
    if (expr.kind == ExprKind::kName) return void(out_ += expr.text);  // also where nothing is written: `a` is repr(a)
    const Span span = expr.span;
    appendEscaped(out_, std::string_view(*tree_.text).substr(span.begin, span.end - span.begin));
  }

  void arguments(const Slice<Arg>& args) {
    size_t positional = 0;
    std::string keywords;
    for (const Arg& arg : args) {
      if (arg.kind == Arg::kPositional || arg.kind == Arg::kStar) ++positional;
      else ((keywords += keywords.empty() ? "" : ",") += arg.kind == Arg::kDoubleStar ? std::string_view("**") : arg.keyword);
    }
    (((out_ += "\t") += std::to_string(positional)) += "\t") += keywords;
  }

  void aliases(const Stmt& stmt) {
    for (const Alias& alias : stmt.names) {
      if (&alias != stmt.names.begin()) out_ += ",";
      out_ += alias.name;
      if (!alias.asName.empty()) (out_ += "=") += alias.asName;
    }
  }

  void expression(ExprId id, bool formatted = false) {
    if (id == kNoExpr) return;
    const Expr& expr = tree_.exprs[id];
    if (expr.kind == ExprKind::kCall) {
      begin(formatted ? "FormatCall" : "Call", expr.span);
      source(expr.a);
      arguments(expr.args);
      out_ += "\n";
    }
    const bool inside = formatted || expr.kind == ExprKind::kJoinedString;
    for (const ExprId part : {expr.a, expr.b, expr.c}) expression(part, inside);
    for (const Slice<ExprId>* list : {&expr.items, &expr.targets, &expr.conditions})
      for (const ExprId part : *list) expression(part, inside);
    for (const Arg& arg : expr.args) expression(arg.value, inside);
    parameters(expr.params, inside);
  }

  void parameters(const Slice<Param>& params, bool formatted = false) {
    for (const Param& param : params) {
      expression(param.annotation, formatted);
      expression(param.fallback, formatted);
    }
  }

  void body(const Slice<StmtId>& list) {
    for (const StmtId id : list) statement(tree_.stmts[id]);
  }

  void own(const Stmt& stmt) {
    switch (stmt.kind) {
      case StmtKind::kImport:
        begin("Import", stmt.span);
        aliases(stmt);
        break;
      case StmtKind::kImportFrom:
        begin("ImportFrom", stmt.span);
        ((out_ += std::string(static_cast<size_t>(stmt.level), '.')) += stmt.module) += "\t";
        aliases(stmt);
        break;
      case StmtKind::kAssign:
      case StmtKind::kAugAssign:
      case StmtKind::kAnnAssign:
        begin(stmt.kind == StmtKind::kAssign ? "Assign" : stmt.kind == StmtKind::kAugAssign ? "AugAssign" : "AnnAssign", stmt.span);
        for (const ExprId& target : stmt.targets) {
          if (&target != stmt.targets.begin()) out_ += ",";
          source(target);
        }
        break;
      case StmtKind::kFunction:
        begin(stmt.isAsync ? "AsyncFunctionDef" : "FunctionDef", stmt.span);
        (out_ += stmt.name) += "\t";
        for (const Param& param : stmt.params) {
          if (&param != stmt.params.begin()) out_ += ",";
          (out_ += param.kind == Param::kVarArgs ? "*" : param.kind == Param::kKwArgs ? "**" : "") += param.name;
        }
        break;
      case StmtKind::kClass:
        begin("ClassDef", stmt.span);
        out_ += stmt.name;
        arguments(stmt.args);
        break;
      default: return;
    }
    out_ += "\n";
  }

  void statement(const Stmt& stmt) {
    own(stmt);
    for (const ExprId part : {stmt.value, stmt.test, stmt.annotation, stmt.extra}) expression(part);
    for (const Slice<ExprId>* list : {&stmt.targets, &stmt.decorators})
      for (const ExprId part : *list) expression(part);
    for (const Arg& arg : stmt.args) expression(arg.value);
    parameters(stmt.params);
    parameters(stmt.typeParams);
    for (const WithItem& item : stmt.withItems) {
      expression(item.context);
      expression(item.target);
    }
    body(stmt.body);
    for (const Handler& handler : stmt.handlers) {
      expression(handler.type);
      body(handler.body);
    }
    for (const MatchCase& one : stmt.cases) {  // what a pattern spells like a call is none
      expression(one.guard);
      body(one.body);
    }
    body(stmt.orelse);
    body(stmt.finalbody);
  }

  const Tree& tree_;
  std::string out_;
};

}  // namespace

std::string listOutline(const Tree& tree) { return Outline(tree).print(); }

}  // namespace tls_tidy::python
