#include "checks/cpp/parse.h"

#include "checks/cpp/select.h"
#include "checks/cpp/unknown_types.h"

#include <filesystem>
#include <set>

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/DiagnosticParse.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/VirtualFileSystem.h"

#ifndef TLS_TIDY_RESOURCE_DIR
#define TLS_TIDY_RESOURCE_DIR ""
#endif

namespace tls_tidy {

using namespace clang;
namespace fs = std::filesystem;

namespace {

constexpr const char* kPrelude = kUnknownTypesFile;
constexpr const char* kInstalledHeaders = "/tls-tidy-installed-headers";
constexpr unsigned kMostNotices = 20;
constexpr int kMostAttempts = 4;  // each declares what the one before found missing
constexpr uint64_t kLargestFile = 32 << 20;

/// What a parse found missing.
struct Gaps {
  std::string standIns;  // the folder of the headers made from the models: what these lack is nothing the user wrote
  bool isOurs(llvm::StringRef path) const { return !standIns.empty() && path.starts_with(standIns); }
  struct Missing {
    std::string name;
    unsigned line;
    std::string path;
  };
  std::vector<Missing> headers;
  struct Fault {
    std::string text, path;
    unsigned line, column, offset;
  };
  std::vector<Fault> faults;
  unsigned errors = 0;
  std::set<std::string> unknownTypes;
  std::set<std::string> handles;  // structs that are used like pointers: what stands in for a type was the wrong kind
  std::set<std::string> unknownCases;  // constants that only `case` labels name: without them Clang drops the labels, and what stands behind
  std::set<std::string> emptyMacros;  // words before a declaration that a missing header takes away (EXPORT and its like)
  /// A conditional group without an active arm that hides trigger names.
  struct Hidden {
    std::vector<std::string> macros;  // that would switch it on
    unsigned line, endLine, begin, end;
    std::string path;
  };
  std::vector<Hidden> hidden;
};

/// Is the unknown word at `at` an attribute in front of a declaration (`X_EXPORT int f();`), and no type (`X_CTX *x;`)?
bool precedesDeclaration(SourceLocation at, const SourceManager& sources, const LangOptions& language) {
  at = sources.getFileLoc(at);
  std::optional<Token> next = Lexer::findNextToken(at, sources, language);
  if (!next || !next->is(tok::raw_identifier)) return false;
  static const std::set<llvm::StringRef> kSpecifiers = {"void", "int", "char", "bool", "long", "short", "unsigned", "signed", "float", "double", "auto", "class", "struct", "enum", "union",
                                                        "static", "virtual", "explicit", "inline", "extern", "constexpr", "friend", "typedef", "template"};
  if (kSpecifiers.contains(next->getRawIdentifier())) return true;
  next = Lexer::findNextToken(next->getLocation(), sources, language);
  return next && next->isOneOf(tok::raw_identifier, tok::star, tok::amp, tok::coloncolon, tok::less);
}

/// Does the word at `at` follow `case`?
bool isCase(SourceLocation at, const SourceManager& sources) {
  at = sources.getFileLoc(at);
  const auto [file, offset] = sources.getDecomposedLoc(at);
  bool isInvalid = false;
  const llvm::StringRef before = sources.getBufferData(file, &isInvalid).take_front(offset).rtrim(" \t(");
  return !isInvalid && before.ends_with("case") && (before.size() == 4 || !isAsciiIdentifierContinue(static_cast<unsigned char>(before[before.size() - 5])));
}

/// The name a diagnostic is about; "": none.
std::string nameIn(const Diagnostic& info) {
  if (info.getNumArgs() == 0) return "";
  if (info.getArgKind(0) == DiagnosticsEngine::ak_identifierinfo) return info.getArgIdentifier(0)->getName().str();
  if (info.getArgKind(0) == DiagnosticsEngine::ak_declarationname) return DeclarationName::getFromOpaqueInteger(info.getRawArg(0)).getAsString();
  return "";
}

/// The struct that an argument of a diagnostic is; "": it is none.
std::string structIn(const Diagnostic& info, unsigned argument) {
  if (info.getArgKind(argument) != DiagnosticsEngine::ak_qualtype) return "";
  const QualType type = QualType::getFromOpaquePtr(reinterpret_cast<void*>(info.getRawArg(argument)));
  const auto* record = type.isNull() ? nullptr : type->getAs<RecordType>();
  return record ? record->getDecl()->getName().str() : "";
}

class Listener : public DiagnosticConsumer {
 public:
  explicit Listener(Gaps& gaps) : gaps_(gaps) {}
  void BeginSourceFile(const LangOptions& language, const Preprocessor*) override { language_ = &language; }
  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic& info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < DiagnosticsEngine::Error) return;
    unsigned id = info.getID();
    if (id == diag::err_unknown_typename || id == diag::err_unknown_type_or_class_name_suggest || id == diag::err_undeclared_var_use ||
        id == diag::err_unknown_typename_suggest) {
      if (id != diag::err_undeclared_var_use) {
        const std::string name = nameIn(info);
        if (!name.empty()) {
          const bool isMacro = llvm::StringRef(name).upper() == name && language_ && info.hasSourceManager() && precedesDeclaration(info.getLocation(), info.getSourceManager(), *language_);
          (isMacro ? gaps_.emptyMacros : gaps_.unknownTypes).insert(name);
        }
      }
    }
    if ((id == diag::err_undeclared_var_use || id == diag::err_undeclared_var_use_suggest) && info.hasSourceManager() && info.getLocation().isValid() &&
        isCase(info.getLocation(), info.getSourceManager()))
      if (const std::string name = nameIn(info); !name.empty()) gaps_.unknownCases.insert(name);
    if (id == diag::err_typecheck_expect_scalar_operand || id == diag::err_typecheck_convert_incompatible || id == diag::err_typecheck_cond_incompatible_operands)
      for (unsigned i = 0; i < std::min(info.getNumArgs(), 2u); ++i)
        if (const std::string name = structIn(info, i); !name.empty()) gaps_.handles.insert(name);
    // `class X_EXPORT Session ...`: a variable of a class that nobody defines, all in capitals.
    if (id == diag::err_typecheck_decl_incomplete_type && info.getNumArgs() > 0 && info.getArgKind(0) == DiagnosticsEngine::ak_qualtype) {
      const QualType type = QualType::getFromOpaquePtr(reinterpret_cast<void*>(info.getRawArg(0)));
      const TagDecl* tag = type.isNull() ? nullptr : type->getAsTagDecl();
      if (tag && tag->getName().upper() == tag->getName()) gaps_.emptyMacros.insert(tag->getName().str());
    }
    if (info.hasSourceManager() && info.getLocation().isValid() &&
        gaps_.isOurs(info.getSourceManager().getFilename(info.getSourceManager().getFileLoc(info.getLocation())))) {
      return;
    }
    ++gaps_.errors;
    if (gaps_.faults.size() >= kMostNotices) return;
    llvm::SmallString<128> text;
    info.FormatDiagnostic(text);
    Gaps::Fault fault{text.str().str(), "", 0, 0, 0};
    if (info.hasSourceManager() && info.getLocation().isValid()) {
      const SourceManager& sources = info.getSourceManager();
      SourceLocation at = sources.getFileLoc(info.getLocation());
      fault.path = sources.getFilename(at).str();
      fault.line = sources.getSpellingLineNumber(at);
      fault.column = sources.getSpellingColumnNumber(at);
      fault.offset = sources.getFileOffset(at);
    }
    gaps_.faults.push_back(std::move(fault));
  }

