// ScopeBuilder: one walk over the tree that fills Scopes: scopes, bindings, keys of definitions, captured names.
// Not for others; scope.h is the door.
#pragma once
#include <set>
#include <utility>
#include <vector>

#include "checks/python/scope.h"

namespace tls_tidy::python {

class ScopeBuilder {
 public:
  ScopeBuilder(Scopes& scopes, const Tree& tree, const std::vector<int>& versions)
      : scopes_(scopes), tree_(tree), versions_(versions) {}
  void build();

 private:
  ScopeId add(Scope::Kind kind, std::string label, StmtId statement, ExprId expression);
  Symbol& bind(std::string_view name);
  void bindTarget(ExprId id);
  void bindPattern(ExprId id);
  void bindImport(std::string_view name, std::string target);
  void bindDefinition(StmtId id, std::string_view name);

  void visitBody(const Slice<StmtId>& body);
  void visitConditional(const Slice<StmtId>& body);
  void visit(StmtId id);
  void visitIf(const Stmt& statement);
  void visitTry(const Stmt& statement);
  void visitImport(const Stmt& statement);
  void visitImportFrom(const Stmt& statement);
  void visitFunction(StmtId id);
  void visitClass(StmtId id);
  void visitParameters(const Slice<Param>& params, bool skipFirst);
  void visitFallbacks(const Slice<Param>& params);
  void visitExpression(ExprId id);
  void visitChildren(const Expr& expr);
  void visitComprehension(ExprId id);
  void visitLambda(ExprId id);

  void chooseWinners();
  void makeKeys();
  void captureUses();
  std::string place(Span span) const;

  Scopes& scopes_;
  const Tree& tree_;
  const std::vector<int>& versions_;
  ScopeId current_ = 0;
  int conditional_ = 0;   // depth of if, try, loop around the statement, within its scope
  int tries_ = 0;         // depth of try
  int handlers_ = 0;      // depth of except
  bool forTypes_ = false; // inside `if TYPE_CHECKING:`
  int depth_ = 0;         // of expressions: hostile nesting ends the walk
  std::vector<std::pair<ScopeId, std::string_view>> uses_;
  std::unordered_map<StmtId, bool> unconditional_;  // definitions, and whether they always run
  std::set<StmtId> stopgaps_;                       // definitions in an except: for want of something better
  std::set<StmtId> keyHolders_;                     // definitions whose key is the plain name
};

}  // namespace tls_tidy::python
