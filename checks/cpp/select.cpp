#include "checks/cpp/select.h"

#include <algorithm>
#include <functional>

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

namespace tls_tidy {

using namespace clang;

namespace {

PrintingPolicy policyFor(const ASTContext& context) {
  PrintingPolicy policy(context.getLangOpts());
  policy.SuppressUnwrittenScope = true;
  policy.SuppressTagKeyword = true;
  policy.Bool = true;
  policy.SuppressDefaultTemplateArgs = true;
  policy.AnonymousTagLocations = false;
  policy.FullyQualifiedName = true;
  return policy;
}

const RecordDecl* recordOf(QualType type) {
  const auto* record = type.isNull() ? nullptr : type.getCanonicalType()->getAs<RecordType>();
  return record ? record->getDecl() : nullptr;
}

std::string normalized(llvm::StringRef path) {
  llvm::SmallString<256> clean(path);
  llvm::sys::path::remove_dots(clean, /*remove_dot_dot=*/true);
  return clean.str().str();
}

}  // namespace

Names::Names(ASTContext& context, const LowerOptions& options, Module& module)
    : context(context), sources(context.getSourceManager()), module(module), options_(options) {
  file(sources.getMainFileID());
}

std::string Names::qualified(const NamedDecl* declaration) {
  std::string text;
  llvm::raw_string_ostream out(text);
  declaration->printQualifiedName(out, policyFor(context));
  return text;
}

std::string Names::key(const FunctionDecl* function) {
  auto [found, isNew] = functionKeys_.try_emplace(function->getCanonicalDecl());
  if (!isNew) return found->second;
  if (const FunctionDecl* definition = function->getDefinition()) function = definition;
  std::string name;
  const auto* method = dyn_cast<CXXMethodDecl>(function);
  if (method && method->getParent()->isLambda()) {
    SourceLocation at = sources.getFileLoc(method->getParent()->getLocation());
    std::string outer;
    const DeclContext* scope = method->getParent()->getDeclContext();
    while (scope && !scope->isFunctionOrMethod()) scope = scope->getParent();
    if (const auto* in = dyn_cast_or_null<FunctionDecl>(scope)) outer = key(in);
    else outer = pathOf(at);
    name = outer + "::lambda@" + std::to_string(sources.getSpellingLineNumber(at)) + ":" +
           std::to_string(sources.getSpellingColumnNumber(at));
    return functionKeys_[function->getCanonicalDecl()] = name;
  }
  bool plainC = !context.getLangOpts().CPlusPlus || function->isExternC() || function->isMain() ||
                (!method && function->getDeclContext()->isExternCContext());
  if (plainC) {
    name = function->getNameAsString();
  } else {
    name = qualified(function);
    if (method && !isProgram(function) && isa<ClassTemplateSpecializationDecl>(method->getParent())) {  // a library's class is known without its template arguments
      name = qualified(method->getParent()) + "::" + (isa<CXXConstructorDecl>(method) ? method->getParent()->getNameAsString() : method->getNameAsString());
    }
    bool modelled = !function->isDefined() && (isTriggerName(name) || (method && isTriggerName(qualified(method->getParent()))));
    if (isProgram(function) && !modelled) {
      PrintingPolicy policy = policyFor(context);
      name += "(";
      bool first = true;
      for (const ParmVarDecl* parameter : function->parameters()) {
        if (!first) name += ", ";
        first = false;
        name += parameter->getType().getCanonicalType().getAsString(policy);
      }
      if (function->isVariadic()) name += first ? "..." : ", ...";
      name += ")";
    }
  }
  if (!function->isExternallyVisible() && !function->isMain() && isProgram(function)) name = pathOf(function->getLocation()) + "::" + name;
  return functionKeys_[function->getCanonicalDecl()] = name;
}

std::string Names::key(const VarDecl* variable) {
  if (variable->isStaticLocal()) {
    if (const auto* in = dyn_cast<FunctionDecl>(variable->getDeclContext())) return key(in) + "." + variable->getNameAsString();
  }
  std::string name = context.getLangOpts().CPlusPlus && !variable->isExternC() ? qualified(variable) : variable->getNameAsString();
  if (!variable->isExternallyVisible() && isProgram(variable)) name = pathOf(variable->getLocation()) + "::" + name;
  return name;
}

std::string Names::display(const FunctionDecl* function) {
  const auto* method = dyn_cast<CXXMethodDecl>(function);
  if (method && method->getParent()->isLambda()) return "lambda";
  return context.getLangOpts().CPlusPlus ? qualified(function) : function->getNameAsString();
}

std::string Names::className(const RecordDecl* record) {
  if (const RecordDecl* definition = record->getDefinition()) record = definition;
  std::string name;
  if (!record->getIdentifier()) {
    if (const TypedefNameDecl* named = record->getTypedefNameForAnonDecl()) name = qualified(named);
    else name = "struct@" + std::to_string(sources.getSpellingLineNumber(sources.getFileLoc(record->getLocation())));
  } else {
    name = qualified(record);
  }
  bool cTagInSource = !context.getLangOpts().CPlusPlus && record->isCompleteDefinition() &&
                      sources.isInMainFile(sources.getFileLoc(record->getLocation()));
  bool hidden = context.getLangOpts().CPlusPlus && !record->isExternallyVisible() && record->isCompleteDefinition() &&
                !isa<FunctionDecl>(record->getDeclContext());
  if ((cTagInSource || hidden) && isProgram(record)) name = pathOf(record->getLocation()) + "::" + name;
  return name;
}

std::string Names::typeName(QualType type) {
  std::string handle;  // the typedef nearest to the record or to void
  for (int depth = 0; depth < 32 && !type.isNull(); ++depth) {
    type = type.getLocalUnqualifiedType();
    if (const auto* alias = type->getAs<TypedefType>(); alias && type->getTypeClass() == Type::Typedef) {
      std::string name = qualified(alias->getDecl());
      if (isTriggerName(name)) return name;
      if (isProgram(alias->getDecl()) ? handle.empty() : true) handle = name;
      type = alias->desugar();
      continue;
    }
    if (const auto* record = dyn_cast<RecordType>(type.getTypePtr())) {
      bool opaque = !record->getDecl()->getDefinition();
      if (opaque && !handle.empty()) return handle;
      if (isValueClass(type)) {
        const auto* instance = dyn_cast<ClassTemplateSpecializationDecl>(record->getDecl());
        if (instance && !isString(type) && instance->getTemplateArgs().size() > 0 &&
            instance->getTemplateArgs()[0].getKind() == TemplateArgument::Type) {
          type = instance->getTemplateArgs()[0].getAsType();
          continue;
        }
      }
      return className(record->getDecl());
    }
    QualType pointee = type->getPointeeType();
    if (!pointee.isNull()) { type = pointee; continue; }
    if (const auto* array = context.getAsArrayType(type)) { type = array->getElementType(); continue; }
    QualType simpler = type.getSingleStepDesugaredType(context);
    if (simpler == type) break;
    type = simpler;
  }
  // `typedef void CURL`, `typedef unsigned ssl_fd`: a library's name for a handle
  if (!type.isNull() && type->isVoidType()) return handle;
  return "";
}

bool Names::isProgram(const Decl* declaration) { return isProgram(declaration->getLocation()); }

bool Names::isProgram(SourceLocation location) {
  if (location.isInvalid()) return false;
  location = sources.getFileLoc(location);
  FileID id = sources.getFileID(location);
  auto [found, isNew] = programFiles_.try_emplace(id.getHashValue());
  if (!isNew) return found->second;
  bool inside = !sources.isInSystemHeader(location) && sources.getFilename(location) != kUnknownTypesFile;
  if (inside && id != sources.getMainFileID() && !options_.root.empty()) {
    auto entry = sources.getFileEntryRefForID(id);
    if (!entry) {
      inside = false;
    } else {
      llvm::SmallString<256> path(entry->getName());
      sources.getFileManager().makeAbsolutePath(path);
      inside = llvm::StringRef(normalized(path)).starts_with(options_.root);
    }
  }
  return programFiles_[id.getHashValue()] = inside;
}

bool Names::isTrigger(const FunctionDecl* function) {
  if (function->getIdentifier() && isTriggerName(function->getName().str())) return true;
  if (!context.getLangOpts().CPlusPlus) return isTriggerName(key(function));
  if (isTriggerName(key(function)) || isTriggerName(qualified(function))) return true;
  if (const auto* method = dyn_cast<CXXMethodDecl>(function)) return isTriggerName(qualified(method->getParent()));
  return false;
}

bool Names::isTrigger(QualType type) {
  if (type.isNull()) return false;
  auto [found, isNew] = typeTriggers_.try_emplace(type.getAsOpaquePtr(), false);
  if (!isNew) return found->second;
  bool answer = false;
  QualType at = type;
  for (int depth = 0; depth < 32 && !answer; ++depth) {
    at = at.getLocalUnqualifiedType();
    if (at->getTypeClass() == Type::Typedef) answer = isTriggerName(qualified(at->getAs<TypedefType>()->getDecl()));
    if (const auto* record = dyn_cast<RecordType>(at.getTypePtr())) {
      answer = isTriggerName(qualified(record->getDecl()));
      if (const auto* instance = dyn_cast<ClassTemplateSpecializationDecl>(record->getDecl())) {
        for (const TemplateArgument& argument : instance->getTemplateArgs().asArray()) {
          if (!answer && argument.getKind() == TemplateArgument::Type) answer = isTrigger(argument.getAsType());
        }
      }
      if (const auto* derived = dyn_cast<CXXRecordDecl>(record->getDecl()); derived && !answer && derived->hasDefinition()) {
        for (const CXXBaseSpecifier& base : derived->bases()) answer = answer || isTrigger(base.getType());
      }
      break;
    }
    QualType next = at->getPointeeType();
    if (next.isNull()) {
      if (const auto* array = context.getAsArrayType(at)) next = array->getElementType();
      else next = at.getSingleStepDesugaredType(context);
    }
    if (next.isNull() || next == at) break;
    at = next;
  }
  return typeTriggers_[type.getAsOpaquePtr()] = answer;
}

bool Names::isTrigger(const ValueDecl* value) {
  if (isTrigger(value->getType())) return true;
  if (!isProgram(value)) return false;
  if (isa<FieldDecl>(value)) return isTriggerName("." + value->getNameAsString());
  if (const auto* variable = dyn_cast<VarDecl>(value); variable && variable->hasGlobalStorage()) return isTriggerName(key(variable));
  return false;
}

bool Names::isString(QualType type) {
  static const llvm::StringSet<> kStrings = {"basic_string", "basic_string_view", "QString", "QByteArray", "QLatin1String", "QStringView",
                                             "ustring", "basic_ostringstream", "basic_stringstream", "wxString", "CString", "StringRef", "StringPiece", "QLatin1StringView"};
  const RecordDecl* record = recordOf(type);
  return record && record->getIdentifier() && kStrings.contains(record->getName());
}

bool Names::isValueClass(QualType type) {
  static const llvm::StringSet<> kHolders = {"unique_ptr", "shared_ptr", "weak_ptr", "scoped_ptr", "intrusive_ptr", "QScopedPointer", "QSharedPointer",
                                             "QWeakPointer", "QPointer", "RefPtr", "AutoPtr", "SharedPtr", "auto_ptr", "optional", "reference_wrapper", "atomic",
                                             "not_null", "QAtomicInt", "__atomic_base", "QScopedArrayPointer", "__shared_ptr", "__shared_ptr_access", "nsCOMPtr"};
  const RecordDecl* record = recordOf(type);
  if (!record || !record->getIdentifier()) return false;
  return kHolders.contains(record->getName()) || isString(type);
}

bool Names::isRecord(QualType type) {
  const RecordDecl* record = recordOf(type);
  return record && record->getDefinition() && !isValueClass(type);
}

bool Names::isPlaceReference(QualType type) {
  if (!type->isLValueReferenceType()) return false;
  QualType pointee = type->getPointeeType();
  return !pointee.isConstQualified() && !recordOf(pointee) ? !pointee->isFunctionType() && !pointee->isArrayType() && !pointee->isDependentType()
                                                           : !pointee.isConstQualified() && isValueClass(pointee);
}

std::string Names::displayPath(FileID id) {
  auto entry = sources.getFileEntryRefForID(id);
  if (id == sources.getMainFileID() && !options_.mainName.empty()) return options_.mainName;
  if (!entry) return "<none>";
  llvm::SmallString<256> path(entry->getName());
  if (options_.root.empty()) return normalized(path);
  sources.getFileManager().makeAbsolutePath(path);
  std::string full = normalized(path);
  if (llvm::StringRef(full).starts_with(options_.root) && full.size() > options_.root.size()) {
    std::string inside = full.substr(options_.root.size());
    while (!inside.empty() && inside[0] == '/') inside.erase(0, 1);
    if (options_.rootName.empty() || options_.rootName == ".") return inside;
    return options_.rootName.back() == '/' ? options_.rootName + inside : options_.rootName + "/" + inside;
  }
  return full;
}

uint32_t Names::file(FileID id) {
  auto [found, isNew] = fileIndex_.try_emplace(id.getHashValue(), 0);
  if (!isNew) return found->second;
  std::string path = displayPath(id);
  for (uint32_t i = 0; i < module.files.size(); ++i) {
    if (module.files[i].path == path) return fileIndex_[id.getHashValue()] = i;
  }
  module.files.push_back({path, false});
  return fileIndex_[id.getHashValue()] = static_cast<uint32_t>(module.files.size() - 1);
}

std::string Names::pathOf(SourceLocation location) {
  return module.files[file(sources.getFileID(sources.getFileLoc(location)))].path;
}

Range Names::range(SourceRange written) {
  Range result;
  if (written.isInvalid()) return result;
  const LangOptions& language = context.getLangOpts();
  CharSourceRange chars = Lexer::makeFileCharRange(CharSourceRange::getTokenRange(written), sources, language);
  if (chars.isInvalid()) {
    CharSourceRange expansion = sources.getExpansionRange(CharSourceRange::getTokenRange(written));
    chars = Lexer::makeFileCharRange(expansion, sources, language);
    if (chars.isInvalid()) return result;
  }
  auto [beginFile, begin] = sources.getDecomposedLoc(chars.getBegin());
  auto [endFile, end] = sources.getDecomposedLoc(chars.getEnd());
  if (beginFile != endFile || !sources.getFileEntryRefForID(beginFile)) return result;
  result.file = file(beginFile);
  result.begin = begin;
  result.end = end;
  result.line = sources.getLineNumber(beginFile, begin);
  result.column = sources.getColumnNumber(beginFile, begin);
  result.endLine = sources.getLineNumber(endFile, end);
  result.endColumn = sources.getColumnNumber(endFile, end);
  return result;
}

std::string Names::text(SourceRange written, size_t most) {
  CharSourceRange chars = sources.getExpansionRange(CharSourceRange::getTokenRange(written));
  return Lexer::getSourceText(chars, sources, context.getLangOpts()).take_front(most).str();
}

bool isProtocolLiteral(llvm::StringRef text) {
  static constexpr const char* kParts[] = {"STARTTLS", "STLS", "AUTH TLS", "AUTH SSL", "AUTH-TLS", "PROT P", "PROT C", "PBSZ", "AUTHENTICATE", "AUTHINFO",
                                           "AUTH PLAIN", "AUTH LOGIN", "AUTH CRAM", "LOGINDISABLED"};
  static constexpr const char* kStarts[] = {"LOGIN ", "PASS ", "USER ", "APOP ", "AUTH "};
  if (text.size() < 4 || text.size() > 400) return false;
  for (const char* part : kParts) {
    if (text.contains_insensitive(part)) return true;
  }
  size_t begin = text.find_first_not_of(" ");
  if (begin == llvm::StringRef::npos) return false;
  for (const char* start : kStarts) {
    if (text.drop_front(begin).starts_with(start)) return true;
  }
  // tagged IMAP commands: "%s LOGIN", "A01 LOGIN"
  if (size_t at = text.find(" LOGIN"); at != llvm::StringRef::npos && at < 12) return true;
  static constexpr const char* kWords[] = {"LOGIN", "PASS", "USER", "AUTH", "PROT"};
  for (const char* word : kWords) {
    if (text == word) return true;
  }
  return false;
}

namespace {

/// Walks one body without caring for order.
class Scanner {
 public:
  Scanner(Names& names, Candidate& out) : names_(names), out_(out) {}

