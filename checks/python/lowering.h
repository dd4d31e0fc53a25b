// FunctionLowering: one function, lambda or module body becomes a Function of events.
//
// Expressions evaluate into operands; whatever takes a step of its own (a call, a comparison, a new dict) becomes an
// event whose result is a temporary. Conditions become edges. Attributes and constant subscripts are paths of the operand
// and cost no event:
//     ctx.check_hostname = not args["insecure"]        t1 = not args."[insecure]"; ctx.check_hostname = t1
//
// Spread over files by idea: lower_expression.cpp (values), lower_call.cpp (calls and the builtins that are syntax in
// disguise), lower_condition.cpp (branches), lower_collection.cpp (dicts, lists, loops over them), lower_text.cpp (strings
// put together), lower_statement.cpp, lower_flow.cpp (loops, try, with, match), lower_function.cpp and lower_dataclass.cpp (the frame). Not for others; lower.h is the door.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checks/ir/module.h"
#include "checks/python/flow_graph.h"
#include "checks/python/scope.h"
#include "checks/python/tree.h"

namespace tls_tidy::python {

using EventOp = tls_tidy::Op;
using EventHandler = tls_tidy::Handler;

class FunctionLowering {
 public:
  FunctionLowering(const Tree& tree, const Scopes& scopes, Module& module, ScopeId scope);
  Function lower();
  /// `scope` is a class whose __init__ Python writes itself: see lower_dataclass.cpp.
  Function lowerFieldInit();

 private:
  /// What must happen on every way out of a region: a finally body, or the end of a with's object.
  struct Cleanup {
    const Slice<StmtId>* body = nullptr;  // absent: delete `object`
    Operand object;
    bool awaited = false;
    Range at;
    size_t handlerDepth = 0, loopDepth = 0;
  };
  struct Loop {
    BlockId next = kNoBlock, after = kNoBlock;  // of continue, of break
    size_t cleanupDepth = 0;
  };
  /// What a loop runs over, evaluated once before it.
  struct Iteration {
    enum Kind : uint8_t { kElements, kItems, kNumbered, kTogether, kNothingKnown } kind = kNothingKnown;
    std::vector<Operand> sources;
  };

  // Operands (lower_expression.cpp)
  Name intern(std::string_view text) { return module_.intern(text); }
  Range range(Span span) const;
  Range rangeOf(ExprId id) const { return range(tree_.exprs[id].span); }
  static Operand null() { return constant(Operand::kNull, 0); }
  static Operand constant(Operand::Kind kind, int64_t value);
  static Operand boolean(bool value) { return constant(Operand::kBool, value ? 1 : 0); }
  Operand text(std::string_view text);
  Operand global(std::string_view name);
  Operand unknown(ExprId id);
  Operand unknownSpelled(std::string_view spelling);
  static Operand localOperand(LocalId id);
  LocalId newLocal(std::string_view name);
  LocalId localOf(ScopeId owner, std::string_view name);
  Operand variable(const Resolution& resolution, std::string_view name);
  Operand newTemporary() { return localOperand(newLocal({})); }
  Operand step(Operand base, const std::string& name, Range at);
  void assign(Operand dest, Operand value, Range at);
  Operand compute(EventOp op, Operand a, Operand b, Range at);
  Operand copied(Operand value, Range at);
  static bool isConstant(const Operand& operand);
  static bool isPlace(const Operand& operand) { return operand.kind == Operand::kLocal || operand.kind == Operand::kGlobal; }

  // Expressions
  Operand value(ExprId id);
  Operand valueOf(ExprId id);
  Operand nameValue(ExprId id);
  Operand attributeValue(ExprId id);
  Operand subscriptValue(ExprId id);
  std::string subscriptStep(ExprId index);
  Operand constantValue(ExprId id);
  Operand binaryValue(ExprId id);
  Operand unaryValue(ExprId id);
  Operand choiceValue(ExprId id);
  Operand eitherValue(ExprId id);
  Operand yieldValue(ExprId id);
  Operand lambdaValue(ExprId id);
  Operand arithmetic(python::Op op, Operand a, Operand b, ExprId at);
  std::string dotted(ExprId id);
  std::string dottedCall(const Expr& call);
  bool isSelf(ExprId id) const;
  Operand selfOperand();

  // Calls (lower_call.cpp)
  Operand callValue(ExprId id, bool awaited, bool wanted);
  std::optional<Operand> specialCall(ExprId id, const std::string& name, bool wanted);
  std::optional<Operand> reflectiveCall(ExprId id, const std::string& name);
  std::optional<Operand> textMethod(ExprId id);
  bool superCall(const Expr& callee, Event& event);
  std::vector<Argument> arguments(const Expr& call);
  void addArgument(const Arg& arg, std::vector<Argument>& result);
  std::optional<std::string> constantText(ExprId id) const;