 private:
  Gaps& gaps_;
  const LangOptions* language_ = nullptr;
};

/// Macros that tell systems and compilers apart; no guess defines them.
bool isPlatform(llvm::StringRef macro) {
  static constexpr const char* kStarts[] = {"_", "WIN", "ANDROID", "APPLE", "OS2", "OS_", "MSDOS", "VMS", "AMIGA", "SYMBIAN", "DEBUG", "NDEBUG", "TARGET_OS", "Q_OS", "SERVER", "NO_", "MACOS"};
  for (const char* start : kStarts) {
    if (macro.starts_with(start)) return true;
  }
  return false;
}

class Includes : public PPCallbacks {
 public:
  Includes(Gaps& gaps, CompilerInstance& compiler, const LowerOptions& options)
      : gaps_(gaps), sources_(compiler.getSourceManager()), preprocessor_(compiler.getPreprocessor()), options_(options) {}

  void Ifdef(SourceLocation at, const Token& name, const MacroDefinition& definition) override {
    Group& group = open(at);
    group.macros = {name.getIdentifierInfo()->getName().str()};
    group.active = static_cast<bool>(definition);
  }
  void Ifndef(SourceLocation at, const Token&, const MacroDefinition& definition) override { open(at).active = !definition; }
  void If(SourceLocation at, SourceRange condition, ConditionValueKind value) override {
    Group& group = open(at);
    group.active = value != CVK_False;
    if (group.active) return;
    llvm::StringRef text = Lexer::getSourceText(CharSourceRange::getTokenRange(condition), sources_, preprocessor_.getLangOpts());
    std::string word;
    for (char c : text.str() + " ") {
      if (isalnum(static_cast<unsigned char>(c)) || c == '_') {
        word += c;
        continue;
      }
      if (!word.empty() && word != "defined" && !isdigit(static_cast<unsigned char>(word[0])) && !preprocessor_.isMacroDefined(word)) group.macros.push_back(word);
      else if (!word.empty() && isdigit(static_cast<unsigned char>(word[0]))) group.macros.push_back("_");
      word.clear();
      if (c == '!' || c == '<' || c == '>' || c == '=') group.macros.push_back("_");  // no plain switch
    }
  }
  void Else(SourceLocation at, SourceLocation start) override {
    for (Group& group : stack_)
      if (group.start == start && !group.active) group.otherwise = at;
  }
  void Elif(SourceLocation, SourceRange, ConditionValueKind value, SourceLocation start) override {
    if (value == CVK_True) activate(start);
  }
  void Endif(SourceLocation end, SourceLocation start) override {
    while (!stack_.empty() && stack_.back().start != start) stack_.pop_back();
    if (stack_.empty()) return;
    Group group = std::move(stack_.back());
    stack_.pop_back();
    if (group.active || group.macros.empty() || sources_.isInSystemHeader(start) || gaps_.hidden.size() >= 50) return;
    for (const std::string& macro : group.macros) {
      if (isPlatform(macro)) return;
    }
    const auto namesIn = [&](SourceLocation from, SourceLocation to) {
      return triggersIn(Lexer::getSourceText(CharSourceRange::getCharRange(from, to), sources_, preprocessor_.getLangOpts()));
    };
    // `#else` with stubs is what a build without TLS does; with another library's calls it is a choice that was made.
    if (group.otherwise.isValid()) {
      if (!namesIn(group.otherwise, end).empty()) return;
      end = group.otherwise;
    }
    if (namesIn(start, end).empty()) return;
    FileID file = sources_.getFileID(start);
    unsigned begin = sources_.getFileOffset(start), length = sources_.getFileOffset(end) - begin;
    found_.push_back({file, begin, begin + length, gaps_.hidden.size()});
    gaps_.hidden.push_back({group.macros, sources_.getSpellingLineNumber(start), sources_.getSpellingLineNumber(end), sources_.getFileOffset(start),
                            sources_.getFileOffset(end), sources_.getFilename(start).str()});
  }
  void InclusionDirective(SourceLocation hash, const Token&, StringRef name, bool, CharSourceRange, OptionalFileEntryRef file, StringRef, StringRef, const clang::Module*,
                          bool, SrcMgr::CharacteristicKind) override {
    if (file || gaps_.headers.size() >= 200) return;
    SourceLocation at = sources_.getFileLoc(hash);
    if (!sources_.getFileEntryRefForID(sources_.getFileID(at))) {  // asked for by a compile flag
      gaps_.headers.push_back({name.str(), 0, ""});
      return;
    }
    if (gaps_.isOurs(sources_.getFilename(at))) return;
    gaps_.headers.push_back({name.str(), sources_.getSpellingLineNumber(at), sources_.getFilename(at).str()});
  }
  bool FileNotFound(StringRef) override { return true; }
  /// A block counts as hidden only when none of its trigger names stands outside such blocks: `#ifdef SKIP_VERIFICATION`
  /// round one option among others stays as the preprocessor left it.
  void EndOfMainFile() override {
    std::vector<Gaps::Hidden> kept;
    for (const Found& candidate : found_) {
      llvm::StringRef whole = sources_.getBufferData(candidate.file);
      std::string outside;
      size_t at = 0;
      for (const Found& other : found_) {
        if (other.file != candidate.file || other.begin < at) continue;
        outside += whole.slice(at, other.begin).str() + "\n";
        at = other.end;
      }
      outside += whole.drop_front(at).str();
      std::set<std::string> inside = triggersIn(whole.slice(candidate.begin, candidate.end)), elsewhere = triggersIn(outside);
      bool repeated = false;
      for (const std::string& name : inside) repeated = repeated || elsewhere.count(name);
      if (!repeated) kept.push_back(gaps_.hidden[candidate.index]);
    }
    gaps_.hidden = std::move(kept);
  }