  void function(const FunctionDecl* function) {
    for (const ParmVarDecl* parameter : function->parameters()) {
      if (names_.isTrigger(parameter->getType())) out_.direct = true;
    }
    if (const auto* method = dyn_cast<CXXMethodDecl>(function)) {  // what a library calls back
      for (const CXXMethodDecl* overridden : method->overridden_methods()) {
        if (!names_.isProgram(overridden) && names_.isTrigger(overridden)) out_.direct = true;
      }
    }
    if (const auto* constructor = dyn_cast<CXXConstructorDecl>(function)) {
      for (const CXXCtorInitializer* initializer : constructor->inits()) {
        if (const FieldDecl* field = initializer->getAnyMember()) {
          store(field);
          if (names_.isTrigger(field->getType())) out_.direct = true;
        }
        walk(initializer->getInit(), false);
      }
    }
    walk(function->getBody(), false);
  }

  void walk(const Stmt* statement, bool stored) {
    if (!statement) return;
    ++out_.size;
    if (const auto* expression = dyn_cast<Expr>(statement)) {
      if (walkExpression(expression, stored)) return;
    } else if (const auto* declarations = dyn_cast<DeclStmt>(statement)) {
      for (const Decl* declaration : declarations->decls()) {
        const auto* variable = dyn_cast<VarDecl>(declaration);
        if (variable && names_.isTrigger(variable->getType())) out_.direct = true;
      }
    }
    for (const Stmt* child : statement->children()) walk(child, false);
  }