  // Conditions (lower_condition.cpp)
  void condition(ExprId id, BlockId yes, BlockId no);
  void splitCondition(ExprId id, BlockId yes, BlockId no);
  void boolCondition(const Expr& expr, BlockId yes, BlockId no);
  void compareCondition(ExprId id, BlockId yes, BlockId no);
  bool instanceCondition(ExprId id, BlockId yes, BlockId no);
  void branchOn(Operand value, BlockId yes, BlockId no, Range at);
  Operand compareValue(ExprId id);
  Operand comparison(python::Op op, Operand a, Operand b, Range at);
  Operand truthValue(ExprId id);

  // Collections (lower_collection.cpp)
  Operand newRecord(std::string_view kind, Range at);
  Operand sequenceValue(ExprId id);
  Operand dictValue(ExprId id);
  Operand dictCall(ExprId id);
  Operand comprehensionValue(ExprId id);
  void comprehensionLoop(ExprId id, size_t level, const Operand& result);
  Iteration iterationOver(ExprId iterable);
  Iteration iterationOverCall(ExprId iterable);
  void bindElement(ExprId target, const Iteration& iteration, Range at);

  // Text (lower_text.cpp)
  std::string piece(const Operand& operand) const;
  Operand joinedText(ExprId id);
  Operand percentFormat(std::string_view format, ExprId values);
  Operand braceFormat(std::string_view format, const Expr& call);

  // Statements (lower_statement.cpp)
  void body(const Slice<StmtId>& statements);
  void statement(StmtId id);
  void store(ExprId target, Operand value, Range at);
  void storeElements(const Expr& target, const Operand& value, Range at);
  void assignStatement(const Stmt& statement);
  void assignTogether(const Stmt& statement, const Expr& targets, const Expr& values);
  void augmentedStatement(const Stmt& statement);
  void annotatedStatement(const Stmt& statement);
  void returnStatement(const Stmt& statement);
  void raiseStatement(const Stmt& statement);
  void assertStatement(const Stmt& statement);
  void importStatement(const Stmt& statement);
  void importOne(std::string_view bound, const std::string& target, Range at);
  void classStatement(StmtId id);
  void storeDefinition(ScopeId scope, std::string_view name, Range at);
  void fallbacks(ScopeId scope, const Slice<Param>& params);
  std::string typeName(ExprId annotation);
  void dropAtOnce(ExprId target, Range at);

  // Control flow (lower_flow.cpp)
  void ifStatement(const Stmt& statement);
  std::optional<bool> decided(ExprId test, bool hasElse) const;
  bool isAlwaysImported(std::string_view name) const;
  void whileStatement(const Stmt& statement);
  void forStatement(const Stmt& statement);
  void unrolledFor(const Stmt& statement, const Expr& elements);
  void tryStatement(const Stmt& statement);
  void guardedBody(const Stmt& statement, BlockId joined);
  std::vector<Name> caughtTypes(ExprId type);
  ExprId moduleConstant(std::string_view name) const;
  void withStatement(const Stmt& statement, size_t item);
  void suppressed(const Stmt& statement, size_t item, const Expr& call);
  Operand entered(ExprId context, Operand object, bool isAsync);
  void matchStatement(const Stmt& statement);
  void matchPattern(ExprId pattern, const Operand& subject, BlockId yes, BlockId no);
  void bindPattern(ExprId pattern, Operand subject);
  void leaveLoop(bool isBreak, Range at);
  void runCleanups(size_t depth);
  void removed(const Cleanup& cleanup);

  // The function's frame (lower_function.cpp)
  void describe(Function& function);
  void parameters(const Slice<Param>& params);
  Operand fallbackOf(const Param& param);
  std::optional<Operand> fixedFallback(ExprId id, ScopeId scope);
  std::string fallbackName(ScopeId scope, std::string_view parameter) const;
  struct Field {
    const Stmt* declaration = nullptr;
    ScopeId owner = kNoScope;
  };
  std::vector<Field> fieldsOf(ScopeId type, int depth) const;
  Operand fieldFallback(const Field& field);
  Range nameRange(const Stmt& definition, std::string_view keyword) const;

  const Tree& tree_;
  const Scopes& scopes_;
  Module& module_;
  const ScopeId root_;   // the function being lowered
  ScopeId scope_;        // where names are looked up now: the function, a class body or comprehension in it
  FlowGraph graph_;
  Function function_;
  std::map<std::pair<ScopeId, std::string_view>, LocalId> locals_;
  std::vector<Cleanup> cleanups_;
  std::vector<Loop> loops_;
  bool yieldReturns_ = false;  // under @contextmanager
  int unrolled_ = 0;           // depth of unrolled loops
  int depth_ = 0;              // of expressions
  static constexpr int kDeepest = 400;  // what is nested deeper becomes unknown
  int tries_ = 0;              // depth of try statements around
};

/// Whether a dotted name lies in a module of the standard library that every Python has.
bool isAlwaysThere(std::string_view name);

/// Whether Python generates __init__ from the annotated fields of the class: dataclass, attrs, NamedTuple, pydantic.
bool hasGeneratedInit(const Tree& tree, const Scopes& scopes, ScopeId type);

}  // namespace tls_tidy::python