 private:
  struct Group {
    SourceLocation start;
    std::vector<std::string> macros;
    bool active = true;
    SourceLocation otherwise;  // of its #else, where the arms before it are off
  };

  Group& open(SourceLocation at) {
    stack_.push_back({at, {}, true, {}});
    return stack_.back();
  }
  void activate(SourceLocation start) {
    for (Group& group : stack_) {
      if (group.start == start) group.active = true;
    }
  }
  /// Trigger names in `text`; send, read and their like say nothing about TLS, and neither does what a comment tells.
  std::set<std::string> triggersIn(llvm::StringRef text) const {
    std::set<std::string> names;
    const auto look = [&](llvm::StringRef word) {
      if (word.size() > 6 && options_.triggers.count(word.str())) names.insert(word.str());
    };
    const std::string buffer = text.str();  // the lexer wants its end marked
    Lexer lexer(SourceLocation(), preprocessor_.getLangOpts(), buffer.data(), buffer.data(), buffer.data() + buffer.size());
    Token token;
    for (lexer.LexFromRawLexer(token); token.isNot(tok::eof); lexer.LexFromRawLexer(token)) {
      if (token.is(tok::raw_identifier)) {
        look(token.getRawIdentifier());
      } else if (tok::isStringLiteral(token.getKind())) {
        llvm::SmallVector<llvm::StringRef, 8> words;
        llvm::SplitString(llvm::StringRef(token.getLiteralData(), token.getLength()), words, "\"\\ \t.:;,=()<>'%[]");
        for (llvm::StringRef word : words) look(word);
      }
    }
    return names;
  }

