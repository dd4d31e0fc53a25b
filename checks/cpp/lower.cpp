#include "checks/cpp/lower.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "checks/cpp/select.h"
#include "checks/cpp/simplify.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSet.h"

namespace tls_tidy {

using namespace clang;

namespace {

constexpr size_t kLongestText = 512;
constexpr size_t kLongestSpelling = 60;
constexpr size_t kDeepestPath = 3;
constexpr unsigned kMostFieldsZeroed = 64;
constexpr unsigned kMostElements = 32;

/// Everything round an expression that does not change its value.
const Expr* core(const Expr* e) {
  while (e) {
    const Expr* before = e;
    e = e->IgnoreParens();
    if (const auto* cast = dyn_cast<CastExpr>(e)) {
      if (!isa<CXXDynamicCastExpr>(e)) e = cast->getSubExpr();
    } else if (const auto* full = dyn_cast<FullExpr>(e)) {
      e = full->getSubExpr();
    } else if (const auto* temporary = dyn_cast<MaterializeTemporaryExpr>(e)) {
      e = temporary->getSubExpr();
    } else if (const auto* bound = dyn_cast<CXXBindTemporaryExpr>(e)) {
      e = bound->getSubExpr();
    } else if (const auto* argument = dyn_cast<CXXDefaultArgExpr>(e)) {
      e = argument->getExpr();
    } else if (const auto* initial = dyn_cast<CXXDefaultInitExpr>(e)) {
      e = initial->getExpr();
    } else if (const auto* opaque = dyn_cast<OpaqueValueExpr>(e); opaque && opaque->getSourceExpr()) {
      e = opaque->getSourceExpr();
    } else if (const auto* substituted = dyn_cast<SubstNonTypeTemplateParmExpr>(e)) {
      e = substituted->getReplacement();
    } else if (const auto* list = dyn_cast<CXXStdInitializerListExpr>(e)) {
      e = list->getSubExpr();
    } else if (const auto* generic = dyn_cast<GenericSelectionExpr>(e); generic && !generic->isResultDependent()) {
      e = generic->getResultExpr();
    } else if (const auto* choose = dyn_cast<ChooseExpr>(e); choose && !choose->isConditionDependent()) {
      e = choose->getChosenSubExpr();
    } else if (const auto* unary = dyn_cast<UnaryOperator>(e); unary && (unary->getOpcode() == UO_Extension || unary->getOpcode() == UO_Plus)) {
      e = unary->getSubExpr();
    } else if (const auto* rewritten = dyn_cast<CXXRewrittenBinaryOperator>(e)) {
      e = rewritten->getSemanticForm();
    }
    if (e == before) break;
  }
  return e;
}

/// Classes of frameworks that write logs.
bool isLog(QualType type) {
  static const llvm::StringSet<> kNames = {"QDebug", "QNoDebug", "QMessageLogger", "QLoggingCategory"};
  if (type.isNull()) return false;
  if (type->isPointerType()) type = type->getPointeeType();
  const CXXRecordDecl* record = type->getAsCXXRecordDecl();
  return record && record->getIdentifier() && kNames.contains(record->getName());
}

bool inStandard(const RecordDecl* record) { return record && record->isInStdNamespace(); }

bool isComparison(BinaryOperatorKind kind) { return BinaryOperator::isComparisonOp(kind) && kind != BO_Cmp; }

Op comparison(BinaryOperatorKind kind) {
  switch (kind) {
    case BO_EQ: return Op::kEq;
    case BO_NE: return Op::kNe;
    case BO_LT: return Op::kLt;
    case BO_LE: return Op::kLe;
    case BO_GT: return Op::kGt;
    case BO_GE: return Op::kGe;
    default: return Op::kUnknown;
  }
}

Op comparison(OverloadedOperatorKind kind) {
  switch (kind) {
    case OO_EqualEqual: return Op::kEq;
    case OO_ExclaimEqual: return Op::kNe;
    case OO_Less: return Op::kLt;
    case OO_LessEqual: return Op::kLe;
    case OO_Greater: return Op::kGt;
    case OO_GreaterEqual: return Op::kGe;
    default: return Op::kUnknown;
  }
}

Op arithmetic(BinaryOperatorKind kind) {
  switch (kind) {
    case BO_And: case BO_AndAssign: return Op::kBitAnd;
    case BO_Or: case BO_OrAssign: return Op::kBitOr;
    case BO_Add: case BO_AddAssign: return Op::kAdd;
    default: return Op::kUnknown;
  }
}

/// Functions of the C library and of its imitations that are data movement here.
enum class Known { kNothing, kFormat, kFormatSized, kFormatAllocated, kFormatReturned, kCopyText, kAppendText, kDuplicate, kFind, kZero, kCopyBytes,
                   kAllocate, kAllocateZero, kSame, kSilent };

Known known(llvm::StringRef name) {
  static const llvm::StringMap<Known> kTable = {
      {"sprintf", Known::kFormat}, {"wsprintf", Known::kFormat}, {"vsprintf", Known::kSilent},
      {"snprintf", Known::kFormatSized}, {"g_snprintf", Known::kFormatSized}, {"_snprintf", Known::kFormatSized}, {"curl_msnprintf", Known::kFormatSized},
      {"asprintf", Known::kFormatAllocated}, {"xasprintf", Known::kFormatAllocated}, {"g_asprintf", Known::kFormatAllocated},
      {"g_strdup_printf", Known::kFormatReturned}, {"curl_maprintf", Known::kFormatReturned}, {"aprintf", Known::kFormatReturned}, {"g_strconcat", Known::kSilent},
      {"strcpy", Known::kCopyText}, {"strncpy", Known::kCopyText}, {"strlcpy", Known::kCopyText}, {"g_strlcpy", Known::kCopyText}, {"stpcpy", Known::kCopyText},
      {"strcat", Known::kAppendText}, {"strncat", Known::kAppendText}, {"strlcat", Known::kAppendText}, {"g_strlcat", Known::kAppendText},
      {"strdup", Known::kDuplicate}, {"strndup", Known::kDuplicate}, {"xstrdup", Known::kDuplicate}, {"g_strdup", Known::kDuplicate}, {"g_strndup", Known::kDuplicate},
      {"_strdup", Known::kDuplicate}, {"mutt_str_dup", Known::kDuplicate}, {"safe_strdup", Known::kDuplicate}, {"sstrdup", Known::kDuplicate},
      {"strstr", Known::kFind}, {"strcasestr", Known::kFind}, {"strnstr", Known::kFind}, {"memmem", Known::kFind},
      {"memset", Known::kZero}, {"bzero", Known::kZero}, {"memcpy", Known::kCopyBytes}, {"memmove", Known::kCopyBytes},
      {"malloc", Known::kAllocate}, {"xmalloc", Known::kAllocate}, {"g_malloc", Known::kAllocate}, {"g_slice_alloc", Known::kAllocate}, {"safe_malloc", Known::kAllocate},
      {"calloc", Known::kAllocateZero}, {"xcalloc", Known::kAllocateZero}, {"g_malloc0", Known::kAllocateZero}, {"g_malloc0_n", Known::kAllocateZero},
      {"g_slice_alloc0", Known::kAllocateZero}, {"safe_calloc", Known::kAllocateZero}, {"mutt_mem_calloc", Known::kAllocateZero}, {"kzalloc", Known::kAllocateZero},
      {"__builtin_expect", Known::kSame}, {"__builtin_expect_with_probability", Known::kSame},
      {"__builtin_constant_p", Known::kSilent}, {"__builtin_object_size", Known::kSilent}, {"__builtin_va_start", Known::kSilent}, {"__builtin_va_end", Known::kSilent},
      {"__builtin_va_copy", Known::kSilent}, {"__ctype_b_loc", Known::kSilent}, {"__errno_location", Known::kSilent}, {"strlen", Known::kSilent}, {"free", Known::kSilent},
      {"htons", Known::kSilent}, {"isspace", Known::kSilent}, {"isdigit", Known::kSilent}, {"tolower", Known::kSilent}, {"toupper", Known::kSilent},
  };
  auto found = kTable.find(name.starts_with("__builtin___") ? name.drop_front(12).take_front(name.size() - 16)
                           : name.starts_with("__builtin_") && !kTable.contains(name) ? name.drop_front(10) : name);
  return found == kTable.end() ? Known::kNothing : found->second;
}

/// Methods of strings and smart pointers that give the value itself.
bool readsValue(llvm::StringRef method) {
  static const llvm::StringSet<> kNames = {"get", "data", "c_str", "str", "toStdString", "toUtf8", "toLatin1", "toLocal8Bit", "toAscii", "constData", "value",
                                           "load", "lock", "release", "raw", "toString", "trimmed", "toLower", "toUpper", "take", "loadRelaxed", "loadAcquire", "value_or",
                                           "utf8_str", "mb_str", "std_str"};
  return kNames.contains(method);
}
bool storesValue(llvm::StringRef method) {
  static const llvm::StringSet<> kNames = {"reset", "assign", "store", "emplace", "storeRelaxed", "storeRelease"};
  return kNames.contains(method);
}

/// What one translation unit's bodies share.
struct Unit {
  Names& names;
  Module& module;
  std::vector<const LambdaExpr*> lambdas;  // met while lowering, still to be lowered
  std::set<const VarDecl*> variables;      // globals that were mentioned
  std::set<const RecordDecl*> records;     // classes of the program that were mentioned
};

/// Lowers one function body.
class Body {
 public:
  Body(Unit& unit, const FunctionDecl* function) : unit_(unit), names_(unit.names), module_(unit.module), context_(unit.names.context), function_(function) {}

  Function run() {
    declare();
    const Stmt* body = function_->getBody();
    collect(body, nullptr);
    if (const auto* constructor = dyn_cast<CXXConstructorDecl>(function_)) {
      for (const CXXCtorInitializer* initializer : constructor->inits()) {
        collect(initializer->getInit(), nullptr);
        aim(initializer);
      }
    }
    std::unique_ptr<CFG> cfg;
    if (!hasBrokenLoop_) {
      CFG::BuildOptions options;
      options.AddInitializers = true;
      options.AddImplicitDtors = true;
      options.AddCXXDefaultInitExprInCtors = true;
      options.setAllAlwaysAdd();
      cfg = CFG::buildCFG(function_, const_cast<Stmt*>(body), &context_, options);
    }
    if (cfg) lowerGraph(*cfg);
    else lowerStraight(body);
    simplify(result_);
    return std::move(result_);
  }

 private:
  // ---- declarations ------------------------------------------------------------------------------------------------

  Name intern(llvm::StringRef text) { return module_.intern(std::string_view(text.data(), text.size())); }

  void declare() {
    result_.key = intern(names_.key(function_));
    result_.display = intern(names_.display(function_));
    result_.at = names_.range(function_->getNameInfo().getSourceRange());
    result_.isInternal = !function_->isExternallyVisible() && !function_->isMain();
    const auto* method = dyn_cast<CXXMethodDecl>(function_);
    isLambda_ = method && method->getParent()->isLambda();
    if (method && !isLambda_) {
      result_.owner = intern(names_.className(method->getParent()));
      noteRecord(method->getParent());
      if (method->isStatic()) {
        result_.isStatic = true;
      } else {
        this_ = addLocal("this", context_.getRecordType(method->getParent()), false);
        result_.parameters.push_back({});
      }
    }
    for (const ParmVarDecl* parameter : function_->parameters()) {
      locals_[parameter] = addLocal(parameter->getName(), parameter->getType(), false);
      Parameter declared;
      if (parameter->hasDefaultArg() && !parameter->hasUnparsedDefaultArg() && !parameter->hasUninstantiatedDefaultArg()) {
        declared.fallback = constant(parameter->getDefaultArg());
        if (declared.fallback.kind == Operand::kNone) declared.fallback.kind = Operand::kUnknown;
      }
      result_.parameters.push_back(declared);
    }
    if (function_->isVariadic()) {
      addLocal("...", QualType(), false);
      result_.parameters.push_back({Parameter::kVarArgs, {}});
    }
  }

  LocalId addLocal(llvm::StringRef name, QualType type, bool record) {
    Local local;
    local.name = intern(name);
    if (!type.isNull()) local.type = typeName(type);
    local.record = record;
    result_.locals.push_back(local);
    return static_cast<LocalId>(result_.locals.size() - 1);
  }

