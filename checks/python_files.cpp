#include "checks/python_files.h"

#include <fcntl.h>
#include <re2/re2.h>
#include <sys/stat.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include "checks/module_cache.h"
#include "checks/name_search.h"
#include "checks/python/lower.h"
#include "checks/python/parser.h"
#include "checks/python/encoding.h"
#include "checks/python/versions.h"
#include "front_ends.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

/// Reads a whole file into `text`, whose room is used again.
bool slurp(const fs::path& path, std::string& text) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  struct stat about {};
  if (fstat(file, &about) != 0) about.st_size = 0;
  text.resize(static_cast<size_t>(about.st_size) + 1);  // one more: the end shows without a second look
  size_t length = 0;
  ssize_t got;
  while ((got = read(file, text.data() + length, text.size() - length)) > 0) {
    length += static_cast<size_t>(got);
    if (length == text.size()) text.resize(2 * length);  // it grows while it is read, or is no plain file
  }
  close(file);
  text.resize(length);
  return got == 0;
}

std::optional<std::string> slurp(const fs::path& path) {
  std::string text;
  return slurp(path, text) ? std::optional(std::move(text)) : std::nullopt;
}

/// "pkg.sub.module" by the folders that have an __init__.py.
std::string dottedName(const fs::path& file) {
  const bool isPackage = file.stem() == "__init__";
  std::string name = isPackage ? std::string() : file.stem().string();
  std::error_code failed;
  for (fs::path folder = file.parent_path(); folder.has_filename() && fs::exists(folder / "__init__.py", failed); folder = folder.parent_path())
    name = folder.filename().string() + (name.empty() ? "" : "." + name);
  return name.empty() ? file.stem().string() : name;
}

/// What the project around a folder says about its Python, nearest first, up to the root.
class ProjectVersions {
 public:
  explicit ProjectVersions(const Options& options) : options_(options) {}

  std::vector<int> of(const fs::path& file, bool python2Only) {
    if (!options_.pythonVersions.empty()) return options_.pythonVersions;
    return python::versionsInForce(sources(file.parent_path()), python2Only);
  }

 private:
  python::VersionSources sources(const fs::path& folder) {
    const auto found = known_.find(folder.string());
    if (found != known_.end()) return found->second;
    python::VersionSources said;
    if (const auto text = slurp(folder / "pyproject.toml")) {
      RE2::PartialMatch(*text, R"((?m)^\s*requires-python\s*=\s*["']([^"']+)["'])", &said.requiresPython);
      collectClassifiers(*text, said);
    }
    for (const char* const name : {"setup.py", "setup.cfg"})
      if (const auto text = slurp(folder / name)) {
        if (said.requiresPython.empty()) RE2::PartialMatch(*text, R"((?m)^\s*python_requires\s*=\s*["']?([^"'\n#]+))", &said.requiresPython);
        collectClassifiers(*text, said);
      }
    if (const auto text = slurp(folder / ".python-version")) said.pythonVersionFile = *text;
    const bool silent = said.requiresPython.empty() && said.pythonVersionFile.empty() && said.classifiers.empty();
    if (silent && folder != fs::path(options_.root) && folder.has_parent_path() && folder != folder.parent_path() && folder.string().starts_with(options_.root))
      said = sources(folder.parent_path());
    return known_[folder.string()] = said;
  }

  static void collectClassifiers(const std::string& text, python::VersionSources& said) {
    re2::StringPiece rest(text);
    std::string one;
    static const RE2 kClassifier(R"((Programming Language :: Python :: [0-9.]+))");
    while (RE2::FindAndConsume(&rest, kClassifier, &one)) said.classifiers.push_back(one);
  }

  const Options& options_;
  std::map<std::string, python::VersionSources> known_;
};