  struct Found {
    FileID file;
    unsigned begin, end;
    size_t index;
  };
  std::vector<Found> found_;

  Gaps& gaps_;
  const SourceManager& sources_;
  Preprocessor& preprocessor_;
  const LowerOptions& options_;
  std::vector<Group> stack_;
};

class Consumer : public ASTConsumer {
 public:
  Consumer(const LowerOptions& options, Module& out) : options_(options), out_(out) {}
  void Initialize(ASTContext& context) override { context_ = &context; }
  void HandleTranslationUnit(ASTContext& context) override { out_ = lower(context, options_); }
  bool shouldSkipFunctionBody(Decl* declaration) override {
    return context_ && context_->getSourceManager().isInSystemHeader(context_->getSourceManager().getExpansionLoc(declaration->getLocation()));
  }

 private:
  const LowerOptions& options_;
  Module& out_;
  ASTContext* context_ = nullptr;
};

class Action : public ASTFrontendAction {
 public:
  Action(const LowerOptions& options, Module& out, Gaps& gaps) : options_(options), out_(out), gaps_(gaps) {}

 protected:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance& compiler, StringRef) override {
    compiler.getPreprocessor().addPPCallbacks(std::make_unique<Includes>(gaps_, compiler, options_));
    return std::make_unique<Consumer>(options_, out_);
  }

 private:
  const LowerOptions& options_;
  Module& out_;
  Gaps& gaps_;
};

