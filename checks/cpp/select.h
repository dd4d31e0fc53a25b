// What a translation unit's declarations are called in a Module, and which of its functions matter.
//
// A function matters when it names a trigger or a protocol literal, when it calls, or hands on the address of, one that
// does, when one that does calls it, or when it sets a flag (a field or global) that one of these reads. The last rule is what keeps
// `options.insecure = 1` in main and `m_verify(false)` in a constructor.
//
// Test: tests/cpp/lower_test.cpp.
#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "checks/cpp/lower.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

namespace tls_tidy {

/// Global names, places and the classification of types, for one translation unit.
class Names {
 public:
  Names(clang::ASTContext& context, const LowerOptions& options, Module& module);

  /// The linkage identity of module.h, "Names".
  std::string key(const clang::FunctionDecl* function);
  std::string key(const clang::VarDecl* variable);
  std::string display(const clang::FunctionDecl* function);
  std::string className(const clang::RecordDecl* record);
  /// The class, struct or handle type behind pointers, references and typedefs; "" for plain scalars.
  std::string typeName(clang::QualType type);

  /// Declared in a file of the program, not of a library.
  bool isProgram(const clang::Decl* declaration);
  bool isProgram(clang::SourceLocation location);
  bool isTrigger(const clang::FunctionDecl* function);
  bool isTrigger(clang::QualType type);
  bool isTrigger(const clang::ValueDecl* fieldOrGlobal);
  bool isTriggerName(const std::string& name) const { return options_.triggers.count(name) != 0; }

  /// A complete struct, union or class that is its own address (not a string, not a smart pointer).
  static bool isRecord(clang::QualType type);
  /// A class of C++ that stands for the one value in it: strings, smart pointers, optionals, atomics.
  static bool isValueClass(clang::QualType type);
  static bool isString(clang::QualType type);
  /// `T &` that can change the caller's scalar: read and written through the step "*".
  static bool isPlaceReference(clang::QualType type);

  uint32_t file(clang::FileID id);
  Range range(clang::SourceRange written);
  std::string pathOf(clang::SourceLocation location);
  std::string text(clang::SourceRange written, size_t most);

  clang::ASTContext& context;
  clang::SourceManager& sources;
  Module& module;

 private:
  std::string displayPath(clang::FileID id);
  std::string qualified(const clang::NamedDecl* declaration);

  const LowerOptions& options_;
  std::unordered_map<const clang::FunctionDecl*, std::string> functionKeys_;
  std::unordered_map<const void*, bool> typeTriggers_;
  std::unordered_map<unsigned, uint32_t> fileIndex_;
  std::unordered_map<unsigned, bool> programFiles_;
};

/// A function with a body, and what selection found out about it.
struct Candidate {
  const clang::FunctionDecl* function = nullptr;
  std::vector<const clang::FunctionDecl*> calls;    // and addresses taken, canonical
  std::vector<const clang::FunctionDecl*> callsWithArguments;
  std::unordered_set<const clang::ValueDecl*> reads, stores;
  std::vector<const clang::LambdaExpr*> lambdas;
  unsigned size = 0;  // statements and expressions
  bool direct = false;
  bool matters = false;
};

/// The functions of the unit that matter, in source order, and its classes and variables.
struct Selection {
  std::vector<Candidate> functions;
  std::vector<const clang::CXXRecordDecl*> classes;
  std::vector<const clang::VarDecl*> variables;
  std::unordered_set<const clang::ValueDecl*> stored;  // fields and globals that something writes or takes the address of
};
Selection select(Names& names);

/// The in-memory file that stands in for types no header declared; not the program's.
inline constexpr const char* kUnknownTypesFile = "/tls-tidy-unknown-types.h";

/// A literal of the dialogues that ask for TLS or log in.
bool isProtocolLiteral(llvm::StringRef text);

}  // namespace tls_tidy