  Name typeName(QualType type) {
    auto [found, isNew] = typeNames_.try_emplace(type.getAsOpaquePtr(), 0);
    if (isNew) {
      QualType pointee = type.getCanonicalType().getNonReferenceType();
      if (const CXXRecordDecl* closure = pointee->getAsCXXRecordDecl(); closure && closure->isLambda()) return 0;
      while (!pointee->getPointeeType().isNull()) pointee = pointee->getPointeeType().getCanonicalType();
      if (const auto* record = pointee->getAs<RecordType>()) noteRecord(record->getDecl());
      Name name = intern(names_.typeName(type));
      return typeNames_[type.getAsOpaquePtr()] = name;
    }
    return found->second;
  }

  void noteRecord(const RecordDecl* record) {
    if (const RecordDecl* definition = record->getDefinition()) {
      if (names_.isProgram(definition)) unit_.records.insert(definition);
    }
  }

  /// One walk before lowering: which try surrounds a statement, which temporaries join values, what constructors fill.
  void collect(const Stmt* statement, const CXXTryStmt* inside) {
    if (!statement) return;
    if (inside) surrounding_[statement] = inside;
    if (const auto* attempt = dyn_cast<CXXTryStmt>(statement)) {
      tries_.insert({attempt, inside});
      collect(attempt->getTryBlock(), attempt);
      for (unsigned i = 0; i < attempt->getNumHandlers(); ++i) collect(attempt->getHandler(i), inside);
      return;
    }
    if (const auto* loop = dyn_cast<CXXForRangeStmt>(statement)) {
      if (!loop->getBeginStmt() || !loop->getCond()) hasBrokenLoop_ = true;
    }
    if (const auto* lambda = dyn_cast<LambdaExpr>(statement)) {
      for (const Expr* capture : lambda->capture_inits()) collect(capture, inside);
      return;
    }
    if (const auto* declarations = dyn_cast<DeclStmt>(statement)) {
      for (const Decl* declaration : declarations->decls()) {
        const auto* variable = dyn_cast<VarDecl>(declaration);
        if (!variable || !variable->getInit() || variable->isStaticLocal()) continue;
        if (const auto* construct = dyn_cast<CXXConstructExpr>(core(variable->getInit()))) {
          if (Names::isRecord(variable->getType()) && !isCopy(construct)) targets_[construct] = place(variable);
        }
      }
    }
    if (const auto* defaultInitializer = dyn_cast<CXXDefaultInitExpr>(statement)) collect(defaultInitializer->getExpr(), inside);
    for (const Stmt* child : statement->children()) collect(child, inside);
  }

  void aim(const CXXCtorInitializer* initializer) {
    const auto* construct = dyn_cast_or_null<CXXConstructExpr>(initializer->getInit() ? core(initializer->getInit()) : nullptr);
    if (!construct || isCopy(construct)) return;
    if (initializer->isBaseInitializer() || initializer->isDelegatingInitializer()) {
      targets_[construct] = localOperand(this_);
      inPlace_.insert(construct);
    } else if (const FieldDecl* field = initializer->getAnyMember(); field && Names::isRecord(field->getType())) {
      targets_[construct] = extend(localOperand(this_), field->getNameAsString());
    }
  }

  static bool isCopy(const CXXConstructExpr* construct) {
    const CXXConstructorDecl* constructor = construct->getConstructor();
    return constructor->isCopyOrMoveConstructor() && construct->getNumArgs() >= 1;
  }

  // ---- operands ----------------------------------------------------------------------------------------------------

  static Operand localOperand(LocalId id) {
    Operand operand;
    operand.kind = Operand::kLocal;
    operand.local = id;
    return operand;
  }
  Operand globalOperand(llvm::StringRef name) {
    Operand operand;
    operand.kind = Operand::kGlobal;
    operand.name = intern(name);
    return operand;
  }
  static Operand integer(int64_t value) {
    Operand operand;
    operand.kind = Operand::kInt;
    operand.integer = value;
    return operand;
  }
  static Operand null() {
    Operand operand;
    operand.kind = Operand::kNull;
    return operand;
  }
  Operand string(llvm::StringRef text) {
    Operand operand;
    operand.kind = Operand::kString;
    operand.name = intern(text.take_front(kLongestText));
    return operand;
  }
  Operand unknown(const Stmt* written = nullptr) {
    Operand operand;
    operand.kind = Operand::kUnknown;
    if (written) operand.name = intern(names_.text(written->getSourceRange(), kLongestSpelling));
    return operand;
  }
  static bool isPlace(const Operand& operand) { return operand.kind == Operand::kLocal || operand.kind == Operand::kGlobal; }

  Operand extend(Operand base, llvm::StringRef step) {
    if (!isPlace(base)) return unknown();
    if (base.address) {
      base.address = false;
      if (step == "*") return base;
    }
    if (base.path.size() >= kDeepestPath) return unknown();
    base.path.push_back(intern(step));
    return base;
  }
  Operand addressOf(Operand place) {
    if (!isPlace(place)) return place;
    if (!place.path.empty() && module_.text(place.path.back()) == "*") {
      place.path.pop_back();
      return place;
    }
    place.address = true;
    return place;
  }
  Operand temporary(QualType type, bool record = false) { return localOperand(addLocal("", type, record)); }

  /// The place of a variable; references that change the caller's scalar end in "*".
  Operand place(const ValueDecl* value) {
    if (const auto* binding = dyn_cast<BindingDecl>(value)) {
      return binding->getBinding() ? this->place(binding->getBinding()) : unknown();
    }
    const auto* variable = dyn_cast<VarDecl>(value);
    if (!variable) return unknown();
    Operand operand;
    if (!variable->hasGlobalStorage()) {
      auto found = locals_.find(variable);
      if (found != locals_.end()) {
        operand = localOperand(found->second);
      } else if (isLambda_ && variable->getDeclContext() != function_ && !variable->isInitCapture() && outerFunction(variable)) {
        operand = captured(names_.key(outerFunction(variable)), variable->getName());
      } else if (isLambda_ && variable->isInitCapture()) {
        const DeclContext* scope = cast<CXXMethodDecl>(function_)->getParent()->getDeclContext();
        const auto* outer = dyn_cast<FunctionDecl>(scope);
        operand = captured(outer ? names_.key(outer) : "", variable->getName());
      } else {
        QualType type = variable->getType();
        bool record = !type->isReferenceType() && (Names::isRecord(type) || type->isArrayType());
        LocalId id = addLocal(variable->getName(), type, record);
        locals_[variable] = id;
        operand = localOperand(id);
      }
    } else {
      operand = globalOperand(names_.key(variable));
      unit_.variables.insert(variable->getCanonicalDecl());
    }
    return Names::isPlaceReference(variable->getType()) ? extend(operand, "*") : operand;
  }

  const FunctionDecl* outerFunction(const VarDecl* variable) {
    const auto* outer = dyn_cast<FunctionDecl>(variable->getDeclContext());
    return outer && outer->getCanonicalDecl() != function_->getCanonicalDecl() ? outer : nullptr;
  }

  Operand captured(const std::string& outer, llvm::StringRef name) {
    Name captured = intern(name);
    if (std::find(result_.captures.begin(), result_.captures.end(), captured) == result_.captures.end()) result_.captures.push_back(captured);
    return globalOperand(outer + "." + name.str());
  }

  /// Where an lvalue lives, or what a pointer to a record points to.
  Operand place(const Expr* written) {
    const Expr* e = core(written);
    if (!e) return unknown();
    if (const auto* reference = dyn_cast<DeclRefExpr>(e)) {
      if (const auto* function = dyn_cast<FunctionDecl>(reference->getDecl())) return functionOperand(function);
      return place(reference->getDecl());
    }
    if (const auto* member = dyn_cast<MemberExpr>(e)) return memberPlace(member);
    if (const auto* subscript = dyn_cast<ArraySubscriptExpr>(e)) {
      Operand base = value(subscript->getBase());
      const Expr* index = subscript->getIdx();
      bool isArray = core(subscript->getBase())->getType()->isArrayType();
      Expr::EvalResult result;
      if (!index->isValueDependent() && index->EvaluateAsInt(result, context_) && result.Val.getInt().getSignificantBits() < 32) {
        int64_t at = result.Val.getInt().getExtValue();
        if (at == 0 && !isArray) return Names::isRecord(subscript->getType()) ? base : extend(base, "*");
        return extend(base, "[" + std::to_string(at) + "]");
      }
      value(index);
      return extend(base, "[]");
    }
    if (const auto* unary = dyn_cast<UnaryOperator>(e); unary && unary->getOpcode() == UO_Deref) {
      Operand base = value(unary->getSubExpr());
      if (Names::isRecord(unary->getType()) || unary->getType()->isFunctionType()) return base;
      return extend(base, "*");
    }
    if (const auto* self = dyn_cast<CXXThisExpr>(e)) return value(self);
    return value(e);
  }

  Operand memberPlace(const MemberExpr* member) {
    const ValueDecl* declaration = member->getMemberDecl();
    if (const auto* variable = dyn_cast<VarDecl>(declaration)) return place(variable);
    if (const auto* method = dyn_cast<CXXMethodDecl>(declaration)) return functionOperand(method);
    const auto* field = dyn_cast<FieldDecl>(declaration);
    if (!field) return unknown(member);
    Operand base = member->isArrow() ? value(member->getBase()) : place(member->getBase());
    if (base.kind == Operand::kNull || !isPlace(base)) return unknown(member);
    if (!field->getDeclName()) return base;  // anonymous struct or union: its members are ours
    Operand operand = extend(base, field->getName());
    if (operand.kind == Operand::kUnknown) return unknown(member);
    return Names::isPlaceReference(field->getType()) ? extend(operand, "*") : operand;
  }

  Operand functionOperand(const FunctionDecl* function) { return globalOperand(names_.key(function)); }

  /// A constant expression's value, or kNone.
  Operand constant(const Expr* e) {
    if (!e || e->getType().isNull() || e->isTypeDependent() || e->isValueDependent() || e->containsErrors()) return {};
    QualType type = e->getType();
    const Expr* inner = core(e);
    if (inner && (isa<CXXNullPtrLiteralExpr>(inner) || isa<GNUNullExpr>(inner))) return null();
    if (inner && isa<StringLiteral>(inner)) return string(literal(cast<StringLiteral>(inner)));
    if (const auto* predefined = dyn_cast_or_null<PredefinedExpr>(inner)) {
      if (predefined->getFunctionName()) return string(literal(predefined->getFunctionName()));
    }
    if (inner && isa<FloatingLiteral>(inner)) {
      Operand operand;
      operand.kind = Operand::kFloat;
      return operand;
    }
    if (inner && inner != e && inner->getType()->isBooleanType() && type->isIntegralOrEnumerationType()) return constant(inner);
    if (type->isIntegralOrEnumerationType() && e->isPRValue()) return evaluated(e, type->isBooleanType());
    if (type->isAnyPointerType() && e->isPRValue()) {
      if (inner && !inner->isTypeDependent() && inner->getType()->isIntegralOrEnumerationType() && inner->isPRValue()) {
        Operand number = evaluated(inner, false);
        return number.kind == Operand::kInt && number.integer == 0 ? null() : number;
      }
    }
    return {};
  }

  Operand evaluated(const Expr* e, bool truth) {
    Expr::EvalResult result;
    if (e->isValueDependent() || hasKnownVariable(e) || !e->EvaluateAsInt(result, context_)) return {};
    const llvm::APSInt& number = result.Val.getInt();
    if (number.getSignificantBits() > 64 && !(number.isUnsigned() && number.getBitWidth() <= 64)) return {};
    Operand operand = integer(number.isUnsigned() ? static_cast<int64_t>(number.getZExtValue()) : number.getSExtValue());
    if (truth) operand.kind = Operand::kBool;
    return operand;
  }

  /// An operand was lowered before and is no constant: spares evaluating every prefix of a long chain.
  bool hasKnownVariable(const Expr* e) {
    const auto* operation = dyn_cast<BinaryOperator>(core(e));
    if (!operation || operation->isLogicalOp() || operation->getOpcode() == BO_Comma) return false;
    for (const Expr* side : {operation->getLHS(), operation->getRHS()}) {
      auto found = values_.find(core(side));
      if (found != values_.end() && (isPlace(found->second) || found->second.kind == Operand::kUnknown)) return true;
    }
    return false;
  }

  static std::string literal(const StringLiteral* text) {
    if (text->getCharByteWidth() == 1) return text->getString().str();
    std::string narrow;
    for (unsigned i = 0; i < text->getLength(); ++i) narrow += text->getCodeUnit(i) < 128 ? static_cast<char>(text->getCodeUnit(i)) : '?';
    return narrow;
  }