/// Dotted modules a Module imports, as far as its names tell.
std::set<std::string> importedModules(const Module& module) {
  std::set<std::string> names;
  const auto add = [&](std::string name) {
    while (!name.empty()) {
      names.insert(name);
      const size_t dot = name.rfind('.');
      if (dot == std::string::npos) break;
      name.resize(dot);
    }
  };
  for (const Import& import : module.imports) add(module.text(import.target));
  for (const Function& function : module.functions)
    for (const Block& block : function.blocks)
      for (const Event& event : block.events)
        for (const Operand* operand : {&event.a, &event.b, &event.callee, &event.receiver})
          if (operand->kind == Operand::kGlobal) add(module.text(operand->name));
  return names;
}

}  // namespace

bool readSource(const Source& source, const Options& options, std::string& text, std::vector<Notification>& notifications) {
  if (source.text) {
    text = *source.text;
    return true;
  }
  const auto other = options.instead.find(source.absolute);
  const std::string& file = other == options.instead.end() ? source.absolute : other->second;
  struct stat about {};
  if (stat(file.c_str(), &about) != 0) {
    notifications.push_back({Notification::kError, {.path = source.path}, "this file can't be read: " + std::generic_category().message(errno), true});
    return false;
  }
  if (static_cast<uint64_t>(about.st_size) > options.maxFileBytes) {
    notifications.push_back({Notification::kWarning, {.path = source.path},
                             "this file is skipped: it has " + std::to_string(about.st_size >> 20) + " MiB, the limit is " + std::to_string(options.maxFileBytes >> 20) + " MiB", false});
    return false;
  }
  errno = 0;
  if (slurp(file, text)) return true;
  const std::string why = errno ? ": " + std::generic_category().message(errno) : "";
  notifications.push_back({Notification::kError, {.path = source.path}, "this file can't be read" + why, true});
  return false;
}

std::optional<std::string> readSource(const Source& source, const Options& options, std::vector<Notification>& notifications) {
  std::string text;
  return readSource(source, options, text, notifications) ? std::optional(std::move(text)) : std::nullopt;
}

void addNotices(const Module& module, std::vector<Notification>& notifications) {
  for (const Notice& notice : module.notices) {
    Notification notification;
    notification.what = notice.what;
    notification.level = notice.kind == Notice::kDroppedFlag || notice.kind == Notice::kGuess ? Notification::kNote : Notification::kWarning;
    notification.untrusted = notice.kind == Notice::kCrash || notice.kind == Notice::kTimeout || notice.kind == Notice::kUnreadable;
    if (notification.untrusted) notification.level = Notification::kError;
    notification.at.path = notice.path.empty() ? (notice.at.file < module.files.size() ? module.files[notice.at.file].path : std::string()) : notice.path;
    notification.at.line = notice.at.line;
    notification.at.column = notice.at.column;
    notification.at.endLine = notice.at.endLine;
    notification.at.endColumn = notice.at.endColumn;
    notifications.push_back(std::move(notification));
  }
}

