#include "checks/link/carried.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace tls_tidy {
namespace {

/// `int tls_connect(struct tls *, const char *)`: {"struct tls *", " const char *"}. A pointer to a function is one parameter.
std::vector<std::string_view> declaredParameters(std::string_view declaration, std::string_view name) {
  const size_t at = declaration.find(std::string(name) + "(");
  const size_t end = declaration.rfind(')');
  std::vector<std::string_view> parameters;
  if (at == std::string_view::npos || end == std::string_view::npos) return parameters;
  const std::string_view inside = declaration.substr(at + name.size() + 1, end - at - name.size() - 1);
  size_t start = 0;
  int depth = 0;
  for (size_t i = 0; i <= inside.size(); ++i) {
    if (i < inside.size() && inside[i] == '(') ++depth;
    if (i < inside.size() && inside[i] == ')') --depth;
    if (i < inside.size() && (inside[i] != ',' || depth)) continue;
    parameters.push_back(inside.substr(start, i - start));
    start = i + 1;
  }
  if (parameters.size() == 1 && (parameters.front() == "void" || parameters.front().empty())) parameters.clear();
  std::erase(parameters, " ...");
  return parameters;
}

bool hasWord(std::string_view text, std::string_view word) {
  const auto isPart = [](char letter) { return std::isalnum(static_cast<unsigned char>(letter)) || letter == '_'; };
  for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !isPart(text[at - 1])) && (end == text.size() || !isPart(text[end]))) return true;
  }
  return false;
}

enum class Likeness { kNone, kCount, kTypes };

Likeness likeness(const Module& module, const Function& function, const Api& api) {
  const std::vector<std::string_view> declared = declaredParameters(api.declaration, api.name);
  if (declared.size() != function.parameters.size()) return Likeness::kNone;
  bool hasType = false;
  for (size_t i = 0; i < declared.size(); ++i) {
    const std::string& type = module.text(function.locals[i].type);
    if (type.empty()) continue;
    if (!hasWord(declared[i], type)) return Likeness::kNone;
    hasType = true;
  }
  return hasType ? Likeness::kTypes : Likeness::kCount;
}

/// A file in which functions of a library are defined, and by which parameters they are known.
struct Carrier {
  std::string library, path, function;
  bool hasTypes = false;
};

std::vector<Carrier> carriers(const std::vector<Module>& modules, const Models& models) {
  std::vector<Carrier> found;
  for (const Module& module : modules) {
    if (module.language == Module::Language::kPython) continue;
    for (const Function& function : module.functions) {
      if (function.isInternal) continue;
      const std::string& name = module.text(function.key);
      const std::span<const Api* const> entries = models.find(name);
      if (entries.empty() || !models.isPrimitive(*entries.front())) continue;
      const Likeness alike = likeness(module, function, *entries.front());
      if (alike != Likeness::kNone) found.push_back({entries.front()->library, module.files[function.at.file].path, name, alike == Likeness::kTypes});
    }
  }
  return found;
}

}  // namespace

void leaveOutCarriedLibraries(std::vector<Module>& modules, const Models& models) {
  constexpr size_t kEnough = 3;
  const std::vector<Carrier> found = carriers(modules, models);
  std::map<std::string, std::set<std::string>> typed;  // by library: functions with the declared types
  for (const Carrier& each : found)
    if (each.hasTypes) typed[each.library].insert(each.function);
  std::map<std::string, std::set<std::string>> own;  // by file: functions of a library that is carried
  for (const Carrier& each : found)
    if (const auto library = typed.find(each.library); library != typed.end() && library->second.size() >= kEnough) own[each.path].insert(each.function);
  if (own.empty()) return;
  // A file that mostly is the library is so as a whole; a stand-in for one of its functions beside a program's own code is not.
  std::map<std::string, std::set<std::string>> visible;
  for (const Module& module : modules)
    for (const Function& function : module.functions)
      if (!function.isInternal && own.contains(module.files[function.at.file].path)) visible[module.files[function.at.file].path].insert(module.text(function.key));
  for (Module& module : modules) {
    if (module.language == Module::Language::kPython) continue;
    std::erase_if(module.functions, [&](const Function& function) {
      const std::string& path = module.files[function.at.file].path;
      const auto library = own.find(path);
      return library != own.end() && (library->second.size() * 2 >= visible[path].size() || library->second.contains(module.text(function.key)));
    });
  }
}

}  // namespace tls_tidy