  // ---- events ------------------------------------------------------------------------------------------------------

  Block& block() { return result_.blocks[current_]; }

  void push(Event event) {
    if (!reachable_) return;
    block().events.push_back(std::move(event));
  }

  void assign(const Operand& dest, Op op, const Operand& a, const Operand& b, SourceRange at) {
    if (!isPlace(dest) || dest.address) return;
    Event event;
    event.op = op;
    event.dest = dest;
    event.a = a;
    event.b = b;
    event.at = names_.range(at);
    push(std::move(event));
  }
  void copy(const Operand& dest, const Operand& a, SourceRange at) { assign(dest, Op::kCopy, a, {}, at); }

  Operand compute(Op op, const Operand& a, const Operand& b, const Expr* e) {
    Operand dest = temporary(QualType());
    assign(dest, op, a, b, e->getSourceRange());
    return dest;
  }

  // ---- values ------------------------------------------------------------------------------------------------------

  /// The value of `written`; its events are emitted once, when it is first asked for.
  Operand value(const Expr* written) {
    if (!written) return unknown();
    if (Operand known = constant(written); known.kind != Operand::kNone) return known;
    const Expr* e = core(written);
    if (!e) return unknown(written);
    auto found = values_.find(e);
    if (found != values_.end()) return found->second;
    if (depth_ > 400) return unknown(e);
    ++depth_;
    Operand result = compute(e);
    --depth_;
    values_[e] = result;
    return result;
  }

  Operand compute(const Expr* e) {
    if (Operand known = constant(e); known.kind != Operand::kNone) return known;
    switch (e->getStmtClass()) {
      case Stmt::DeclRefExprClass: {
        const auto* reference = cast<DeclRefExpr>(e);
        if (const auto* variable = dyn_cast<VarDecl>(reference->getDecl())) {
          // libcurl's type check keeps the option in a local of its macro
          if (variable->getName() == "_curl_opt" && variable->getInit()) return value(variable->getInit());
        }
        return place(e);
      }
      case Stmt::MemberExprClass:
      case Stmt::ArraySubscriptExprClass:
        return place(e);
      case Stmt::CXXThisExprClass: return self();
      case Stmt::UnaryOperatorClass: return unary(cast<UnaryOperator>(e));
      case Stmt::BinaryOperatorClass:
      case Stmt::CompoundAssignOperatorClass: return binary(cast<BinaryOperator>(e));
      case Stmt::ConditionalOperatorClass:
      case Stmt::BinaryConditionalOperatorClass: {
        auto joined = joins_.find(e);
        return joined == joins_.end() ? unknown(e) : joined->second;
      }
      case Stmt::StmtExprClass: {
        const CompoundStmt* inside = cast<StmtExpr>(e)->getSubStmt();
        const auto* last = inside->body_empty() ? nullptr : dyn_cast<Expr>(inside->body_back());
        return last ? value(last) : unknown(e);
      }
      case Stmt::CallExprClass:
      case Stmt::CXXMemberCallExprClass:
      case Stmt::CXXOperatorCallExprClass:
      case Stmt::UserDefinedLiteralClass: return call(cast<CallExpr>(e));
      case Stmt::CXXConstructExprClass:
      case Stmt::CXXTemporaryObjectExprClass: return construct(cast<CXXConstructExpr>(e));
      case Stmt::CXXInheritedCtorInitExprClass: return unknown(e);
      case Stmt::CXXNewExprClass: return allocation(cast<CXXNewExpr>(e));
      case Stmt::CXXDeleteExprClass: {
        Event event;
        event.kind = Event::kDelete;
        event.a = value(cast<CXXDeleteExpr>(e)->getArgument());
        event.at = names_.range(e->getSourceRange());
        if (isPlace(event.a)) push(std::move(event));
        return {};
      }
      case Stmt::CXXThrowExprClass: {
        Event event;
        event.kind = Event::kThrow;
        if (const Expr* thrown = cast<CXXThrowExpr>(e)->getSubExpr()) event.a = value(thrown);
        event.at = names_.range(e->getSourceRange());
        push(std::move(event));
        return {};
      }
      case Stmt::CXXDynamicCastExprClass: return value(cast<CXXDynamicCastExpr>(e)->getSubExpr());
      case Stmt::LambdaExprClass: {
        const auto* lambda = cast<LambdaExpr>(e);
        if (const StringLiteral* text = frameworkLiteral(lambda)) return string(literal(text));
        unit_.lambdas.push_back(lambda);
        return functionOperand(lambda->getCallOperator());
      }
      case Stmt::InitListExprClass: {
        const auto* list = cast<InitListExpr>(e);
        if (list->getNumInits() == 1 && !Names::isRecord(e->getType()) && !e->getType()->isArrayType()) return value(list->getInit(0));
        if (list->getNumInits() == 0 && !Names::isRecord(e->getType())) return e->getType()->isPointerType() ? null() : integer(0);
        Operand object = fresh(e->getType(), e);
        fill(object, e->getType(), e);
        return object;
      }
      case Stmt::CompoundLiteralExprClass: return value(cast<CompoundLiteralExpr>(e)->getInitializer());
      case Stmt::CXXScalarValueInitExprClass:
      case Stmt::ImplicitValueInitExprClass: return e->getType()->isPointerType() ? null() : integer(0);
      case Stmt::RecoveryExprClass: return recovered(cast<RecoveryExpr>(e));
      case Stmt::CXXUnresolvedConstructExprClass:
      case Stmt::ParenListExprClass: {
        Operand last = unknown(e);
        unsigned count = 0;
        for (const Stmt* child : e->children()) {
          if (const auto* inner = dyn_cast_or_null<Expr>(child)) { last = value(inner); ++count; }
        }
        return count == 1 ? last : unknown(e);
      }
      case Stmt::UnresolvedLookupExprClass: return globalOperand(cast<UnresolvedLookupExpr>(e)->getName().getAsString());
      case Stmt::CXXDependentScopeMemberExprClass: {
        const auto* member = cast<CXXDependentScopeMemberExpr>(e);
        Operand base = member->isImplicitAccess() ? self() : value(member->getBase());
        return isPlace(base) ? extend(base, member->getMember().getAsString()) : unknown(e);
      }
      default: break;
    }
    // Anything else: its parts may call.
    for (const Stmt* child : e->children()) {
      if (const auto* inner = dyn_cast_or_null<Expr>(child)) value(inner);
    }
    return unknown(e);
  }

  /// QStringLiteral("x") and QByteArrayLiteral("x") are lambdas that give the literal.
  const StringLiteral* frameworkLiteral(const LambdaExpr* lambda) {
    SourceLocation at = lambda->getBeginLoc();
    if (!at.isMacroID()) return nullptr;
    llvm::StringRef macro = Lexer::getImmediateMacroName(at, names_.sources, context_.getLangOpts());
    if (!macro.ends_with("Literal")) return nullptr;
    std::vector<const Stmt*> open = {lambda->getBody()};
    while (!open.empty()) {
      const Stmt* s = open.back();
      open.pop_back();
      if (!s) continue;
      if (const auto* text = dyn_cast<StringLiteral>(s)) return text;
      if (const auto* declared = dyn_cast<DeclStmt>(s)) {
        for (const Decl* declaration : declared->decls()) {
          if (const auto* variable = dyn_cast<VarDecl>(declaration)) open.push_back(variable->getInit());
        }
        continue;
      }
      for (const Stmt* child : s->children()) open.push_back(child);
    }
    return nullptr;
  }

  Operand self() {
    if (!isLambda_) return result_.parameters.empty() || result_.isStatic ? unknown() : localOperand(this_);
    const DeclContext* scope = cast<CXXMethodDecl>(function_)->getParent()->getDeclContext();
    const FunctionDecl* outer = nullptr;
    while (scope) {
      const auto* in = dyn_cast<FunctionDecl>(scope);
      const auto* method = dyn_cast_or_null<CXXMethodDecl>(in);
      if (method && !method->getParent()->isLambda()) { outer = in; break; }
      scope = scope->getParent();
    }
    return outer ? captured(names_.key(outer), "this") : unknown();
  }

  Operand unary(const UnaryOperator* e) {
    switch (e->getOpcode()) {
      case UO_AddrOf: {
        const Expr* inner = core(e->getSubExpr());
        Operand operand = place(inner);
        if (inner->getType()->isFunctionType() || Names::isRecord(inner->getType()) || inner->getType()->isArrayType()) return operand;
        return addressOf(operand);
      }
      case UO_Deref: return place(e);
      case UO_LNot: {
        Operand inner = value(e->getSubExpr());
        return compute(Op::kNot, inner, {}, e);
      }
      case UO_Not: {
        Operand inner = value(e->getSubExpr());
        return compute(Op::kBitNot, inner, {}, e);
      }
      case UO_PostInc: case UO_PostDec: case UO_PreInc: case UO_PreDec: {
        Operand at = place(e->getSubExpr());
        Operand before = at;
        if (e->isPostfix() && isPlace(at)) {
          before = temporary(QualType());
          copy(before, at, e->getSourceRange());
        }
        if (e->isIncrementOp() && e->getType()->isIntegralOrEnumerationType()) assign(at, Op::kAdd, at, integer(1), e->getSourceRange());
        else if (!e->getType()->isPointerType()) assign(at, Op::kUnknown, at, {}, e->getSourceRange());
        return before;
      }
      default: {
        Operand inner = value(e->getSubExpr());
        return compute(Op::kUnknown, inner, {}, e);
      }
    }
  }

  Operand binary(const BinaryOperator* e) {
    BinaryOperatorKind kind = e->getOpcode();
    if (kind == BO_Comma) {
      value(e->getLHS());
      return value(e->getRHS());
    }
    if (kind == BO_LAnd || kind == BO_LOr) {
      auto joined = joins_.find(e);
      return joined == joins_.end() ? unknown(e) : joined->second;
    }
    if (kind == BO_Assign) {
      Operand dest = place(e->getLHS());
      store(dest, e->getLHS()->getType(), e->getRHS(), e->getSourceRange());
      if (isPlace(dest)) return dest;
      return value(e->getRHS());
    }
    if (e->isCompoundAssignmentOp()) {
      Operand dest = place(e->getLHS());
      Operand right = value(e->getRHS());
      if (!e->getLHS()->getType()->isPointerType()) assign(dest, arithmetic(kind), dest, right, e->getSourceRange());
      return dest;
    }
    Operand left = value(e->getLHS());
    Operand right = value(e->getRHS());
    if (isComparison(kind)) return compute(comparison(kind), left, right, e);
    // a pointer moved inside its array still points there
    if (e->getType()->isPointerType() && (kind == BO_Add || kind == BO_Sub)) return e->getLHS()->getType()->isPointerType() ? left : right;
    return compute(arithmetic(kind), left, right, e);
  }

  /// dest = right, with structures filled member by member where a list gives them.
  void store(const Operand& dest, QualType type, const Expr* right, SourceRange at) {
    const Expr* e = core(right);
    if (e && isa<InitListExpr>(e) && (Names::isRecord(type) || type->isArrayType())) return fill(dest, type, e);
    if (e && isa<CompoundLiteralExpr>(e) && Names::isRecord(type)) return fill(dest, type, core(cast<CompoundLiteralExpr>(e)->getInitializer()));
    if (const auto* memory = dyn_cast_or_null<CallExpr>(e)) {
      const FunctionDecl* callee = memory->getDirectCallee();
      Known kind = callee && callee->getIdentifier() ? known(callee->getName()) : Known::kNothing;
      if ((kind == Known::kAllocate || kind == Known::kAllocateZero) && type->isPointerType() && Names::isRecord(type->getPointeeType())) {
        create(dest, type->getPointeeType(), at);
        if (kind == Known::kAllocateZero) zero(dest, type->getPointeeType(), at);
        values_[e] = dest;
        return;
      }
    }
    copy(dest, value(right), at);
  }

  void create(const Operand& dest, QualType type, SourceRange at) {
    Name name = typeName(type);
    assign(dest, Op::kNew, name ? globalOperand(module_.text(name)) : string("struct"), {}, at);
  }

  Operand fresh(QualType type, const Expr* e) {
    Operand object = temporary(type, true);
    create(object, type, e->getSourceRange());
    return object;
  }