 private:
  bool walkExpression(const Expr* expression, bool stored) {
    switch (expression->getStmtClass()) {
      case Stmt::StringLiteralClass: {
        const auto* literal = cast<StringLiteral>(expression);
        if (literal->getCharByteWidth() == 1 && isProtocolLiteral(literal->getString())) out_.direct = true;
        return true;
      }
      case Stmt::DeclRefExprClass: {
        const ValueDecl* value = cast<DeclRefExpr>(expression)->getDecl();
        if (const auto* function = dyn_cast<FunctionDecl>(value)) call(function, false);
        else if (const auto* variable = dyn_cast<VarDecl>(value); variable && variable->hasGlobalStorage()) use(variable, stored);
        else if (names_.isTrigger(value->getType())) out_.direct = true;
        return true;
      }
      case Stmt::MemberExprClass: {
        const auto* member = cast<MemberExpr>(expression);
        if (const auto* method = dyn_cast<CXXMethodDecl>(member->getMemberDecl())) {
          call(method, false);
          if (names_.isTrigger(member->getBase()->getType())) out_.direct = true;
        } else {
          use(member->getMemberDecl(), stored);
        }
        walk(member->getBase(), false);
        return true;
      }
      case Stmt::CXXConstructExprClass:
      case Stmt::CXXTemporaryObjectExprClass: {
        const auto* construct = cast<CXXConstructExpr>(expression);
        call(construct->getConstructor(), construct->getNumArgs() > 0);
        break;
      }
      case Stmt::CXXDeleteExprClass:
        if (names_.isTrigger(cast<CXXDeleteExpr>(expression)->getDestroyedType())) out_.direct = true;
        break;
      case Stmt::CXXDefaultInitExprClass:
        walk(cast<CXXDefaultInitExpr>(expression)->getExpr(), false);
        return true;
      case Stmt::CallExprClass:
      case Stmt::CXXMemberCallExprClass:
      case Stmt::CXXOperatorCallExprClass: {
        const auto* callExpression = cast<CallExpr>(expression);
        if (const FunctionDecl* callee = callExpression->getDirectCallee()) call(callee, callExpression->getNumArgs() > 0);
        break;
      }
      case Stmt::UnresolvedLookupExprClass:
        if (names_.isTriggerName(cast<UnresolvedLookupExpr>(expression)->getName().getAsString())) out_.direct = true;
        break;
      case Stmt::CXXDependentScopeMemberExprClass:
        if (names_.isTrigger(cast<CXXDependentScopeMemberExpr>(expression)->getBaseType())) out_.direct = true;
        break;
      case Stmt::LambdaExprClass: {
        const auto* lambda = cast<LambdaExpr>(expression);
        out_.lambdas.push_back(lambda);
        for (const ParmVarDecl* parameter : lambda->getCallOperator()->parameters()) {
          if (names_.isTrigger(parameter->getType())) out_.direct = true;
        }
        for (const Expr* capture : lambda->capture_inits()) walk(capture, false);
        walk(lambda->getBody(), false);
        return true;
      }
      case Stmt::BinaryOperatorClass:
      case Stmt::CompoundAssignOperatorClass: {
        const auto* binary = cast<BinaryOperator>(expression);
        if (!binary->isAssignmentOp()) break;
        walk(binary->getLHS()->IgnoreParenImpCasts(), true);
        walk(binary->getRHS(), false);
        return true;
      }
      case Stmt::UnaryOperatorClass: {
        const auto* unary = cast<UnaryOperator>(expression);
        if (unary->getOpcode() == UO_AddrOf || unary->isIncrementDecrementOp()) {
          const Expr* place = unary->getSubExpr()->IgnoreParens();
          walk(place, true);
          return true;
        }
        break;
      }
      case Stmt::InitListExprClass: {
        const auto* list = cast<InitListExpr>(expression);
        const RecordDecl* record = recordOf(list->getType());
        if (record && record->getDefinition() && names_.isProgram(record)) {
          unsigned i = 0;
          for (const FieldDecl* field : record->getDefinition()->fields()) {
            if (i++ < list->getNumInits()) store(field);
          }
        }
        break;
      }
      default: break;
    }
    return false;
  }