Module bare(const ParseJob& job, Notice::Kind kind, const std::string& what) {
  Module module;
  module.files.push_back({job.lower.mainName.empty() ? job.file : job.lower.mainName, false});
  module.name = module.intern(module.files[0].path);
  Notice notice;
  notice.kind = kind;
  notice.what = what;
  module.notices.push_back(std::move(notice));
  return module;
}

void report(const Gaps& gaps, const ParseJob& job, Module& module) {
  auto add = [&](Notice::Kind kind, const std::string& path, unsigned line, unsigned column, unsigned offset, const std::string& what) {
    Notice notice;
    notice.kind = kind;
    notice.what = what;
    if (path == job.file || path.empty()) {
      notice.at.line = notice.at.endLine = line;
      notice.at.column = notice.at.endColumn = column;
      notice.at.begin = notice.at.end = offset;
    } else {
      notice.path = path;
      notice.at.line = notice.at.endLine = line;
      notice.at.column = notice.at.endColumn = column;
    }
    module.notices.push_back(std::move(notice));
  };
  std::set<std::string> named;
  for (const Gaps::Missing& header : gaps.headers) {
    if (named.size() < kMostNotices && named.insert(header.name).second) {
      add(Notice::kMissingHeader, header.path, header.line, 1, 0, "header `" + header.name + "` not found");
    }
  }
  for (const Gaps::Fault& fault : gaps.faults) add(Notice::kSyntax, fault.path, fault.line, fault.column, fault.offset, fault.text);
  if (gaps.errors > gaps.faults.size()) {
    add(Notice::kSyntax, "", 0, 0, 0, std::to_string(gaps.errors - gaps.faults.size()) + " more errors");
  }
}

}  // namespace

struct Parser::State {
  explicit State(ParseOptions given) : options(std::move(given)), unknownTypes(options.modelHeaders) {}
  ParseOptions options;
  UnknownTypes unknownTypes;
  std::vector<std::pair<std::string, std::unique_ptr<llvm::MemoryBuffer>>> instead;
  IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk = llvm::vfs::getRealFileSystem();
};

