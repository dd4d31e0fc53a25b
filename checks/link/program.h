// Program: all Modules of a run as one, with names that mean the same thing everywhere.
//
// Linking moves every Module's strings into one table and gives each function, class and global a key that is unique
// in the run. Where two files define the same key (two programs in one tree, two Python projects with a `utils`), the later one
// gets "#2" behind its name, and a use binds to the definition in its own file, else to the one in the nearest common folder.
// A Python import of a name that the models know binds to a file of the scanned tree only when that file lies on the
// importing file's own path upwards (a project may shadow `ssl`; somebody else's copy must not).
//
// Not here: what calls mean (checks/flow). Test: tests/link/program_test.cpp.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "checks/ir/module.h"
#include "checks/models/models.h"

namespace tls_tidy {

using FunctionId = uint32_t;
inline constexpr FunctionId kNoFunction = 0xffffffff;

class Program {
 public:
  std::vector<File> files;
  std::vector<Module::Language> languageOfFile;
  std::vector<std::vector<int>> versionsOfFile;
  std::vector<Function> functions;
  std::unordered_map<Name, FunctionId> functionOf;      // by key
  std::unordered_map<Name, Class> classes;              // by key
  std::unordered_map<Name, Global> globals;             // C, C++: static storage
  std::unordered_map<Name, std::vector<std::pair<FunctionId, Operand>>> stores;  // last path step or global -> what is stored there
  std::unordered_map<Name, std::vector<FunctionId>> methodsNamed;  // last component of the key -> functions
  std::vector<std::vector<FunctionId>> callers;         // direct callers, test code left out

  /// `ssl.wrap_socket = wrap_socket`: what stands for a library's name in the project that puts it there.
  struct Replacement {
    std::string root;   // the project's folder
    uint32_t file = 0;  // the module that puts it there
    Name by = 0;        // a function or class of the Program
  };
  std::unordered_map<Name, std::vector<Replacement>> replacements;
  /// What a name means in a file: itself, or what the file's project put in its place.
  Name standIn(Name name, uint32_t file) const;

  const std::string& text(Name name) const { return strings_[name]; }
  Name intern(std::string_view text);
  Name find(std::string_view text) const;               // 0: never seen
  /// Follows imports and re-exports; returns the name itself where nothing is known about it.
  Name resolve(Name name) const;
  /// Method `member` in `type` or its bases; `after`: search starts behind that class (super).
  FunctionId methodOf(Name type, Name member, Name after = 0) const;
  /// `type` and its bases, nearest first, program classes and outside names alike.
  std::vector<Name> ancestry(Name type) const;
  Name join(Name prefix, Name member) const;            // "prefix.member"; 0 when that text was never interned
  size_t strings() const { return strings_.size(); }

 private:
  Name resolve(Name name, std::vector<Name>& underWay) const;
  bool isLinked_ = false;                                // what names stand for does not change any more
  mutable std::unordered_map<Name, Name> resolved_;      // answers of resolve(); one thread at a time
  friend Program link(std::vector<Module> modules, const Models& models);
  std::vector<std::string> strings_{""};
  std::unordered_map<std::string, Name> index_{{"", 0}};
  std::unordered_map<Name, Name> imports_;
  std::unordered_map<Name, std::vector<Name>> stars_;
};

/// `--dump=program`: functions with their callers, classes with their bases, sorted.
std::string toText(const Program& program);

/// Never fails: what does not fit together stays unresolved.
Program link(std::vector<Module> modules, const Models& models);

}  // namespace tls_tidy