  /// Every flag and pointer of `type` is zero.
  void zero(const Operand& object, QualType type, SourceRange at, int level = 0) {
    const auto* record = type->getAs<RecordType>();
    if (!record || !record->getDecl()->getDefinition() || !names_.isProgram(record->getDecl()) || level > 1 || record->getDecl()->isUnion()) return;
    unsigned count = 0;
    for (const FieldDecl* field : record->getDecl()->getDefinition()->fields()) {
      if (++count > kMostFieldsZeroed) return;
      if (!field->getDeclName()) continue;
      zeroField(extend(object, field->getName()), field->getType(), at, level);
    }
  }
  void zeroField(const Operand& dest, QualType type, SourceRange at, int level) {
    if (type->isBooleanType()) {
      Operand off = integer(0);
      off.kind = Operand::kBool;
      copy(dest, off, at);
    } else if (type->isIntegralOrEnumerationType()) {
      copy(dest, integer(0), at);
    } else if (type->isFunctionPointerType() || (type->isPointerType() && names_.isTrigger(type))) {
      copy(dest, null(), at);
    } else if (Names::isRecord(type)) {
      zero(dest, type, at, level + 1);
    }
  }

  /// An initializer list, member by member.
  void fill(const Operand& dest, QualType type, const Expr* initializer) {
    const auto* list = dyn_cast_or_null<InitListExpr>(initializer ? core(initializer) : nullptr);
    if (!list) {
      if (initializer) store(dest, type, initializer, initializer->getSourceRange());
      return;
    }
    if (const InitListExpr* semantic = list->getSemanticForm()) list = semantic;
    SourceRange at = list->getSourceRange();
    auto element = [&](const Operand& to, QualType elementType, const Expr* from) {
      if (isa<ImplicitValueInitExpr>(from)) zeroField(to, elementType, at, 1);
      else if (isa<InitListExpr>(core(from)) && (Names::isRecord(elementType) || elementType->isArrayType())) fill(to, elementType, from);
      else store(to, elementType, from, from->getSourceRange());
    };
    if (const auto* array = context_.getAsArrayType(type)) {
      for (unsigned i = 0; i < list->getNumInits() && i < kMostElements; ++i) {
        element(extend(dest, "[" + std::to_string(i) + "]"), array->getElementType(), list->getInit(i));
      }
      return;
    }
    const auto* record = type->getAs<RecordType>();
    const RecordDecl* definition = record ? record->getDecl()->getDefinition() : nullptr;
    if (!definition) return;
    if (const FieldDecl* only = list->getInitializedFieldInUnion()) {
      if (list->getNumInits() == 1) element(extend(dest, only->getName()), only->getType(), list->getInit(0));
      return;
    }
    unsigned next = 0;
    if (const auto* derived = dyn_cast<CXXRecordDecl>(definition)) {
      for ([[maybe_unused]] const CXXBaseSpecifier& base : derived->bases()) {
        if (next < list->getNumInits()) element(dest, base.getType(), list->getInit(next++));
      }
    }
    bool ours = names_.isProgram(definition);
    for (const FieldDecl* field : definition->fields()) {
      if (field->isUnnamedBitField()) continue;
      if (next >= list->getNumInits()) break;
      const Expr* from = list->getInit(next++);
      if (!ours && isa<ImplicitValueInitExpr>(from)) continue;
      element(field->getDeclName() ? extend(dest, field->getName()) : dest, field->getType(), from);
    }
  }

  // ---- calls -------------------------------------------------------------------------------------------------------

  Event callEvent(const Expr* e) {
    Event event;
    event.kind = Event::kCall;
    event.at = names_.range(e->getSourceRange());
    return event;
  }

  void locate(Event& event, const Expr* callee, SourceLocation rightParen) {
    SourceManager& sources = names_.sources;
    SourceLocation at = callee->getExprLoc();
    event.inMacro = at.isMacroID() && !sources.isMacroArgExpansion(at);
    Range name;
    if (event.inMacro) {
      // `#define curl_easy_setopt(handle, option, value) curl_easy_setopt(handle, option, value)` leaves the call as written
      const auto* reference = dyn_cast<DeclRefExpr>(core(callee));
      llvm::StringRef macro = Lexer::getImmediateMacroName(at, sources, context_.getLangOpts());
      SourceLocation written = sources.getImmediateMacroCallerLoc(at);
      if (!reference || !reference->getDecl()->getIdentifier() || macro != reference->getDecl()->getName() || !written.isFileID() || !event.at.known()) return;
      event.inMacro = false;
      name = event.at;
      name.end = name.begin + static_cast<uint32_t>(macro.size());
      rightParen = sources.getExpansionRange(at).getEnd();
    } else {
      name = names_.range(callee->getSourceRange());
    }
    if (!name.known()) return;
    event.calleeEnd = name.end;
    SourceLocation close = sources.getFileLoc(rightParen);
    if (close.isInvalid()) return;
    FileID file = sources.getFileID(close);
    bool bad = false;
    llvm::StringRef text = sources.getBufferData(file, &bad);
    if (bad || names_.file(file) != name.file || name.end >= text.size()) return;
    size_t open = text.find_first_not_of(" \t\r\n\\", name.end);
    if (open == llvm::StringRef::npos || text[open] != '(') return;
    event.openParen = static_cast<uint32_t>(open);
    event.closeParen = sources.getFileOffset(close);
  }

  void pass(Event& event, const Operand& value, SourceRange at = {}) {
    Argument argument;
    argument.value = value;
    argument.at = names_.range(at);
    event.arguments.push_back(std::move(argument));
  }

  void passAll(Event& event, const FunctionDecl* callee, unsigned from, llvm::ArrayRef<const Expr*> arguments) {
    for (unsigned i = 0; i < arguments.size(); ++i) {
      const Expr* argument = arguments[i];
      QualType type;
      if (callee && i + from < callee->getNumParams()) type = callee->getParamDecl(i + from)->getType();
      pass(event, passed(type, argument), isa<CXXDefaultArgExpr>(argument) ? SourceRange() : argument->getSourceRange());
    }
  }

  Operand passed(QualType parameter, const Expr* argument) {
    if (!parameter.isNull() && Names::isPlaceReference(parameter)) return addressOf(place(argument));
    return value(argument);
  }

  Operand finish(Event event, QualType type, const Expr* e) {
    Operand result;
    if (type.isNull() || !type->isVoidType()) {
      bool object = !type.isNull() && Names::isRecord(type);
      result = temporary(type, object);
      auto target = targets_.find(e);
      if (target != targets_.end()) result = target->second;
      event.dest = result;
    }
    push(std::move(event));
    return result;
  }

  llvm::ArrayRef<const Expr*> argumentsOf(const CallExpr* e, unsigned from = 0) {
    return llvm::ArrayRef<const Expr*>(e->getArgs(), e->getNumArgs()).drop_front(from);
  }

  Operand call(const CallExpr* e) {
    if (const auto* literalCall = dyn_cast<UserDefinedLiteral>(e)) {
      if (const auto* text = dyn_cast_or_null<StringLiteral>(literalCall->getCookedLiteral())) return string(literal(text));
    }
    if (const auto* operation = dyn_cast<CXXOperatorCallExpr>(e)) return operatorCall(operation);
    if (const auto* method = dyn_cast<CXXMemberCallExpr>(e)) return methodCall(method);
    const FunctionDecl* callee = e->getDirectCallee();
    if (!callee) return indirectCall(e);
    if (callee->getIdentifier()) {
      llvm::StringRef name = callee->getName();
      if (name.starts_with("_curl_")) return unknown(e);  // warnings of libcurl's type check
      if (callee->isInStdNamespace()) {
        if (e->getNumArgs() == 1 && (name == "move" || name == "forward" || name == "as_const" || name == "ref" || name == "cref" || name == "to_string" ||
                                     name == "addressof" || name == "begin" || name == "end" || name == "static_pointer_cast" || name == "dynamic_pointer_cast")) {
          if (name == "to_string") return unknown(e);
          return name == "ref" || name == "addressof" ? reference(e->getArg(0)) : value(e->getArg(0));
        }
        if (name == "make_unique" || name == "make_shared") return made(e);
      }
      if ((name == "make_unique" || name == "make_shared" || name == "makeShared") && !names_.isProgram(callee) && Names::isValueClass(e->getType())) return made(e);
      if (Operand moved; libraryCall(e, known(name), moved)) return moved;
    }
    Event event = callEvent(e);
    event.callee = functionOperand(callee);
    passAll(event, callee, 0, argumentsOf(e));
    if (const auto* method = dyn_cast<CXXMethodDecl>(callee)) noteRecord(method->getParent());
    locate(event, e->getCallee(), e->getRParenLoc());
    return finish(std::move(event), e->getCallReturnType(context_), e);
  }

  Operand reference(const Expr* e) {
    Operand at = place(e);
    return Names::isRecord(core(e)->getType()) ? at : addressOf(at);
  }

  /// The C library's ways to move text and memory. True when nothing is left of the call.
  bool libraryCall(const CallExpr* e, Known kind, Operand& result) {
    unsigned count = e->getNumArgs();
    auto argument = [&](unsigned i) { return value(e->getArg(i)); };
    SourceRange at = e->getSourceRange();
    switch (kind) {
      case Known::kNothing: return false;
      case Known::kSilent: {
        for (unsigned i = 0; i < count; ++i) argument(i);
        result = unknown(e);
        return true;
      }
      case Known::kSame:
        if (count < 1) return false;
        result = argument(0);
        return true;
      case Known::kFormat:
        if (count < 2) return false;
        copy(argument(0), formatted(e, 1), at);
        result = unknown(e);
        return true;
      case Known::kFormatSized: {
        if (count < 3) return false;
        copy(argument(0), formatted(e, 2), at);
        result = unknown(e);
        return true;
      }
      case Known::kFormatAllocated:
        if (count < 2) return false;
        copy(extend(argument(0), "*"), formatted(e, 1), at);
        result = unknown(e);
        return true;
      case Known::kFormatReturned:
        if (count < 1) return false;
        result = formatted(e, 0);
        return true;
      case Known::kCopyText:
        if (count < 2) return false;
        result = argument(0);
        copy(result, argument(1), at);
        return true;
      case Known::kAppendText:
        if (count < 2) return false;
        result = argument(0);
        assign(result, Op::kAdd, result, argument(1), at);
        return true;
      case Known::kDuplicate:
        if (count < 1) return false;
        result = argument(0);
        return true;
      case Known::kFind:
        if (count < 2) return false;
        result = compute(Op::kIn, argument(count == 4 ? 2 : 1), argument(0), e);
        return true;
      case Known::kZero:
        if (count >= 1) {
          const Expr* object = core(e->getArg(0));
          QualType type = object->getType();
          if (type->isPointerType()) type = type->getPointeeType();
          bool toZero = count == 2 || (count == 3 && argument(1).kind == Operand::kInt && argument(1).integer == 0);
          Operand to = argument(0);
          if (toZero && Names::isRecord(type) && isPlace(to)) zero(to, type, at);
          result = to;
          return true;
        }
        return false;
      case Known::kCopyBytes: {
        if (count < 2) return false;
        result = argument(0);
        Operand from = argument(1);
        if (isPlace(result) && !result.address) {
          // Bytes behind a pointer are the caller's, too.
          const QualType into = e->getArg(0)->IgnoreParenImpCasts()->getType();
          if (into->isPointerType() && into->getPointeeType()->isCharType()) copy(extend(result, "*"), extend(from, "*"), at);
          copy(result, from, at);
        } else if (isPlace(result)) {
          copy(extend(result, "*"), extend(from, "*"), at);
        }
        return true;
      }
      case Known::kAllocate:
      case Known::kAllocateZero: {
        for (unsigned i = 0; i < count; ++i) argument(i);
        result = unknown(e);
        return true;
      }
    }
    return false;
  }

  /// The text of a printf format with \1 for what is not known.
  Operand formatted(const CallExpr* e, unsigned formatAt) {
    Operand format = value(e->getArg(formatAt));
    for (unsigned i = formatAt + 1; i < e->getNumArgs(); ++i) value(e->getArg(i));
    if (format.kind != Operand::kString) return unknown(e);
    std::string from = module_.text(format.name), to;
    unsigned next = formatAt + 1;
    for (size_t i = 0; i < from.size(); ++i) {
      if (from[i] != '%') { to += from[i]; continue; }
      if (i + 1 < from.size() && from[i + 1] == '%') { to += '%'; ++i; continue; }
      size_t end = i + 1;
      while (end < from.size() && !isalpha(static_cast<unsigned char>(from[end]))) {
        if (from[end] == '*') ++next;
        ++end;
      }
      while (end < from.size() && strchr("hljztLq", from[end])) ++end;
      Operand piece = next < e->getNumArgs() ? value(e->getArg(next)) : Operand{};
      ++next;
      if (piece.kind == Operand::kString && end < from.size() && from[end] == 's') to += module_.text(piece.name);
      else if (to.empty() || to.back() != '\x01') to += '\x01';
      i = end;
    }
    return string(to);
  }