Lowered lowerPython(const std::vector<const Source*>& sources, const Options& options, const Models& models, ModuleCache& cache) {
  Lowered result;
  const NameSearch triggers(models.triggers("python"));
  const size_t count = sources.size();
  enum class Fate : uint8_t { kWaiting, kChosen, kDone, kUnreadable };
  std::vector<Fate> fate(count, Fate::kWaiting);
  std::vector<std::string> dotted(count);
  std::vector<std::optional<Module>> modules(count);
  std::vector<std::vector<Notification>> said(count);
  std::vector<uint8_t> wasCached(count, 0);
  std::vector<std::vector<int>> versions(count);
  std::map<std::string, std::vector<size_t>> byName;
  tbb::task_arena arena(options.jobs ? static_cast<int>(options.jobs) : tbb::task_arena::automatic);

  arena.execute([&] {
    tbb::parallel_for(size_t{0}, count, [&](size_t i) {
      thread_local std::string text;
      if (!readSource(*sources[i], options, text, said[i])) fate[i] = Fate::kUnreadable;
      else if (triggers.occursIn(text)) fate[i] = Fate::kChosen;
    });
  });
  ProjectVersions projects(options);
  for (size_t i = 0; i < count; ++i) {
    dotted[i] = dottedName(sources[i]->absolute.empty() ? fs::path(sources[i]->path) : fs::path(sources[i]->absolute));
    byName[dotted[i]].push_back(i);
  }
  size_t done = 0;
  for (int round = 0; round < 4; ++round) {
    std::vector<size_t> chosen;
    for (size_t i = 0; i < count; ++i)
      if (fate[i] == Fate::kChosen) chosen.push_back(i);
    if (chosen.empty()) break;
    for (const size_t i : chosen) versions[i] = projects.of(sources[i]->absolute, false);
    const std::vector<int> old = {python::kPython27};
    arena.execute([&] {
      tbb::parallel_for(size_t{0}, chosen.size(), [&](size_t c) {
        const size_t i = chosen[c];
        const std::optional<std::string> text = readSource(*sources[i], options, said[i]);
        fate[i] = Fate::kDone;
        if (!text) return;
        std::string inForce;
        for (const int version : versions[i]) inForce += std::to_string(version) + ",";
        const std::string key = sha256({"python", TLS_TIDY_FRONT_ENDS, models.digest(), sources[i]->path, dotted[i], inForce, *text});
        modules[i] = cache.find(key);
        if (modules[i]) {
          wasCached[i] = 1;
          return;
        }
        python::Decoded decoded = python::decodeSource(*text);
        python::Tree tree = python::parse(sources[i]->path, std::move(decoded.text));
        tree.skipped = decoded.skipped;
        for (python::LexError& error : decoded.errors) tree.errors.push_back({{error.begin, error.end}, std::move(error.what)});
        python::ModuleInfo info;
        info.name = dotted[i];
        info.path = sources[i]->path;
        info.isPackage = fs::path(sources[i]->path).filename() == "__init__.py";
        info.versions = tree.python2Only && options.pythonVersions.empty() ? old : versions[i];
        modules[i] = python::lower(tree, info);
        cache.keep(key, *modules[i]);
      });
    });
    done += chosen.size();
    if (options.progress) options.progress(done, count, "python");
    if (round == 3) break;
    // What the chosen files import, and who imports them.
    std::set<std::string> wanted, stems;
    for (const size_t i : chosen) {
      if (!modules[i]) continue;
      for (const std::string& name : importedModules(*modules[i])) wanted.insert(name);
      stems.insert(dotted[i].substr(dotted[i].rfind('.') + 1));
    }
    for (const std::string& name : wanted)
      if (const auto found = byName.find(name); found != byName.end() && round == 0)
        for (const size_t i : found->second)
          if (fate[i] == Fate::kWaiting) fate[i] = Fate::kChosen;
    if (round < 2 && !stems.empty()) {
      std::erase_if(stems, [](const std::string& stem) { return stem.size() < 3; });
      std::string pattern;
      for (const std::string& stem : stems) pattern += (pattern.empty() ? "" : "|") + RE2::QuoteMeta(stem);
      RE2::Options quick;
      quick.set_log_errors(false);
      quick.set_encoding(RE2::Options::EncodingLatin1);
      const RE2 importers("(?m)^\\s*(?:from|import)\\s.*\\b(?:" + pattern + ")\\b", quick);
      const NameSearch named({stems.begin(), stems.end()});
      if (importers.ok() && !pattern.empty())
        arena.execute([&] {
          tbb::parallel_for(size_t{0}, count, [&](size_t i) {
            if (fate[i] != Fate::kWaiting) return;
            std::vector<Notification> ignored;
            thread_local std::string text;
            if (readSource(*sources[i], options, text, ignored) && named.occursIn(text) && RE2::PartialMatch(text, importers)) fate[i] = Fate::kChosen;
          });
        });
    }
  }
  for (size_t i = 0; i < count; ++i) {
    result.notifications.insert(result.notifications.end(), said[i].begin(), said[i].end());
    if (fate[i] == Fate::kWaiting) ++result.dismissed;
    if (!modules[i]) continue;
    ++result.lowered;
    result.cached += wasCached[i];
    addNotices(*modules[i], result.notifications);
    result.modules.push_back(std::move(*modules[i]));
  }
  return result;
}

}  // namespace tls_tidy
