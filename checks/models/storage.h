// What all loaded model files amount to, ready for look-up. Filled by loader.cpp, read by models.cpp.
#pragma once
#include <re2/re2.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "checks/models/models.h"

namespace tls_tidy {

struct Models::Storage {
  std::vector<std::unique_ptr<Api>> apis;
  std::unordered_map<std::string, std::vector<const Api*>> byName;  // names, aliases and what macros expand to
  std::unordered_map<std::string, Type> types;
  std::unordered_map<std::string, Constant> constants;
  std::unordered_map<std::string, std::vector<std::string>> exceptions;
  std::map<std::string, std::vector<std::string>> triggers;  // by language
  std::set<std::string, std::less<>> packages;               // Python: the first word of each entry
  std::set<std::string, std::less<>> modules;                // Python: the module or class of each entry
  std::set<std::string, std::less<>> general;                // Python: beginnings of names that any protocol may use
  std::set<std::string, std::less<>> primitives;             // C: libraries whose source is not read
  std::vector<std::string> prefixes;                         // C
  std::map<std::string, std::string> headers;                // by name: the text
  std::vector<std::unique_ptr<ProtocolCommand>> commands;
  std::vector<std::unique_ptr<RE2>> commandPatterns;         // one for each
  std::vector<OptionCall> options;                           // Python
  std::map<Phrase, std::vector<std::unique_ptr<RE2>>> phrases;
  std::string digest;
};

}  // namespace tls_tidy