  Operand indirectCall(const CallExpr* e) {
    const Expr* callee = e->getCallee();
    const Expr* inner = core(callee);
    Event event = callEvent(e);
    if (const auto* unresolved = dyn_cast<UnresolvedLookupExpr>(inner)) {
      event.callee = globalOperand(unresolved->getName().getAsString());
    } else if (const auto* member = dyn_cast<CXXDependentScopeMemberExpr>(inner)) {
      event.receiver = receiver(member->isImplicitAccess() ? self() : value(member->getBase()), member->getBaseType());
      event.method = intern(member->getMember().getAsString());
    } else if (const auto* overloaded = dyn_cast<UnresolvedMemberExpr>(inner)) {
      event.receiver = receiver(overloaded->isImplicitAccess() ? self() : value(overloaded->getBase()), overloaded->getBaseType());
      event.method = intern(overloaded->getMemberName().getAsString());
    } else if (const auto* broken = dyn_cast<RecoveryExpr>(inner); broken && memberName(broken) != "") {
      event.receiver = broken->subExpressions().empty() ? unknown() : value(broken->subExpressions()[0]);
      if (broken->subExpressions().size() == 1) event.receiver = receiver(event.receiver, broken->subExpressions()[0]->getType());
      event.method = intern(memberName(broken));
      if (!isPlace(event.receiver)) event.receiver = unknown(broken);
    } else {
      while (const auto* deref = dyn_cast<UnaryOperator>(inner)) {
        if (deref->getOpcode() != UO_Deref && deref->getOpcode() != UO_AddrOf) break;
        inner = core(deref->getSubExpr());
      }
      event.callee = value(inner);
      if (!isPlace(event.callee)) event.callee = unknown(callee);
    }
    passAll(event, nullptr, 0, argumentsOf(e));
    locate(event, callee, e->getRParenLoc());
    QualType type = e->getType();
    return finish(std::move(event), type->isDependentType() ? QualType() : type, e);
  }

  /// `x.name` of which the type of x knows no such member: the name, else "".
  std::string memberName(const RecoveryExpr* e) {
    std::string text = names_.text(e->getSourceRange(), 400);
    size_t begin = text.find_last_of(".>");
    if (begin == std::string::npos || (text[begin] == '>' && (begin == 0 || text[begin - 1] != '-'))) return "";
    std::string name = text.substr(begin + 1);
    for (char c : name) {
      if (!isalnum(static_cast<unsigned char>(c)) && c != '_') return "";
    }
    return name;
  }

  /// A receiver is a local that knows its class, so that the method can be found.
  Operand receiver(const Operand& object, QualType type, SourceRange at = {}) {
    if (object.kind == Operand::kLocal && object.path.empty() && !object.address && result_.locals[object.local].type) return object;
    if (!isPlace(object)) return object;
    Operand named = temporary(type);
    if (!result_.locals[named.local].type) return object;
    copy(named, object, at);
    return named;
  }

  Operand methodCall(const CXXMemberCallExpr* e) {
    const CXXMethodDecl* method = e->getMethodDecl();
    const Expr* object = e->getImplicitObjectArgument();
    if (!method) {  // (object->*pointer)(...)
      Event event = callEvent(e);
      event.callee = value(e->getCallee());
      if (!isPlace(event.callee)) event.callee = unknown(e->getCallee());
      passAll(event, nullptr, 0, argumentsOf(e));
      return finish(std::move(event), e->getType(), e);
    }
    llvm::StringRef name = method->getIdentifier() ? method->getName() : llvm::StringRef();
    const auto* member = dyn_cast<MemberExpr>(core(e->getCallee()));
    QualType objectType = object->IgnoreParenImpCasts()->getType();  // what it was before a cast to the method's class
    if (isLog(objectType)) {
      for (const Expr* argument : argumentsOf(e)) value(argument);
      return unknown(e);
    }
    if (objectType->isPointerType()) objectType = objectType->getPointeeType();
    const auto* conversion = dyn_cast<CXXConversionDecl>(method);
    if (method->getParent()->isLambda() && conversion) return value(object);
    if (conversion && !names_.isProgram(method)) return value(object);
    if (Names::isValueClass(objectType)) {
      if (readsValue(name)) return value(object);
      if (storesValue(name)) {
        Operand dest = place(object);
        copy(dest, e->getNumArgs() ? value(e->getArg(0)) : null(), e->getSourceRange());
        return dest;
      }
      if (Names::isString(objectType) && e->getNumArgs() >= 1) {
        if (name == "contains" || name == "startsWith" || name == "starts_with" || name == "endsWith") {
          return compute(Op::kIn, value(e->getArg(0)), value(object), e);
        }
        if (name == "append" || name == "arg" || name == "prepend") {
          Operand text = value(object);
          Operand added = value(e->getArg(0));
          if (name == "append") {
            Operand dest = place(object);
            assign(dest, Op::kAdd, dest, added, e->getSourceRange());
            return dest;
          }
          return compute(name == "prepend" ? Op::kAdd : Op::kUnknown, name == "prepend" ? added : text, name == "prepend" ? text : added, e);
        }
      }
    }
    if (!names_.isProgram(method) && isElement(name, e->getNumArgs()) && (inStandard(method->getParent()) || Names::isValueClass(objectType))) {
      if (name == "begin" || name == "cbegin" || name == "rbegin") return value(object);
      Operand base = place(object);
      for (const Expr* argument : argumentsOf(e)) value(argument);
      return isPlace(base) ? extend(base, "[]") : unknown(e);
    }
    if (!names_.isProgram(method) && inStandard(method->getParent()) && e->getNumArgs() >= 1 &&
        (name == "push_back" || name == "insert" || name == "push" || name == "push_front" || name == "emplace_back")) {
      copy(extend(place(object), "[]"), value(e->getArg(e->getNumArgs() - 1)), e->getSourceRange());
      return {};
    }
    Event event = callEvent(e);
    bool explicitBase = member && member->hasQualifier();
    bool dispatched = method->isVirtual() && !explicitBase && !method->hasAttr<FinalAttr>();
    Operand at = member && member->isArrow() ? value(object) : place(object);
    noteRecord(method->getParent());
    bool ours = names_.isProgram(method) && !(names_.isTrigger(method) && !method->isDefined());
    if (ours && !dispatched) {
      event.callee = functionOperand(method);
      pass(event, at, object->getSourceRange());
    } else {
      bool isSelf = isa<CXXThisExpr>(core(object));
      event.receiver = isSelf && !explicitBase ? at : receiver(at, objectType, object->getSourceRange());
      if (explicitBase && isSelf) event.superOf = result_.owner;
      event.method = intern(conversion ? "operator" : method->getNameAsString());
    }
    passAll(event, method, 0, argumentsOf(e));
    if (member) {
      locate(event, e->getCallee(), e->getRParenLoc());
    }
    return finish(std::move(event), method->getReturnType(), e);
  }

  static bool isElement(llvm::StringRef name, unsigned count) {
    if (name == "at" && count == 1) return true;
    return count == 0 && (name == "front" || name == "back" || name == "top" || name == "begin" || name == "cbegin" || name == "rbegin");
  }

  Operand operatorCall(const CXXOperatorCallExpr* e) {
    OverloadedOperatorKind kind = e->getOperator();
    const FunctionDecl* callee = e->getDirectCallee();
    const auto* method = dyn_cast_or_null<CXXMethodDecl>(callee);
    unsigned count = e->getNumArgs();
    const Expr* first = count ? e->getArg(0) : nullptr;
    QualType firstType = first ? core(first)->getType() : QualType();
    bool isValue = !firstType.isNull() && Names::isValueClass(firstType);
    if (Operand text; streamed(e, text)) return text;
    if (first && isLog(firstType)) {
      for (const Expr* argument : argumentsOf(e, 1)) value(argument);
      return unknown(e);
    }
    bool secondIsValue = count > 1 && Names::isValueClass(e->getArg(1)->getType());
    if (kind == OO_Call && method) {
      Event event = callEvent(e);
      if (method->getParent()->isLambda()) {
        event.callee = value(first);
        if (event.callee.kind == Operand::kString) return event.callee;
        if (!isPlace(event.callee)) event.callee = functionOperand(method);
      } else if (names_.isProgram(method) && !method->isVirtual()) {
        event.callee = functionOperand(method);
        pass(event, place(first), first->getSourceRange());
      } else {  // std::function and its like: the stored function
        event.callee = place(first);
        if (!isPlace(event.callee)) event.callee = unknown(first);
      }
      passAll(event, callee, 0, argumentsOf(e, 1));
      return finish(std::move(event), e->getCallReturnType(context_), e);
    }
    if (isValue && (kind == OO_Star || kind == OO_Arrow) && count == 1) return value(first);
    if ((kind == OO_Star || kind == OO_Arrow) && count == 1 && !(callee && names_.isProgram(callee))) {
      Operand base = value(first);  // an iterator
      return isPlace(base) ? extend(base, "[]") : unknown(e);
    }
    if (kind == OO_Subscript && count == 2 && !(callee && names_.isProgram(callee))) {
      Operand base = place(first);
      Operand key = value(e->getArg(1));
      if (!isPlace(base)) return unknown(e);
      if (key.kind == Operand::kString) return extend(base, "[" + module_.text(key.name) + "]");
      return extend(base, "[]");
    }
    if (kind == OO_Equal && count == 2) {
      const Expr* right = e->getArg(1);
      bool plain = isValue || !method || !names_.isProgram(method) || method->isDefaulted() || method->isImplicit();
      if (plain) {
        Operand dest = place(first);
        store(dest, firstType, right, e->getSourceRange());
        return dest;
      }
    }
    if (comparison(kind) != Op::kUnknown && count == 2 && (isValue || secondIsValue || !callee || !names_.isProgram(callee))) {
      Operand left = value(first);
      Operand right = value(e->getArg(1));
      return compute(comparison(kind), left, right, e);
    }
    if (kind == OO_Exclaim && count == 1 && (isValue || !callee || !names_.isProgram(callee))) return compute(Op::kNot, value(first), {}, e);
    if ((kind == OO_Plus || kind == OO_PlusEqual) && count == 2 && (isValue || secondIsValue)) {
      Operand left = value(first);
      Operand right = value(e->getArg(1));
      if (kind == OO_PlusEqual) {
        Operand dest = place(first);
        assign(dest, Op::kAdd, dest, right, e->getSourceRange());
        return dest;
      }
      if (left.kind == Operand::kString || right.kind == Operand::kString) {
        std::string text = piece(left) + piece(right);
        size_t doubled;
        while ((doubled = text.find("\x01\x01")) != std::string::npos) text.erase(doubled, 1);
        return string(text);
      }
      return compute(Op::kAdd, left, right, e);
    }
    if (!callee || (!names_.isProgram(callee) && kind != OO_LessLess && kind != OO_GreaterGreater)) {
      // flags of enum types: `a | b`
      if (count == 2) {
        Operand left = value(first);
        Operand right = value(e->getArg(1));
        if (kind == OO_Pipe) return compute(Op::kBitOr, left, right, e);
        if (kind == OO_Amp) return compute(Op::kBitAnd, left, right, e);
        return compute(Op::kUnknown, left, right, e);
      }
      for (const Expr* argument : argumentsOf(e)) value(argument);
      return unknown(e);
    }
    Event event = callEvent(e);
    if (method && !method->isStatic()) {
      if (names_.isProgram(method) && !method->isVirtual()) {
        event.callee = functionOperand(method);
        pass(event, place(first), first->getSourceRange());
      } else {
        event.receiver = receiver(place(first), firstType);
        event.method = intern(method->getNameAsString());
      }
      passAll(event, callee, 0, argumentsOf(e, 1));
    } else {
      event.callee = functionOperand(callee);
      passAll(event, callee, 0, argumentsOf(e));
    }
    return finish(std::move(event), e->getCallReturnType(context_), e);
  }

