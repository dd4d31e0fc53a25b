#include "checks/link/program.h"

#include <algorithm>
#include <map>
#include <set>

#include "checks/link/carried.h"

namespace tls_tidy {
namespace {

std::string_view folderOf(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

/// Number of leading path components two folders share.
size_t commonFolders(std::string_view a, std::string_view b) {
  size_t shared = 0, start = 0;
  while (start < a.size() && start < b.size()) {
    const size_t endA = std::min(a.find('/', start), a.size()), endB = std::min(b.find('/', start), b.size());
    if (endA != endB || a.substr(start, endA - start) != b.substr(start, endB - start)) break;
    ++shared;
    start = endA + 1;
  }
  return shared;
}

/// The folder a Python module's dotted name starts from: "a/b/pkg/mod.py" named "pkg.mod" starts from "a/b".
std::string_view importRoot(std::string_view path, std::string_view dotted) {
  std::string_view folder = folderOf(path);
  size_t levels = static_cast<size_t>(std::count(dotted.begin(), dotted.end(), '.'));
  if (path.ends_with("/__init__.py") || path == "__init__.py") ++levels;
  while (levels-- > 0 && !folder.empty()) folder = folderOf(folder);
  return folder;
}

bool isInside(std::string_view folder, std::string_view root) {
  return root.empty() || folder == root || (folder.starts_with(root) && folder.size() > root.size() && folder[root.size()] == '/');
}

/// Calls visit(Name&) for every name an operand holds.
template <class Visit>
void visitNames(Operand& operand, Visit visit) {
  if (operand.name) visit(operand.name, operand.kind == Operand::kGlobal);
  for (Name& step : operand.path) visit(step, false);
}

template <class Visit>
void visitNames(Function& function, Visit visit) {
  visit(function.key, true);
  visit(function.display, false);
  visit(function.owner, true);
  for (Parameter& parameter : function.parameters) visitNames(parameter.fallback, visit);
  for (Local& local : function.locals) {
    visit(local.name, false);
    visit(local.type, true);
  }
  for (Name& name : function.captures) visit(name, false);
  for (Block& block : function.blocks) {
    for (Event& event : block.events) {
      for (Operand* operand : {&event.dest, &event.a, &event.b, &event.callee, &event.receiver}) visitNames(*operand, visit);
      visit(event.method, false);
      visit(event.superOf, true);
      for (Argument& argument : event.arguments) {
        visit(argument.keyword, false);
        visitNames(argument.value, visit);
      }
    }
    visitNames(block.end.value, visit);
    for (Handler& handler : block.handlers)
      for (Name& type : handler.types) visit(type, true);
  }
}

template <class Visit>
void visitRanges(Function& function, Visit visit) {
  visit(function.at);
  for (Block& block : function.blocks) {
    for (Event& event : block.events) {
      visit(event.at);
      for (Argument& argument : event.arguments) visit(argument.at);
    }
    visit(block.end.at);
  }
}

/// Who defines a name, and from where it can be seen.
struct Definition {
  size_t module;
  Name key;  // in the Program's table
};

}  // namespace

Name Program::intern(std::string_view text) {
  auto [found, isNew] = index_.try_emplace(std::string(text), static_cast<Name>(strings_.size()));
  if (isNew) strings_.emplace_back(text);
  return found->second;
}

Name Program::find(std::string_view text) const {
  const auto found = index_.find(std::string(text));
  return found == index_.end() ? 0 : found->second;
}

Name Program::join(Name prefix, Name member) const { return find(text(prefix) + "." + text(member)); }

Name Program::resolve(Name name) const {
  if (isLinked_) {
    if (const auto known = resolved_.find(name); known != resolved_.end()) return known->second;
  }
  std::vector<Name> underWay;
  const Name result = resolve(name, underWay);
  if (isLinked_) resolved_.emplace(name, result);
  return result;
}

// `from .x import x` in pkg/__init__.py makes pkg.x stand for pkg.x.x, whose prefix is pkg.x again: a prefix that is being
// resolved already stands for itself.
Name Program::resolve(Name name, std::vector<Name>& underWay) const {
  if (std::find(underWay.begin(), underWay.end(), name) != underWay.end()) return name;
  for (int hops = 0; hops < 12; ++hops) {
    underWay.push_back(name);
    if (functionOf.contains(name) || classes.contains(name) || globals.contains(name)) return name;
    if (const auto found = imports_.find(name); found != imports_.end() && found->second != name) {
      name = found->second;
      continue;
    }
    const std::string& full = text(name);
    const size_t dot = full.rfind('.');
    if (dot == std::string::npos) return name;
    const Name prefix = find(std::string_view(full).substr(0, dot));
    if (!prefix) return name;
    const std::string member = full.substr(dot + 1);
    Name next = 0;
    const size_t depth = underWay.size();
    const Name target = resolve(prefix, underWay);
    underWay.resize(depth);
    if (target != prefix) next = find(text(target) + "." + member);
    if (!next) {
      if (const auto stars = stars_.find(prefix); stars != stars_.end()) {
        for (const Name module : stars->second) {
          const Name candidate = find(text(module) + "." + member);
          if (candidate && (functionOf.contains(candidate) || classes.contains(candidate) || stores.contains(candidate) || imports_.contains(candidate))) {
            next = candidate;
            break;
          }
        }
      }
    }
    if (!next || next == name) return name;
    name = next;
  }
  return name;
}

std::vector<Name> Program::ancestry(Name type) const {
  std::vector<Name> line{resolve(type)};
  for (size_t i = 0; i < line.size() && line.size() < 40; ++i) {
    const auto found = classes.find(line[i]);
    if (found == classes.end()) continue;
    for (const Name base : found->second.bases) {
      const Name resolved = resolve(base);
      if (std::find(line.begin(), line.end(), resolved) == line.end()) line.push_back(resolved);
    }
  }
  return line;
}

FunctionId Program::methodOf(Name type, Name member, Name after) const {
  bool searching = after == 0;
  for (const Name ancestor : ancestry(type)) {
    if (searching) {
      if (const Name key = join(ancestor, member)) {
        if (const auto found = functionOf.find(key); found != functionOf.end()) return found->second;
      }
    }
    if (ancestor == after) searching = true;
  }
  return kNoFunction;
}

Name Program::standIn(Name name, uint32_t file) const {
  const auto found = replacements.find(name);
  if (found == replacements.end()) return name;
  Name by = 0;
  for (const Replacement& replacement : found->second) {
    if (replacement.file == file) return replacement.by;
    if (!isInside(folderOf(files[file].path), replacement.root)) continue;
    if (by && by != replacement.by) return name;  // several programs in one folder
    by = replacement.by;
  }
  return by ? by : name;
}

Program link(std::vector<Module> modules, const Models& models) {
  leaveOutCarriedLibraries(modules, models);
  Program program;
  std::vector<std::vector<Name>> renamed(modules.size());
  std::vector<uint32_t> firstFile(modules.size());
  for (size_t m = 0; m < modules.size(); ++m) {
    for (const std::string& text : modules[m].strings) renamed[m].push_back(program.intern(text));
    firstFile[m] = static_cast<uint32_t>(program.files.size());
    for (File& file : modules[m].files) {
      program.files.push_back(std::move(file));
      program.languageOfFile.push_back(modules[m].language);
      program.versionsOfFile.push_back(modules[m].versions);
    }
  }
  const auto pathOf = [&](size_t m) -> const std::string& { return program.files[firstFile[m]].path; };

  // Who defines what. Python modules first (their dotted name is the prefix of all they define), then functions and classes.
  const auto isModelled = [&](const std::string& dotted) { return models.hasPackage(std::string_view(dotted).substr(0, dotted.find('.'))); };
  std::unordered_map<std::string, std::vector<size_t>> pythonModules;
  std::unordered_map<std::string, size_t> pythonFiles;  // by path
  std::vector<std::string> moduleKey(modules.size());
  for (size_t m = 0; m < modules.size(); ++m) {
    if (modules[m].language != Module::Language::kPython) continue;
    const std::string dotted = modules[m].text(modules[m].name);
    pythonFiles.emplace(pathOf(m), m);
    auto& same = pythonModules[dotted];
    same.push_back(m);
    moduleKey[m] = same.size() == 1 && !isModelled(dotted) ? dotted : dotted + "#" + std::to_string(same.size());
  }
  // A file that defines what the models know of a TLS library is that library itself (an interpreter's own `ssl`): what it does inside
  // is nothing we can follow, what its names mean is known.
  std::vector<bool> isTlsLibrary(modules.size(), false);
  for (const auto& [dotted, same] : pythonModules) {
    if (!models.isGeneral(dotted)) continue;
    for (const size_t m : same) {
      const auto isKnown = [&](Name key) { return !models.find(modules[m].text(key)).empty(); };
      const auto count = std::count_if(modules[m].functions.begin(), modules[m].functions.end(), [&](const Function& function) { return isKnown(function.key); }) +
                         std::count_if(modules[m].classes.begin(), modules[m].classes.end(), [&](const Class& type) { return isKnown(type.name); });
      isTlsLibrary[m] = count >= 3;
    }
  }
  std::unordered_map<Name, std::vector<Definition>> definitions;  // C, C++: linkage name -> definitions
  std::set<std::pair<std::string, Name>> seenInHeader;
  for (size_t m = 0; m < modules.size(); ++m) {
    if (modules[m].language == Module::Language::kPython) continue;
    for (Function& function : modules[m].functions) {
      const Name name = renamed[m][function.key];
      auto& same = definitions[name];
      const bool repeated = std::any_of(same.begin(), same.end(), [&](const Definition& d) { return d.module == m; });
      if (repeated) continue;
      const Name key = same.empty() ? name : program.intern(program.text(name) + "#" + std::to_string(same.size() + 1));
      same.push_back({m, key});
    }
  }

  for (size_t m = 0; m < modules.size(); ++m) {
    Module& module = modules[m];
    const bool isPython = module.language == Module::Language::kPython;
    const std::string folder(folderOf(pathOf(m)));
    std::unordered_map<Name, Name> bound;  // cache of the bindings of this module

    const auto nearest = [&](const std::vector<Definition>& candidates) {
      const Definition* best = &candidates.front();
      size_t bestShared = 0;
      for (const Definition& candidate : candidates) {
        if (candidate.module == m) return candidate.key;
        const size_t shared = commonFolders(folder, folderOf(pathOf(candidate.module))) + 1;
        if (shared > bestShared) {
          best = &candidate;
          bestShared = shared;
        }
      }
      return best->key;
    };
    const auto bindPython = [&](Name name) {
      const std::string full = program.text(name);
      for (size_t end = full.size(); end != std::string::npos && end > 0; end = full.rfind('.', end - 1)) {
        const auto found = pythonModules.find(full.substr(0, end));
        if (found == pythonModules.end()) continue;
        const bool libraryName = isModelled(full);
        size_t best = modules.size(), bestShared = 0;
        for (const size_t candidate : found->second) {
          if (candidate == m) {
            best = m;
            break;
          }
          const std::string_view root = importRoot(pathOf(candidate), found->first);
          const bool onPath = isInside(folder, root);
          // Python's own library is never a project's own module.
          if (libraryName && (!onPath || folder != root || isTlsLibrary[candidate])) continue;
          const size_t shared = commonFolders(folder, root) + 1 + (onPath ? 100 : 0);
          if (shared > bestShared) {
            best = candidate;
            bestShared = shared;
          }
        }
        if (best == modules.size()) return name;
        return moduleKey[best] == found->first ? name : program.intern(moduleKey[best] + full.substr(end));
      }
      if (isModelled(full)) return name;
      // A folder without an __init__.py is a package too, for those who look from a folder above it.
      for (size_t end = full.size(); end != std::string::npos && end > 0; end = full.rfind('.', end - 1)) {
        std::string inside = full.substr(0, end) + ".py";
        if (inside.find('.') + 3 == inside.size()) break;
        std::replace(inside.begin(), inside.end() - 3, '.', '/');
        for (std::string_view above = folder;; above = folderOf(above)) {
          const auto found = pythonFiles.find((above.empty() ? "" : std::string(above) + "/") + inside);
          if (found != pythonFiles.end()) return program.intern(moduleKey[found->second] + full.substr(end));
          if (above.empty()) break;
        }
      }
      return name;
    };
    const auto bind = [&](Name name) {
      const auto [found, isNew] = bound.try_emplace(name, name);
      if (!isNew) return found->second;
      Name result = name;
      if (isPython) {
        result = bindPython(name);
      } else if (const auto defined = definitions.find(name); defined != definitions.end()) {
        result = nearest(defined->second);
      }
      return bound[name] = result;
    };
    const auto rename = [&](Name& name, bool isGlobal) {
      name = renamed[m][name];
      if (isGlobal && name) name = bind(name);
    };
    const auto rebase = [&](Range& range) { range.file += firstFile[m]; };

    for (Function& function : module.functions) {
      visitNames(function, rename);
      visitRanges(function, rebase);
      // Two programs in one tree may each have a class of one name: its second definition is a class of its own.
      if (const std::string key = program.text(function.key); !isPython && function.owner)
        if (const size_t mark = key.rfind('#'); mark != std::string::npos) function.owner = program.intern(program.text(function.owner) + key.substr(mark));
      const auto [place, isNew] = program.functionOf.try_emplace(function.key, static_cast<FunctionId>(program.functions.size()));
      if (isNew) program.functions.push_back(std::move(function));
    }
    for (Class& entry : module.classes) {
      rename(entry.name, true);
      for (Name& base : entry.bases) rename(base, true);
      rebase(entry.at);
      program.classes.try_emplace(entry.name, std::move(entry));
    }
    for (Global& global : module.globals) {
      rename(global.name, true);
      rename(global.type, true);
      visitNames(global.value, rename);
      rebase(global.at);
      auto [place, isNew] = program.globals.try_emplace(global.name, global);
      if (!isNew && place->second.value.kind == Operand::kNone) place->second = global;
    }
    for (Import& import : module.imports) {
      rename(import.name, true);
      rename(import.target, true);
      if (import.star) program.stars_[import.name].push_back(import.target);
      else program.imports_.try_emplace(import.name, import.target);
    }
  }

  // A method is also known as "class.method", where its class has one of that name: so an overridden one is found.
  std::map<Name, std::vector<FunctionId>> overloads;
  for (FunctionId id = 0; id < program.functions.size(); ++id) {
    const Function& function = program.functions[id];
    if (!function.owner || program.languageOfFile[function.at.file] == Module::Language::kPython) continue;
    const std::string& key = program.text(function.key);
    const std::string name = key.substr(0, key.find('('));
    const std::string& owner = program.text(function.owner);
    const size_t colon = name.rfind("::");
    if (colon == std::string::npos || !name.ends_with(owner.substr(owner.rfind(':') + 1) + name.substr(colon))) continue;
    overloads[program.intern(owner + "." + name.substr(colon + 2))].push_back(id);
  }
  for (const auto& [name, same] : overloads)
    if (same.size() == 1) program.functionOf.try_emplace(name, same.front());

  // Only what a module does when it is imported, and not in a test, holds for the whole project.
  for (const Function& function : program.functions) {
    if (!function.isModuleBody || program.languageOfFile[function.at.file] != Module::Language::kPython || program.files[function.at.file].isTest) continue;
    const std::string_view key = program.text(function.key);
    const std::string root(importRoot(program.files[function.at.file].path, key.substr(0, key.rfind(".<"))));
    for (const Block& block : function.blocks)
      for (const Event& event : block.events) {
        if (event.kind != Event::kAssign || event.op != Op::kCopy || event.dest.kind != Operand::kGlobal || !event.dest.path.empty()) continue;
        if (event.a.kind != Operand::kGlobal || !event.a.path.empty()) continue;
        const Name name = program.resolve(event.dest.name), by = program.resolve(event.a.name);
        const std::span<const Api* const> entries = models.find(program.text(name));
        if (entries.empty() || entries.front()->attribute || !(program.functionOf.contains(by) || program.classes.contains(by))) continue;
        program.replacements[name].push_back({root, function.at.file, by});
      }
  }
  program.callers.resize(program.functions.size());
  for (FunctionId id = 0; id < program.functions.size(); ++id) {
    const Function& function = program.functions[id];
    const std::string& key = program.text(function.key);
    const size_t dot = key.find_last_of(".:");
    program.methodsNamed[program.intern(dot == std::string::npos ? key : key.substr(dot + 1))].push_back(id);
  }
  for (FunctionId id = 0; id < program.functions.size(); ++id) {
    const Function& function = program.functions[id];
    for (const Block& block : function.blocks) {
      for (const Event& event : block.events) {
        if (event.dest.kind == Operand::kNone) continue;
        Operand stored = event.a;
        if (event.kind != Event::kAssign || event.op != Op::kCopy) {
          stored = Operand();
          stored.kind = Operand::kUnknown;
        }
        const Name place = !event.dest.path.empty() ? event.dest.path.back() : event.dest.kind == Operand::kGlobal ? event.dest.name : 0;
        if (!place) continue;
        // `self.kind = SECURE if tls else PLAIN` goes through a temporary that got either.
        const bool isTemporary = stored.kind == Operand::kLocal && stored.path.empty() && !stored.address && !function.locals[stored.local].name;
        if (!isTemporary) {
          program.stores[place].push_back({id, stored});
          continue;
        }
        for (const Block& other : function.blocks)
          for (const Event& arm : other.events)
            if (arm.kind == Event::kAssign && arm.op == Op::kCopy && arm.dest.kind == Operand::kLocal && arm.dest.local == stored.local && arm.dest.path.empty())
              program.stores[place].push_back({id, arm.a});
            else if (arm.dest.kind == Operand::kLocal && arm.dest.local == stored.local && arm.dest.path.empty())
              program.stores[place].push_back({id, Operand{.kind = Operand::kUnknown}});
      }
    }
  }
  for (FunctionId id = 0; id < program.functions.size(); ++id) {
    const Function& function = program.functions[id];
    const auto called = [&](FunctionId callee) {
      if (callee == kNoFunction || callee == id) return;
      // What only tests call is still called by others; a test's own helper is not.
      if (program.files[function.at.file].isTest && !program.files[program.functions[callee].at.file].isTest) return;
      program.callers[callee].push_back(id);
    };
    for (const Block& block : function.blocks) {
      for (const Event& event : block.events) {
        if (event.kind != Event::kCall) continue;
        if (event.callee.kind == Operand::kGlobal && event.callee.path.empty()) {
          const Name target = program.standIn(program.resolve(event.callee.name), function.at.file);
          if (const auto found = program.functionOf.find(target); found != program.functionOf.end()) called(found->second);
          if (program.classes.contains(target)) called(program.methodOf(target, program.intern("__init__")));
        }
        if (event.method && event.superOf) called(program.methodOf(event.superOf, event.method, event.superOf));
        if (event.method && !event.superOf && function.owner && event.receiver.kind == Operand::kLocal && event.receiver.local == 0 && event.receiver.path.empty() &&
            !function.isStatic)
          called(program.methodOf(function.owner, event.method));
      }
    }
  }
  program.isLinked_ = true;
  return program;
}

std::string toText(const Program& program) {
  std::set<std::string> lines;
  for (FunctionId id = 0; id < program.functions.size(); ++id) {
    const Function& function = program.functions[id];
    std::set<std::string> callers;
    for (const FunctionId caller : program.callers[id]) callers.insert(program.text(program.functions[caller].key));
    std::string line = "function " + program.text(function.key) + " " + program.files[function.at.file].path + ":" + std::to_string(function.at.line);
    for (const std::string& caller : callers) line += " <- " + caller;
    lines.insert(line);
  }
  for (const auto& [name, entry] : program.classes) {
    std::string line = "class " + program.text(name);
    for (const Name base : entry.bases) line += " : " + program.text(program.resolve(base));
    lines.insert(line);
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace tls_tidy