  void call(const FunctionDecl* function, bool withArguments) {
    if (names_.isTrigger(function)) out_.direct = true;
    // an instantiation and its members are found as themselves
    out_.calls.push_back(function->getCanonicalDecl());
    if (withArguments) out_.callsWithArguments.push_back(function->getCanonicalDecl());
  }

  void use(const ValueDecl* value, bool stored) {
    if (names_.isTrigger(value)) out_.direct = true;
    if (!names_.isProgram(value)) return;
    QualType type = value->getType();
    bool flag = type->isIntegralOrEnumerationType() || type->isPointerType() || Names::isValueClass(type);
    if (flag) (stored ? out_.stores : out_.reads).insert(canonical(value));
  }
  void store(const ValueDecl* value) { use(value, true); }
  static const ValueDecl* canonical(const ValueDecl* value) { return cast<ValueDecl>(value->getCanonicalDecl()); }

  Names& names_;
  Candidate& out_;
};

class Collector {
 public:
  Collector(Names& names, Selection& out) : names_(names), out_(out) {}

  void scope(const DeclContext* context) {
    for (const Decl* declaration : context->decls()) add(declaration);
  }

 private:
  void add(const Decl* declaration) {
    if (const auto* space = dyn_cast<NamespaceDecl>(declaration)) return scope(space);
    if (const auto* linkage = dyn_cast<LinkageSpecDecl>(declaration)) return scope(linkage);
    if (const auto* exported = dyn_cast<ExportDecl>(declaration)) return scope(exported);
    if (!names_.isProgram(declaration)) return;
    if (const auto* function = dyn_cast<FunctionDecl>(declaration)) return add(function);
    if (const auto* record = dyn_cast<CXXRecordDecl>(declaration)) return add(record);
    if (const auto* variable = dyn_cast<VarDecl>(declaration)) {
      out_.variables.push_back(variable);
    } else if (const auto* functions = dyn_cast<FunctionTemplateDecl>(declaration)) {
      for (const FunctionDecl* instance : functions->specializations()) add(instance);
    } else if (const auto* classes = dyn_cast<ClassTemplateDecl>(declaration)) {
      for (const CXXRecordDecl* instance : classes->specializations()) add(instance);
    }
  }