  /// `stream << x`: text goes into a string stream; other streams of the standard library are output for people.
  bool streamed(const CXXOperatorCallExpr* e, Operand& result) {
    if ((e->getOperator() != OO_LessLess && e->getOperator() != OO_GreaterGreater) || e->getNumArgs() != 2) return false;
    const FunctionDecl* callee = e->getDirectCallee();
    if (callee && names_.isProgram(callee) && !callee->isTemplateInstantiation()) return false;
    const CXXRecordDecl* stream = core(e->getArg(0))->getType()->getAsCXXRecordDecl();
    if (!stream || !stream->getIdentifier() || !inStandard(stream)) return false;
    Operand base = place(e->getArg(0));
    Operand added = value(e->getArg(1));
    result = base;
    llvm::StringRef name = stream->getName();
    if (e->getOperator() == OO_LessLess && isPlace(base) && (Names::isString(core(e->getArg(0))->getType()) || texts_.count(textKey(base)))) {
      texts_.insert(textKey(base));  // the next << of the chain sees a plain ostream
      assign(base, Op::kAdd, base, added, e->getSourceRange());
      return true;
    }
    if (e->getOperator() == OO_GreaterGreater && isPlace(base)) {
      Operand into = place(e->getArg(1));
      copy(into, unknown(e), e->getSourceRange());
    }
    return name.contains("stream");
  }
  static std::string textKey(const Operand& operand) {
    std::string key = std::to_string(operand.kind) + ":" + std::to_string(operand.kind == Operand::kLocal ? operand.local : operand.name);
    for (Name step : operand.path) key += "." + std::to_string(step);
    return key;
  }

  std::string piece(const Operand& operand) { return operand.kind == Operand::kString ? module_.text(operand.name) : "\x01"; }

  Operand recovered(const RecoveryExpr* e) {
    llvm::ArrayRef<const Expr*> parts(e->subExpressions().data(), e->subExpressions().size());
    if (parts.empty()) return unknown(e);
    const Expr* first = core(parts[0]);
    const auto* reference = dyn_cast_or_null<DeclRefExpr>(first);
    bool isFunction = reference && isa<FunctionDecl>(reference->getDecl());
    const auto* member = dyn_cast_or_null<MemberExpr>(first);
    const auto* method = member ? dyn_cast<CXXMethodDecl>(member->getMemberDecl()) : nullptr;
    const auto* overloadedMember = dyn_cast_or_null<UnresolvedMemberExpr>(first);
    if (isFunction || method || overloadedMember || isa_and_nonnull<UnresolvedLookupExpr>(first) || isa_and_nonnull<CXXDependentScopeMemberExpr>(first)) {
      Event event = callEvent(e);
      if (isFunction) {
        event.callee = functionOperand(cast<FunctionDecl>(reference->getDecl()));
      } else if (method) {
        event.receiver = receiver(value(member->getBase()), member->getBase()->getType());
        event.method = intern(method->getNameAsString());
      } else if (overloadedMember) {
        event.receiver = receiver(overloadedMember->isImplicitAccess() ? self() : value(overloadedMember->getBase()), overloadedMember->getBaseType());
        event.method = intern(overloadedMember->getMemberName().getAsString());
      } else if (const auto* lookup = dyn_cast<UnresolvedLookupExpr>(first)) {
        event.callee = globalOperand(lookup->getName().getAsString());
      } else {
        const auto* scoped = cast<CXXDependentScopeMemberExpr>(first);
        event.receiver = receiver(scoped->isImplicitAccess() ? self() : value(scoped->getBase()), scoped->getBaseType());
        event.method = intern(scoped->getMember().getAsString());
      }
      passAll(event, nullptr, 0, parts.drop_front());
      return finish(std::move(event), QualType(), e);
    }
    Operand last;
    for (const Expr* part : parts) last = value(part);
    return parts.size() == 1 ? last : unknown(e);
  }

  // ---- objects -----------------------------------------------------------------------------------------------------

  Operand construct(const CXXConstructExpr* e) {
    const CXXConstructorDecl* constructor = e->getConstructor();
    QualType type = e->getType();
    if (type->isArrayType()) return unknown(e);
    if (isCopy(e)) {
      Operand from = value(e->getArg(0));
      for (unsigned i = 1; i < e->getNumArgs(); ++i) value(e->getArg(i));
      return from;
    }
    if (Names::isValueClass(type)) {
      if (e->getNumArgs() == 0 || isa<CXXDefaultArgExpr>(e->getArg(0))) return Names::isString(type) ? string("") : null();
      Operand held = value(e->getArg(0));
      for (unsigned i = 1; i < e->getNumArgs(); ++i) {
        if (!isa<CXXDefaultArgExpr>(e->getArg(i))) value(e->getArg(i));
      }
      return held;
    }
    const CXXRecordDecl* record = constructor->getParent();
    bool isFunctionHolder = record->getIdentifier() && (record->getName() == "function" || record->getName() == "move_only_function") && e->getNumArgs() >= 1;
    if (isFunctionHolder) return value(e->getArg(0));
    Operand object;
    auto target = targets_.find(e);
    if (target != targets_.end() && isPlace(target->second)) object = target->second;
    else object = temporary(type, true);
    if (isLog(type)) return unknown(e);
    bool isPassive = inStandard(record) && record->getIdentifier() && record->getName() != "thread" && record->getName() != "jthread";
    if (isPassive) {  // containers, allocators, iterators, streams
      for (unsigned i = 0; i < e->getNumArgs(); ++i) {
        if (!isa<CXXDefaultArgExpr>(e->getArg(i))) value(e->getArg(i));
      }
      if (target != targets_.end()) create(object, type, e->getSourceRange());
      return object;
    }
    if (!inPlace_.count(e)) create(object, type, e->getSourceRange());
    noteRecord(record);
    if (e->requiresZeroInitialization()) zero(object, type, e->getSourceRange());
    // a trivial constructor does nothing, an implicit one only gives members their initial values
    bool worth = constructor->isUserProvided() || (record->hasDefinition() && record->hasInClassInitializer()) || !names_.isProgram(record);
    if (constructor->isTrivial() || !worth) {
      return object;
    }
    constructorCall(constructor, object, llvm::ArrayRef<const Expr*>(e->getArgs(), e->getNumArgs()), e, e->getParenOrBraceRange());
    return object;
  }

  void constructorCall(const CXXConstructorDecl* constructor, const Operand& object, llvm::ArrayRef<const Expr*> arguments, const Expr* e, SourceRange parens) {
    Event event = callEvent(e);
    event.callee = functionOperand(constructor);
    pass(event, object);
    passAll(event, constructor, 0, arguments);
    SourceLocation open = parens.getBegin(), close = parens.getEnd();
    if (open.isValid() && open.isFileID() && close.isFileID()) {
      event.openParen = names_.sources.getFileOffset(open);
      event.closeParen = names_.sources.getFileOffset(close);
      event.calleeEnd = event.openParen;
    }
    event.inMacro = e->getExprLoc().isMacroID() && !names_.sources.isMacroArgExpansion(e->getExprLoc());
    push(std::move(event));
  }

  Operand allocation(const CXXNewExpr* e) {
    for (const Expr* placement : const_cast<CXXNewExpr*>(e)->placement_arguments()) value(placement);
    if (const Expr* made = e->getInitializer()) {
      if (!e->isArray()) return value(made);
      value(made);
    }
    QualType type = e->getAllocatedType();
    return Names::isRecord(type) ? fresh(type, e) : unknown(e);
  }

  /// make_unique<T>(arguments), make_shared<T>(arguments)
  Operand made(const CallExpr* e) {
    QualType type = e->getType();
    const auto* holder = dyn_cast_or_null<ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    std::vector<Operand> values;
    if (holder && holder->getTemplateArgs().size() && holder->getTemplateArgs()[0].getKind() == TemplateArgument::Type) {
      type = holder->getTemplateArgs()[0].getAsType();
    }
    const CXXRecordDecl* record = type->getAsCXXRecordDecl();
    if (!record || !record->hasDefinition() || !Names::isRecord(type)) {
      for (const Expr* argument : argumentsOf(e)) value(argument);
      return e->getNumArgs() == 1 ? value(e->getArg(0)) : unknown(e);
    }
    Operand object = fresh(type, e);
    noteRecord(record);
    const CXXConstructorDecl* best = nullptr;
    for (const CXXConstructorDecl* constructor : record->ctors()) {
      if (constructor->isCopyOrMoveConstructor() || e->getNumArgs() < constructor->getMinRequiredArguments() || e->getNumArgs() > constructor->getNumParams()) continue;
      if (!best || accepts(constructor, e) > accepts(best, e)) best = constructor;
    }
    if (best && !best->isTrivial()) {
      constructorCall(best, object, argumentsOf(e), e, SourceRange());
    } else {
      for (const Expr* argument : argumentsOf(e)) value(argument);
    }
    return object;
  }
  unsigned accepts(const CXXConstructorDecl* constructor, const CallExpr* e) {
    unsigned same = 0;
    for (unsigned i = 0; i < e->getNumArgs(); ++i) {
      QualType want = constructor->getParamDecl(i)->getType().getNonReferenceType().getCanonicalType().getUnqualifiedType();
      same += want == core(e->getArg(i))->getType().getCanonicalType().getUnqualifiedType();
    }
    return same;
  }

  void declaration(const DeclStmt* statement) {
    for (const Decl* declaration : statement->decls()) {
      if (const auto* decomposed = dyn_cast<DecompositionDecl>(declaration)) {
        if (decomposed->getInit()) value(decomposed->getInit());
        continue;
      }
      const auto* variable = dyn_cast<VarDecl>(declaration);
      if (!variable || variable->isStaticLocal() || variable->hasExternalStorage()) continue;
      const Expr* initializer = variable->getInit();
      if (!initializer) continue;
      initialize(placeWithoutReference(variable), variable->getType(), initializer, SourceRange(variable->getBeginLoc(), initializer->getEndLoc()));
    }
  }

  Operand placeWithoutReference(const VarDecl* variable) {
    Operand at = place(variable);
    if (Names::isPlaceReference(variable->getType()) && isPlace(at) && !at.path.empty()) at.path.pop_back();
    return at;
  }

  void initialize(const Operand& dest, QualType type, const Expr* initializer, SourceRange at) {
    if (Names::isPlaceReference(type)) return copy(dest, addressOf(place(initializer)), at);
    const Expr* e = core(initializer);
    auto target = e ? targets_.find(e) : targets_.end();
    if (target != targets_.end()) {
      value(initializer);
      return;
    }
    if (type->isReferenceType()) return copy(dest, place(initializer), at);
    store(dest, type, initializer, at);
  }

  void initializer(const CXXCtorInitializer* initializer) {
    const Expr* init = initializer->getInit();
    if (!init) return;
    const FieldDecl* field = initializer->getAnyMember();
    if (!field) {
      value(init);
      return;
    }
    Operand at = localOperand(this_);
    if (field->getDeclName()) at = extend(at, field->getName());
    SourceRange written = initializer->isWritten() ? initializer->getSourceRange() : init->getSourceRange();
    if (isa<ImplicitValueInitExpr>(core(init))) return zeroField(at, field->getType(), written, 0);
    initialize(at, field->getType(), init, written);
  }

  // ---- blocks ------------------------------------------------------------------------------------------------------

  BlockId addBlock() {
    result_.blocks.emplace_back();
    return static_cast<BlockId>(result_.blocks.size() - 1);
  }

  void handlersOf(Block& target, const CXXTryStmt* attempt) {
    for (; attempt; attempt = tries_[attempt]) {
      for (unsigned i = 0; i < attempt->getNumHandlers(); ++i) {
        const CXXCatchStmt* handler = attempt->getHandler(i);
        auto found = catchBlocks_.find(handler);
        if (found == catchBlocks_.end()) continue;
        Handler entry;
        entry.target = found->second;
        if (const VarDecl* exception = handler->getExceptionDecl()) {
          QualType type = exception->getType().getNonReferenceType();
          const RecordDecl* record = type->getAsRecordDecl();
          entry.types.push_back(intern(record ? names_.className(record) : type.getUnqualifiedType().getAsString()));
        }
        bool all = entry.types.empty();
        target.handlers.push_back(std::move(entry));
        if (all) return;
      }
    }
  }

  /// The try that surrounds `statement`; a new block starts when it changes.
  void enter(const Stmt* statement) {
    if (tries_.empty() || !statement) return;
    if (const auto* declared = dyn_cast<DeclStmt>(statement); declared && declared->isSingleDecl()) {  // the graph splits `int a, b;`
      const auto* variable = dyn_cast<VarDecl>(declared->getSingleDecl());
      if (variable && variable->getInit()) statement = variable->getInit();
    }
    auto found = surrounding_.find(statement);
    const CXXTryStmt* attempt = found == surrounding_.end() ? nullptr : found->second;
    if (attempt == currentTry_) return;
    if (!block().events.empty()) {
      BlockId next = addBlock();
      block().end.kind = Terminator::kJump;
      block().end.yes = next;
      current_ = next;
    }
    currentTry_ = attempt;
    block().handlers.clear();
    handlersOf(block(), attempt);
  }