Parser::Parser(ParseOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Parser::~Parser() = default;

void Parser::readInstead(const std::string& path, const std::string& file) {
  if (auto buffer = llvm::MemoryBuffer::getFile(file)) state_->instead.emplace_back(path, std::move(*buffer));
}

Module Parser::parse(const ParseJob& job) {
  const ParseOptions& options = state_->options;
  uint64_t size = 0;
  if (job.text) {
    size = job.text->size();
  } else {
    auto status = state_->disk->status(job.file);
    if (!status) return bare(job, Notice::kUnreadable, "cannot be read: " + status.getError().message());
    if (status->isDirectory()) return bare(job, Notice::kUnreadable, "is a folder");
    size = status->getSize();
    auto opened = state_->disk->openFileForRead(job.file);
    if (!opened) return bare(job, Notice::kUnreadable, "cannot be read: " + opened.getError().message());
  }
  if (size > kLargestFile) return bare(job, Notice::kTooLarge, "is larger than 32 MiB");

  bool cxx = true;
  std::string prelude;
  std::set<std::string> unknownTypes, unknownCases, handles, emptyMacros;
  Module module;
  Gaps gaps;
  std::set<std::string> macros;
  std::vector<Gaps::Hidden> guessed;
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    gaps = Gaps{.standIns = options.modelHeaders};
    module = Module{};
    auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    memory->addFile(kPrelude, 0, llvm::MemoryBuffer::getMemBufferCopy(prelude));
    for (const auto& [path, buffer] : state_->instead) memory->addFileNoOwn(path, 0, buffer->getMemBufferRef());
    for (const auto& [header, path] : job.installed)
      memory->addFile(std::string(kInstalledHeaders) + "/" + header, 0, llvm::MemoryBuffer::getMemBufferCopy("#include \"" + path + "\"\n"));
    auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(state_->disk);
    overlay->pushOverlay(memory);
    if (!job.directory.empty()) overlay->setCurrentWorkingDirectory(job.directory);

    std::vector<std::string> words = {"clang-19", "-fsyntax-only", "-w", "-Wno-error", "-ferror-limit=0", "-fbracket-depth=1024", "-ftemplate-depth=1024",
                                      "-Wno-error=implicit-function-declaration", "-Wno-error=implicit-int", "-Wno-error=int-conversion",
                                      "-Wno-error=incompatible-function-pointer-types", "-Wno-error=return-type", "-Wno-error=return-mismatch"};  // spell checking stays on: without it an unknown name takes its whole call away
    if (!options.resourceFolder.empty()) words.push_back("-resource-dir=" + options.resourceFolder);
    if (!options.modelHeaders.empty() && options.onlyModelHeaders) words.insert(words.end(), {"-isystem", options.modelHeaders});
    words.insert(words.end(), job.flags.begin(), job.flags.end());
    if (!options.modelHeaders.empty() && !options.onlyModelHeaders) words.insert(words.end(), {"-idirafter", options.modelHeaders});
    if (!job.installed.empty()) words.insert(words.end(), {"-idirafter", kInstalledHeaders});
    if (!prelude.empty()) words.insert(words.end(), {"-include", kPrelude});
    words.push_back("--");
    words.push_back(job.file);
    std::vector<const char*> pointers;
    for (const std::string& word : words) pointers.push_back(word.c_str());

    auto listener = std::make_unique<Listener>(gaps);
    IntrusiveRefCntPtr<DiagnosticOptions> diagnosticOptions(new DiagnosticOptions());
    IntrusiveRefCntPtr<DiagnosticsEngine> driverDiagnostics(
        new DiagnosticsEngine(IntrusiveRefCntPtr<DiagnosticIDs>(new DiagnosticIDs()), diagnosticOptions, listener.get(), /*ShouldOwnClient=*/false));
    CreateInvocationOptions creation;
    creation.Diags = driverDiagnostics;
    creation.VFS = overlay;
    creation.RecoverOnError = true;
    std::shared_ptr<CompilerInvocation> invocation = createInvocation(pointers, creation);
    if (!invocation) return bare(job, Notice::kDroppedFlag, "its compile command cannot be understood");
    invocation->getDiagnosticOpts().ShowCarets = 0;
    invocation->getFrontendOpts().SkipFunctionBodies = true;
    invocation->getFrontendOpts().DisableFree = false;
    invocation->getLangOpts().CommentOpts.ParseAllComments = false;
    invocation->getLangOpts().RetainCommentsFromSystemHeaders = false;
    invocation->getLangOpts().RecoveryAST = true;
    invocation->getLangOpts().RecoveryASTType = true;
    if (job.text) invocation->getPreprocessorOpts().addRemappedFile(job.file, llvm::MemoryBuffer::getMemBufferCopy(*job.text, job.file).release());
    if (invocation->getLangOpts().ObjC) return bare(job, Notice::kGuess, "Objective-C is not read");
    cxx = invocation->getLangOpts().CPlusPlus;

    CompilerInstance compiler;
    compiler.setInvocation(invocation);
    compiler.createDiagnostics(listener.get(), /*ShouldOwnClient=*/false);
    compiler.setFileManager(new FileManager(invocation->getFileSystemOpts(), overlay));
    compiler.createSourceManager(compiler.getFileManager());
    Action action(job.lower, module, gaps);
    compiler.ExecuteAction(action);

    std::set<std::string> more;
    for (const std::string& name : gaps.unknownTypes) {
      if (!unknownTypes.count(name)) more.insert(name);
    }
    bool changed = false;
    for (const std::string& name : gaps.handles)
      if (unknownTypes.count(name)) changed = handles.insert(name).second || changed;
    for (const std::string& name : gaps.unknownCases) changed = unknownCases.insert(name).second || changed;
    for (const std::string& name : gaps.emptyMacros) changed = emptyMacros.insert(name).second || changed;
    bool switched = false;
    for (const Gaps::Hidden& group : gaps.hidden) {
      bool isNew = false;
      for (const std::string& macro : group.macros) isNew = macros.insert(macro).second || isNew;
      if (isNew) guessed.push_back(group);
      switched = switched || isNew;
    }
    if (more.empty() && !switched && !changed) break;
    unknownTypes.insert(more.begin(), more.end());
    prelude = state_->unknownTypes.declare(unknownTypes, handles, cxx) + declareConstants(unknownCases);
    for (const std::string& macro : emptyMacros) prelude += "#ifndef " + macro + "\n#define " + macro + "\n#endif\n";
    for (const std::string& macro : macros) prelude += "#ifndef " + macro + "\n#define " + macro + " 1\n#endif\n";
  }
  if (module.files.empty()) {
    Module empty = bare(job, Notice::kSyntax, "could not be read");
    module = std::move(empty);
  }
  report(gaps, job, module);
  for (const Gaps::Hidden& group : guessed) {
    Notice notice;
    notice.kind = Notice::kGuess;
    notice.at.line = group.line;
    notice.at.endLine = group.endLine;
    notice.at.begin = group.begin;
    notice.at.end = group.end;
    notice.at.column = notice.at.endColumn = 1;
    if (group.path != job.file) notice.path = group.path;
    for (const std::string& macro : group.macros) notice.what += (notice.what.empty() ? "`" : ", `") + macro + "`";
    notice.what += " taken as defined";
    module.notices.push_back(std::move(notice));
  }
  return module;
}

std::string findResourceFolder(const std::string& wanted) {
  std::error_code failed;
  fs::path here = fs::read_symlink("/proc/self/exe", failed).parent_path();
  std::vector<fs::path> places;
  if (!wanted.empty()) places.push_back(wanted);
  if (!here.empty()) {
    places.push_back(here / "clang");
    places.push_back(here / "../lib/tls-tidy/clang/19");
    places.push_back(here / "../lib/clang/19");
  }
  if (*TLS_TIDY_RESOURCE_DIR) places.push_back(TLS_TIDY_RESOURCE_DIR);
  for (const char* known : {"/usr/lib/llvm-19/lib/clang/19", "/usr/lib/clang/19", "/usr/lib64/clang/19", "/usr/local/lib/clang/19", "/opt/homebrew/opt/llvm@19/lib/clang/19",
                            "/usr/local/opt/llvm@19/lib/clang/19"}) {
    places.push_back(known);
  }
  for (const fs::path& place : places) {
    if (fs::is_regular_file(place / "include" / "stddef.h", failed)) return place.lexically_normal().string();
  }
  return "";
}

}  // namespace tls_tidy