  void add(const FunctionDecl* function) {
    if (function->isDependentContext() || !function->doesThisDeclarationHaveABody() || !function->getBody()) return;
    if (function->isImplicit() || function->isDefaulted()) {  // only a default constructor that gives members their values is worth keeping
      const auto* constructor = dyn_cast<CXXConstructorDecl>(function);
      if (!constructor || !constructor->isDefaultConstructor() || !constructor->getParent()->hasInClassInitializer()) return;
    }
    Candidate candidate;
    candidate.function = function;
    out_.functions.push_back(std::move(candidate));
  }

  void add(const CXXRecordDecl* record) {
    if (!record->isThisDeclarationADefinition() || record->isDependentContext()) return;
    out_.classes.push_back(record);
    for (const Decl* member : record->decls()) {
      if (const auto* nested = dyn_cast<CXXRecordDecl>(member); nested && nested->isInjectedClassName()) continue;
      if (const auto* function = dyn_cast<FunctionDecl>(member)) add(function);
      else add(member);
    }
  }

  Names& names_;
  Selection& out_;
};

}  // namespace

Selection select(Names& names) {
  Selection selection;
  Collector(names, selection).scope(names.context.getTranslationUnitDecl());
  auto& functions = selection.functions;
  std::unordered_map<const FunctionDecl*, size_t> index;
  for (size_t i = 0; i < functions.size(); ++i) {
    Scanner(names, functions[i]).function(functions[i].function);
    index[functions[i].function->getCanonicalDecl()] = i;
    selection.stored.insert(functions[i].stores.begin(), functions[i].stores.end());
  }
  Candidate initializers;  // `{"insecure", no_argument, &insecure, 1}` hands out an address too
  for (const VarDecl* variable : selection.variables) Scanner(names, initializers).walk(variable->getInit(), false);
  selection.stored.insert(initializers.stores.begin(), initializers.stores.end());

  // 1. What names a trigger, and everything that calls it or hands it on.
  std::vector<std::vector<size_t>> callers(functions.size());
  for (size_t i = 0; i < functions.size(); ++i) {
    for (const FunctionDecl* callee : functions[i].calls) {
      if (auto found = index.find(callee); found != index.end()) callers[found->second].push_back(i);
    }
  }
  std::vector<size_t> open;
  auto mark = [&](size_t i) {
    if (functions[i].matters) return;
    functions[i].matters = true;
    open.push_back(i);
  };
  for (size_t i = 0; i < functions.size(); ++i) {
    if (functions[i].direct) mark(i);
  }
  // a table of callbacks that holds a function that matters does not make others matter: the linker meets it as a global
  auto closeUpwards = [&] {
    while (!open.empty()) {
      size_t i = open.back();
      open.pop_back();
      for (size_t caller : callers[i]) mark(caller);
    }
  };
  closeUpwards();

  // 2. What these call: wrappers of send and receive, getters of settings. Large functions stay out, and so do those that
  // only compute.
  constexpr unsigned kLargest = 4000, kLargestPure = 200;
  auto isHelper = [&](const Candidate& candidate) {
    if (candidate.size > kLargest) return false;
    return candidate.size <= kLargestPure || !candidate.reads.empty() || !candidate.stores.empty();
  };
  std::vector<size_t> core;
  for (size_t i = 0; i < functions.size(); ++i) {
    if (functions[i].matters) core.push_back(i);
  }
  for (size_t next = 0; next < core.size(); ++next) {
    for (const FunctionDecl* callee : functions[core[next]].calls) {
      auto found = index.find(callee);
      if (found == index.end() || functions[found->second].matters || !isHelper(functions[found->second])) continue;
      functions[found->second].matters = true;
      core.push_back(found->second);
    }
  }

  // 3. Who sets a flag that is read there, and who passes it a value.
  std::unordered_set<const ValueDecl*> flags;
  for (size_t i : core) flags.insert(functions[i].reads.begin(), functions[i].reads.end());
  std::vector<size_t> setters;
  for (size_t i = 0; i < functions.size(); ++i) {
    if (functions[i].matters) continue;
    for (const ValueDecl* stored : functions[i].stores) {
      if (!flags.count(stored)) continue;
      functions[i].matters = true;
      setters.push_back(i);
      break;
    }
  }
  for (size_t next = 0; next < setters.size(); ++next) {
    const FunctionDecl* setter = functions[setters[next]].function->getCanonicalDecl();
    for (size_t caller : callers[setters[next]]) {
      if (functions[caller].matters) continue;
      const auto& passing = functions[caller].callsWithArguments;
      if (std::find(passing.begin(), passing.end(), setter) == passing.end()) continue;
      functions[caller].matters = true;
      setters.push_back(caller);
    }
  }

  // 4. Who calls what other files define, and who calls those: over there it may turn out to matter.
  for (size_t i = 0; i < functions.size(); ++i) {
    const auto isElsewhere = [&](const FunctionDecl* callee) { return !callee->isDefined() && names.isProgram(callee); };
    if (functions[i].size <= kLargest && std::any_of(functions[i].calls.begin(), functions[i].calls.end(), isElsewhere)) mark(i);
  }
  closeUpwards();
  return selection;
}

}  // namespace tls_tidy