  void lowerGraph(const CFG& cfg) {
    for (const CFGBlock* graphBlock : cfg) {
      for (const CFGElement& element : *graphBlock) {
        if (auto statement = element.getAs<CFGStmt>()) elements_.insert(statement->getStmt());
      }
    }
    for (const CFGBlock* graphBlock : cfg) {
      for (const CFGElement& element : *graphBlock) {
        auto statement = element.getAs<CFGStmt>();
        if (!statement) continue;
        const Stmt* s = statement->getStmt();
        if (const auto* condition = dyn_cast<AbstractConditionalOperator>(s)) {
          if (condition->getType()->isVoidType()) continue;
          joined(condition, condition->getTrueExpr(), condition->getFalseExpr());
        } else if (const auto* logical = dyn_cast<BinaryOperator>(s); logical && logical->isLogicalOp()) {
          joined(logical, logical->getLHS(), logical->getRHS());
        }
      }
    }
    std::vector<const CFGBlock*> order = inOrder(cfg);
    std::vector<BlockId> heads(cfg.getNumBlockIDs(), kNoBlock);
    for (const CFGBlock* graphBlock : order) {
      heads[graphBlock->getBlockID()] = addBlock();
      if (const auto* handler = dyn_cast_or_null<CXXCatchStmt>(graphBlock->getLabel())) catchBlocks_[handler] = heads[graphBlock->getBlockID()];
    }
    auto follow = [&](const CFGBlock* to) {
      if (!to || heads[to->getBlockID()] == kNoBlock) return kNoBlock;
      return heads[to->getBlockID()];
    };
    for (const CFGBlock* graphBlock : order) lowerBlock(cfg, *graphBlock, heads[graphBlock->getBlockID()], follow);
  }

  void joined(const Expr* whole, const Expr* left, const Expr* right) {
    if (constant(whole).kind != Operand::kNone || joins_.count(whole)) return;
    Operand join = temporary(whole->getType());
    joins_[whole] = join;
    arm(left, join);
    arm(right, join);
  }
  /// Every expression whose value `join` may take; `a && b` inside `a && b && c` has no element of its own.
  void arm(const Expr* e, const Operand& join) {
    e = core(e);
    if (const auto* logical = dyn_cast<BinaryOperator>(e); logical && logical->isLogicalOp() && !elements_.count(logical)) {
      arm(logical->getLHS(), join);
      arm(logical->getRHS(), join);
      return;
    }
    arms_[e].push_back(join);
  }

  /// Reverse post-order from the entry, then from each handler.
  static std::vector<const CFGBlock*> inOrder(const CFG& cfg) {
    std::vector<const CFGBlock*> order;
    std::vector<bool> seen(cfg.getNumBlockIDs(), false);
    auto visit = [&](const CFGBlock* root) {
      if (!root || seen[root->getBlockID()]) return;
      std::vector<const CFGBlock*> post;
      std::vector<std::pair<const CFGBlock*, unsigned>> stack;
      seen[root->getBlockID()] = true;
      stack.push_back({root, 0});
      while (!stack.empty()) {
        auto& [at, next] = stack.back();
        if (next < at->succ_size()) {
          const CFGBlock* to = *(at->succ_begin() + next++);
          if (to && !seen[to->getBlockID()]) {
            seen[to->getBlockID()] = true;
            stack.push_back({to, 0});
          }
          continue;
        }
        post.push_back(at);
        stack.pop_back();
      }
      order.insert(order.end(), post.rbegin(), post.rend());
    };
    visit(&cfg.getEntry());
    for (const CFGBlock* block : cfg) {
      if (isa_and_nonnull<CXXCatchStmt>(block->getLabel())) visit(block);
    }
    return order;
  }

  template <class Follow>
  void lowerBlock(const CFG& cfg, const CFGBlock& from, BlockId head, Follow follow) {
    current_ = head;
    currentTry_ = nullptr;
    reachable_ = true;
    returned_ = false;
    for (const CFGElement& element : from) lowerElement(element);
    const Stmt* terminator = from.getTerminatorStmt();
    if (&from == &cfg.getExit()) {
      block().end = Terminator{};
      return;
    }
    Terminator& end = block().end;
    if (returned_) {
      end = pendingReturn_;
      return;
    }
    if (from.hasNoReturnElement() || !reachable_) {
      end.kind = Terminator::kUnreachable;
      return;
    }
    std::vector<const CFGBlock*> next;
    for (const CFGBlock::AdjacentBlock& successor : from.succs()) next.push_back(successor);
    if (const auto* choice = dyn_cast_or_null<SwitchStmt>(terminator)) return lowerSwitch(choice, from, follow);
    if (next.size() == 2 && terminator && !isa<CXXTryStmt>(terminator)) {
      BlockId yes = follow(next[0]), no = follow(next[1]);
      if (yes == kNoBlock || no == kNoBlock) return jump(yes == kNoBlock ? no : yes);
      const Expr* condition = from.getLastCondition();
      if (!condition) condition = dyn_cast_or_null<Expr>(from.getTerminatorCondition());
      if (!condition) return branch(unknown(), terminator->getSourceRange(), yes, no);
      const Expr* tested = core(condition);
      if (const auto* logical = dyn_cast<BinaryOperator>(tested); logical && logical->isLogicalOp() && !joins_.count(logical)) tested = core(logical->getRHS());
      SourceRange at = tested->getSourceRange();
      while (const auto* negated = dyn_cast<UnaryOperator>(tested)) {
        if (negated->getOpcode() != UO_LNot) break;
        tested = core(negated->getSubExpr());
        std::swap(yes, no);
      }
      branch(value(tested), at, yes, no);
      return;
    }
    std::vector<BlockId> targets;
    for (const CFGBlock* to : next) {
      if (BlockId id = follow(to); id != kNoBlock) targets.push_back(id);
    }
    if (targets.empty()) {
      block().end.kind = Terminator::kUnreachable;
      return;
    }
    for (size_t i = 0; i + 1 < targets.size(); ++i) {  // computed goto
      BlockId rest = addBlock();
      branch(unknown(terminator), terminator ? terminator->getSourceRange() : SourceRange(), targets[i], rest);
      current_ = rest;
    }
    jump(targets.back());
  }

  void jump(BlockId to) {
    block().end.kind = to == kNoBlock ? Terminator::kUnreachable : Terminator::kJump;
    block().end.yes = to;
  }

  void branch(const Operand& value, SourceRange at, BlockId yes, BlockId no) {
    Terminator& end = block().end;
    end.kind = Terminator::kBranch;
    end.value = value;
    end.at = names_.range(at);
    end.yes = yes;
    end.no = no;
  }

  template <class Follow>
  void lowerSwitch(const SwitchStmt* choice, const CFGBlock& from, Follow follow) {
    Operand subject = value(choice->getCond());
    BlockId fallback = kNoBlock;
    std::vector<std::pair<const CaseStmt*, BlockId>> cases;
    unsigned position = 0, count = from.succ_size();
    for (const CFGBlock::AdjacentBlock& successor : from.succs()) {
      ++position;
      const CFGBlock* to = successor;
      BlockId id = follow(to);
      if (id == kNoBlock) continue;
      const auto* label = to ? dyn_cast_or_null<CaseStmt>(to->getLabel()) : nullptr;
      if (label && position != count) cases.push_back({label, id});
      else fallback = id;
    }
    // in source order
    std::reverse(cases.begin(), cases.end());
    for (size_t i = 0; i < cases.size(); ++i) {
      const auto& [label, target] = cases[i];
      bool last = i + 1 == cases.size();
      Operand test = temporary(QualType());
      Operand low = constant(label->getLHS());
      if (low.kind == Operand::kNone) low = unknown(label->getLHS());
      assign(test, label->getRHS() ? Op::kUnknown : Op::kEq, subject, low, label->getLHS()->getSourceRange());
      if (last && fallback == kNoBlock) return jump(target);
      BlockId rest = last ? fallback : addBlock();
      if (!last) {
        auto handlers = block().handlers;
        result_.blocks[rest].handlers = std::move(handlers);
      }
      branch(test, label->getLHS()->getSourceRange(), target, rest);
      if (last) return;
      current_ = rest;
    }
    jump(fallback);
  }

  void lowerElement(const CFGElement& element) {
    if (auto statement = element.getAs<CFGStmt>()) {
      const Stmt* s = statement->getStmt();
      enter(s);
      lowerStatement(s);
    } else if (auto initialized = element.getAs<CFGInitializer>()) {
      initializer(initialized->getInitializer());
    } else if (auto destroyed = element.getAs<CFGAutomaticObjDtor>()) {
      const VarDecl* variable = destroyed->getVarDecl();
      QualType type = variable->getType().getNonReferenceType();
      if (Names::isString(type)) return;
      enter(destroyed->getTriggerStmt());
      Event event;
      event.kind = Event::kDelete;
      event.a = place(variable);
      if (isPlace(event.a) && reachable_) block().events.push_back(std::move(event));
    }
  }

  void lowerStatement(const Stmt* s) {
    if (const auto* e = dyn_cast<Expr>(s)) {
      if (returned_) return;
      const Expr* inner = core(e);
      Operand result = value(e);
      if (auto arm = arms_.find(inner); arm != arms_.end()) {
        for (const Operand& join : arm->second) copy(join, result, e->getSourceRange());
        arms_.erase(arm);
      }
      if (isa<CXXThrowExpr>(inner)) reachable_ = false;
      return;
    }
    if (const auto* declared = dyn_cast<DeclStmt>(s)) return declaration(declared);
    if (const auto* returned = dyn_cast<ReturnStmt>(s)) {
      pendingReturn_ = Terminator{};
      pendingReturn_.kind = Terminator::kReturn;
      if (const Expr* what = returned->getRetValue(); what && !what->getType()->isVoidType()) {
        QualType type = function_->getReturnType();
        pendingReturn_.value = !type->isDependentType() && Names::isPlaceReference(type) ? place(what) : value(what);
      }
      pendingReturn_.at = names_.range(returned->getSourceRange());
      returned_ = true;
    }
  }

  /// Without a graph (broken source): every expression once, in the order of the text.
  void lowerStraight(const Stmt* body) {
    current_ = addBlock();
    straight(body);
    block().end = Terminator{};
  }
  void straight(const Stmt* s) {
    if (!s) return;
    if (const auto* e = dyn_cast<Expr>(s)) {
      value(e);
      return;
    }
    if (const auto* declared = dyn_cast<DeclStmt>(s)) return declaration(declared);
    for (const Stmt* child : s->children()) straight(child);
  }

  Unit& unit_;
  Names& names_;
  Module& module_;
  ASTContext& context_;
  const FunctionDecl* function_;
  Function result_;
  bool isLambda_ = false;
  bool hasBrokenLoop_ = false;
  LocalId this_ = 0;
  std::unordered_map<const VarDecl*, LocalId> locals_;
  llvm::DenseMap<const Expr*, Operand> values_;
  llvm::DenseMap<const Expr*, Operand> joins_;
  llvm::DenseMap<const Expr*, std::vector<Operand>> arms_;
  std::set<const Stmt*> elements_;
  llvm::DenseMap<const Stmt*, Operand> targets_;
  std::set<const Expr*> inPlace_;
  std::unordered_map<void*, Name> typeNames_;
  llvm::DenseMap<const Stmt*, const CXXTryStmt*> surrounding_;
  std::map<const CXXTryStmt*, const CXXTryStmt*> tries_;
  llvm::DenseMap<const CXXCatchStmt*, BlockId> catchBlocks_;
  const CXXTryStmt* currentTry_ = nullptr;
  BlockId current_ = 0;
  bool reachable_ = true;
  bool returned_ = false;
  Terminator pendingReturn_;
  unsigned depth_ = 0;
  std::set<std::string> texts_;  // places that hold a string stream
};

/// Initial values of variables with static storage.
class Initials {
 public:
  Initials(Unit& unit, const Selection& selection) : unit_(unit), selection_(selection), names_(unit.names), module_(unit.module), context_(unit.names.context) {}

  void add(const VarDecl* variable, bool mentioned) {
    const VarDecl* definition = variable->getDefinition();
    // `extern struct options options;` in a header, and `struct options options;` behind it, which C calls tentative
    for (const VarDecl* other : variable->redecls())
      if (!definition) definition = const_cast<VarDecl*>(other)->getActingDefinition();
    if (!definition && mentioned && variable->hasExternalStorage()) return declared(variable);
    if (!definition || definition->hasExternalStorage() || !done_.insert(definition->getCanonicalDecl()).second) return;
    if (definition->getType()->isDependentType()) return;
    QualType type = definition->getType();
    bool fixed = type.isConstQualified() || definition->isConstexpr();
    // in C, a static that nothing writes is as good as const; in C++ a reference to it may
    if (!context_.getLangOpts().CPlusPlus && !definition->isExternallyVisible() && type->isScalarType()) {
      fixed = fixed || !selection_.stored.count(cast<ValueDecl>(definition->getCanonicalDecl()));
    }
    const VarDecl* initialized = nullptr;
    const Expr* initializer = definition->getAnyInitializer(initialized);
    // a function's own list of numbers is written where it is declared
    if (const auto* array = definition->isStaticLocal() && initializer ? context_.getAsArrayType(type) : nullptr) fixed = fixed || array->getElementType()->isArithmeticType();
    std::string name = names_.key(definition);
    if (!mentioned && (fixed || !type->isScalarType()) && !(initializer && mentionsFunction(initializer, 0))) return;
    Range at = names_.range(SourceRange(definition->getLocation(), initializer ? initializer->getEndLoc() : definition->getLocation()));
    if (Names::isRecord(type) || type->isArrayType()) {
      Global whole = make(name, type, {}, at, fixed);
      whole.record = true;
      module_.globals.push_back(whole);
      left_ = kMost;
      if (initializer) members(name, type, initializer, fixed, 1);
      return;
    }
    Operand value = initializer ? constant(initializer) : zero(type);
    module_.globals.push_back(make(name, type, value, at, fixed));
  }

 private:
  static constexpr unsigned kMost = 400;

  /// A record of the program that lives in another unit: where that one is not read, its parts are still its parts.
  void declared(const VarDecl* variable) {
    const QualType type = variable->getType();
    const auto* record = type->getAs<RecordType>();
    if (!record || !names_.isProgram(record->getDecl()) || type->isDependentType() || !done_.insert(variable->getCanonicalDecl()).second) return;
    Global whole = make(names_.key(variable), type, {}, names_.range(variable->getSourceRange()), false);
    whole.record = true;
    module_.globals.push_back(whole);
  }

  Global make(const std::string& name, QualType type, const Operand& value, const Range& at, bool fixed) {
    Global global;
    global.name = module_.intern(name);
    global.type = module_.intern(names_.typeName(type));
    global.value = value;
    global.at = at;
    global.constant = fixed;
    return global;
  }

  void members(const std::string& name, QualType type, const Expr* initializer, bool fixed, int depth) {
    const auto* list = dyn_cast<InitListExpr>(core(initializer));
    if (!list) {
      if (const auto* literal = dyn_cast<CompoundLiteralExpr>(core(initializer))) list = dyn_cast<InitListExpr>(core(literal->getInitializer()));
    }
    if (!list || depth > 3) return;
    if (const InitListExpr* semantic = list->getSemanticForm()) list = semantic;
    auto member = [&](const std::string& step, QualType memberType, const Expr* from) {
      if (left_ == 0) return;
      std::string memberName = name + "." + step;
      if (Names::isRecord(memberType) || (memberType->isArrayType() && isa<InitListExpr>(core(from)))) return members(memberName, memberType, from, fixed, depth + 1);
      Operand value = constant(from);
      if (value.kind == Operand::kNone || (isa<ImplicitValueInitExpr>(from) && !memberType->isScalarType())) return;
      --left_;
      module_.globals.push_back(make(memberName, memberType, value, names_.range(from->getSourceRange()), fixed));
    };
    if (const auto* array = context_.getAsArrayType(type)) {
      constexpr unsigned kFewNumbers = 16;  // more: pictures, tables
      if (array->getElementType()->isArithmeticType() && list->getNumInits() > kFewNumbers) return;
      for (unsigned i = 0; i < list->getNumInits() && i < 64; ++i) member("[" + std::to_string(i) + "]", array->getElementType(), list->getInit(i));
      return;
    }
    const auto* record = type->getAs<RecordType>();
    const RecordDecl* definition = record ? record->getDecl()->getDefinition() : nullptr;
    if (!definition || definition->isUnion()) return;
    if (const auto* derived = dyn_cast<CXXRecordDecl>(definition); derived && derived->getNumBases()) return;
    unsigned next = 0;
    for (const FieldDecl* field : definition->fields()) {
      if (field->isUnnamedBitField()) continue;
      if (next >= list->getNumInits()) break;
      member(field->getNameAsString(), field->getType(), list->getInit(next++));
    }
  }

  Operand zero(QualType type) {
    Operand operand;
    if (Names::isValueClass(type)) {
      operand.kind = Names::isString(type) ? Operand::kString : Operand::kNull;
    } else {
      operand.kind = type->isPointerType() ? Operand::kNull : type->isBooleanType() ? Operand::kBool : type->isIntegralOrEnumerationType() ? Operand::kInt : Operand::kNone;
    }
    return operand;
  }

  Operand constant(const Expr* e) {
    const Expr* inner = core(e);
    Operand operand;
    if (!inner || e->containsErrors() || e->isValueDependent()) return operand;
    if (isa<ImplicitValueInitExpr>(inner)) return zero(inner->getType());
    if (const auto* address = dyn_cast<UnaryOperator>(inner); address && address->getOpcode() == UO_AddrOf) {
      inner = core(address->getSubExpr());
      if (const auto* reference = dyn_cast<DeclRefExpr>(inner); reference && isa<VarDecl>(reference->getDecl())) {
        const auto* variable = cast<VarDecl>(reference->getDecl());
        operand.kind = Operand::kGlobal;
        operand.name = module_.intern(names_.key(variable));
        operand.address = !Names::isRecord(variable->getType());
        return operand;
      }
    }
    if (const auto* reference = dyn_cast<DeclRefExpr>(inner); reference && isa<FunctionDecl>(reference->getDecl())) {
      operand.kind = Operand::kGlobal;
      operand.name = module_.intern(names_.key(cast<FunctionDecl>(reference->getDecl())));
      return operand;
    }
    if (const auto* lambda = dyn_cast<LambdaExpr>(inner)) {
      unit_.lambdas.push_back(lambda);
      operand.kind = Operand::kGlobal;
      operand.name = module_.intern(names_.key(lambda->getCallOperator()));
      return operand;
    }
    if (const auto* text = dyn_cast<StringLiteral>(inner)) {
      if (text->getCharByteWidth() != 1) return operand;
      operand.kind = Operand::kString;
      operand.name = module_.intern(std::string(text->getString().take_front(kLongestText)));
      return operand;
    }
    if (const auto* construct = dyn_cast<CXXConstructExpr>(inner); construct && Names::isValueClass(construct->getType())) {
      return construct->getNumArgs() ? constant(construct->getArg(0)) : zero(construct->getType());
    }
    if (isa<CXXNullPtrLiteralExpr>(inner) || isa<GNUNullExpr>(inner)) {
      operand.kind = Operand::kNull;
      return operand;
    }
    Expr::EvalResult result;
    if (inner->getType()->isIntegralOrEnumerationType() && inner->EvaluateAsInt(result, context_)) {
      const llvm::APSInt& number = result.Val.getInt();
      if (number.getBitWidth() > 64) return operand;
      operand.integer = number.isUnsigned() ? static_cast<int64_t>(number.getZExtValue()) : number.getSExtValue();
      operand.kind = inner->getType()->isBooleanType() ? Operand::kBool : e->getType()->isPointerType() && operand.integer == 0 ? Operand::kNull : Operand::kInt;
    }
    return operand;
  }

  bool mentionsFunction(const Stmt* s, int depth) {
    if (!s || depth > 12) return false;
    if (const auto* reference = dyn_cast<DeclRefExpr>(s)) {
      const auto* function = dyn_cast<FunctionDecl>(reference->getDecl());
      return function && names_.isProgram(function);
    }
    for (const Stmt* child : s->children()) {
      if (mentionsFunction(child, depth + 1)) return true;
    }
    return false;
  }

  Unit& unit_;
  const Selection& selection_;
  Names& names_;
  Module& module_;
  ASTContext& context_;
  std::set<const VarDecl*> done_;
  unsigned left_ = kMost;
};

/// Where the files lie says more; that is checks/test_code's part.
void markTests(const Names& names, Module& module) {
  bool framework = false;
  SourceManager& sources = names.sources;
  for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file) {
    llvm::StringRef path = file->first.getName();
    framework = framework || path.ends_with("gtest/gtest.h") || path.ends_with("/check.h") || path.contains("catch2/") || path.ends_with("catch.hpp") ||
                path.ends_with("/doctest.h") || path.ends_with("cmocka.h") || path.ends_with("QtTest");
  }
  if (framework && !module.files.empty()) module.files[0].isTest = true;
}

void addClasses(Unit& unit) {
  std::vector<const RecordDecl*> records(unit.records.begin(), unit.records.end());
  std::set<const RecordDecl*> done;
  std::map<std::string, Class> classes;
  while (!records.empty()) {
    const RecordDecl* record = records.back();
    records.pop_back();
    if (!done.insert(record).second) continue;
    const auto* definition = dyn_cast<CXXRecordDecl>(record);
    if (!definition || definition->isLambda() || Names::isValueClass(unit.names.context.getRecordType(record))) continue;
    Class entry;
    entry.name = unit.module.intern(unit.names.className(record));
    entry.at = unit.names.range(record->getLocation());
    for (const CXXBaseSpecifier& base : definition->bases()) {
      const CXXRecordDecl* parent = base.getType()->getAsCXXRecordDecl();
      if (!parent) continue;
      entry.bases.push_back(unit.module.intern(unit.names.className(parent)));
      if (parent->getDefinition() && unit.names.isProgram(parent)) records.push_back(parent->getDefinition());
    }
    classes[unit.module.text(entry.name)] = entry;
  }
  for (auto& [name, entry] : classes) unit.module.classes.push_back(std::move(entry));
}

}  // namespace

Module lower(ASTContext& context, const LowerOptions& options) {
  Module module;
  Names names(context, options, module);
  module.language = context.getLangOpts().CPlusPlus ? Module::Language::kCxx : Module::Language::kC;
  module.name = module.intern(module.files[0].path);
  Unit unit{names, module, {}, {}, {}};
  Selection selection = select(names);
  std::set<const FunctionDecl*> lowered;
  std::set<Name> keys;
  auto add = [&](const FunctionDecl* function) {
    if (!lowered.insert(function->getCanonicalDecl()).second) return;
    Function result = Body(unit, function).run();
    if (keys.insert(result.key).second) module.functions.push_back(std::move(result));
    while (!unit.lambdas.empty()) {
      const LambdaExpr* lambda = unit.lambdas.back();
      unit.lambdas.pop_back();
      const CXXMethodDecl* method = lambda->getCallOperator();
      if (method->isDependentContext() || !method->getBody() || !lowered.insert(method->getCanonicalDecl()).second) continue;
      Function inner = Body(unit, method).run();
      inner.isInternal = true;
      inner.isStatic = false;
      if (keys.insert(inner.key).second) module.functions.push_back(std::move(inner));
    }
  };
  bool any = false;
  for (const Candidate& candidate : selection.functions) {
    if (!candidate.matters) continue;
    any = true;
    add(candidate.function);
  }
  Initials initials(unit, selection);
  std::set<const VarDecl*> mentioned = unit.variables;
  std::vector<const VarDecl*> ordered(mentioned.begin(), mentioned.end());
  std::sort(ordered.begin(), ordered.end(), [&](const VarDecl* a, const VarDecl* b) { return a->getLocation().getRawEncoding() < b->getLocation().getRawEncoding(); });
  for (const VarDecl* variable : ordered) {
    if (names.isProgram(variable) || variable->isStaticLocal()) initials.add(variable, true);
  }
  for (const VarDecl* variable : selection.variables) {
    bool here = names.sources.isInMainFile(names.sources.getFileLoc(variable->getLocation()));
    if (here && (any || names.isTrigger(static_cast<const ValueDecl*>(variable)))) initials.add(variable, false);
  }
  // what a variable's initializer holds
  while (!unit.lambdas.empty()) {
    const CXXMethodDecl* method = unit.lambdas.back()->getCallOperator();
    unit.lambdas.pop_back();
    if (!method->isDependentContext() && method->getBody()) add(method);
  }
  addClasses(unit);
  markTests(names, module);
  return module;
}

}  // namespace tls_tidy
