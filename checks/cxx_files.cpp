#include "checks/cxx_files.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "checks/ir/serialize.h"
#include "checks/module_cache.h"
#include "checks/name_search.h"
#include "checks/scratch_folder.h"
#include "front_ends.h"

extern char** environ;

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

/// One running tls-tidy-cxx. A unit that takes too long or kills it costs itself; the next one gets a new process.
class Lowerer {
 public:
  Lowerer(std::vector<std::string> command, double seconds) : command_(std::move(command)), seconds_(seconds) {}
  ~Lowerer() { stop(); }
  Lowerer(const Lowerer&) = delete;

  /// A line to say before all jobs.
  void setPreface(std::string line) { preface_ = std::move(line); }

  void addTriggers(const std::vector<std::string>& names) {
    extra_.insert(extra_.end(), names.begin(), names.end());
    if (process_ > 0) say(Json{{"triggers", names}}.dump() + "\n");
  }

  /// Errors: the process ended (crash) or was stopped (time).
  Result<Module> lower(const std::string& job, const std::string& name) {
    if (process_ <= 0 && !start()) return Error{name, 0, "the C and C++ front end can't be started: " + command_.front()};
    if (!say(job + "\n")) {
      stop();
      return Error{name, 0, "the C and C++ front end ended while reading this unit"};
    }
    const auto deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds_));
    unsigned char head[4];
    std::string failure = hear(head, 4, deadline);
    std::vector<uint8_t> bytes;
    if (failure.empty()) {
      const uint32_t size = head[0] | head[1] << 8 | head[2] << 16 | static_cast<uint32_t>(head[3]) << 24;
      if (size > (512u << 20)) failure = "the C and C++ front end gave an answer that is too large";
      else {
        bytes.resize(size);
        failure = hear(bytes.data(), size, deadline);
      }
    }
    if (!failure.empty()) {
      stop();
      return Error{name, 0, failure};
    }
    return deserialize(bytes, name);
  }

 private:
  bool start() {
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0) return false;
    if (pipe2(out, O_CLOEXEC) != 0) {
      close(in[0]);
      close(in[1]);
      return false;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::vector<char*> words;
    for (std::string& word : command_) words.push_back(word.data());
    words.push_back(nullptr);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;  // signals that we wait for are its own business
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    const int failed = posix_spawn(&process_, command_.front().c_str(), &actions, &attributes, words.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    if (failed) {
      close(in[1]);
      close(out[0]);
      process_ = -1;
      return false;
    }
    to_ = in[1];
    from_ = out[0];
    if (!preface_.empty()) say(preface_);
    if (!extra_.empty()) say(Json{{"triggers", extra_}}.dump() + "\n");
    return true;
  }

  void stop() {
    if (process_ <= 0) return;
    close(to_);
    close(from_);
    kill(process_, SIGKILL);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = -1;
  }

  bool say(const std::string& text) {
    size_t done = 0;
    while (done < text.size()) {
      const ssize_t wrote = write(to_, text.data() + done, text.size() - done);
      if (wrote <= 0) return false;
      done += static_cast<size_t>(wrote);
    }
    return true;
  }

  std::string hear(unsigned char* bytes, size_t size, Clock::time_point deadline) {
    size_t done = 0;
    while (done < size) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      pollfd waiting{from_, POLLIN, 0};
      if (left <= 0 || poll(&waiting, 1, static_cast<int>(left)) == 0) return "this unit took longer than " + std::to_string(static_cast<long>(seconds_)) + " s and was given up";
      const ssize_t got = read(from_, bytes + done, size - done);
      if (got <= 0) return "the C and C++ front end crashed on this unit";
      done += static_cast<size_t>(got);
    }
    return "";
  }

  std::vector<std::string> command_;
  double seconds_;
  std::string preface_;
  std::vector<std::string> extra_;
  pid_t process_ = -1;
  int to_ = -1, from_ = -1;
};

struct Unit {
  const Source* source = nullptr;
  Json command;           // from the compile database; null: none
  std::string job;
  enum class Fate : uint8_t { kWaiting, kChosen, kDone } fate = Fate::kWaiting;
  std::optional<Module> module;
  std::vector<Notification> notifications;
  bool cached = false;
};

/// compile_commands.json of the tree: where the user says, in the root, or in a build folder below it.
std::string findDatabase(const Options& options) {
  if (!options.compileDatabase.empty()) {
    std::error_code failed;
    const fs::path given = options.compileDatabase;
    return fs::is_directory(given, failed) ? (given / "compile_commands.json").string() : given.string();
  }
  std::error_code failed;
  const fs::path root = options.root.empty() ? fs::path(".") : fs::path(options.root);
  if (fs::exists(root / "compile_commands.json", failed)) return (root / "compile_commands.json").string();
  std::set<std::string> candidates;
  for (fs::directory_iterator at(root, failed), end; !failed && at != end; at.increment(failed)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with("build") && fs::exists(at->path() / "compile_commands.json", failed)) candidates.insert((at->path() / "compile_commands.json").string());
  }
  return candidates.empty() ? std::string() : *candidates.begin();
}

/// A path as reports show it: relative to the scanned folder where it is inside.
std::string shownPath(const std::string& path, const std::string& root) {
  const fs::path plain = fs::path(path).lexically_normal();
  const std::string relative = plain.lexically_relative(root).generic_string();
  return relative.empty() || relative.starts_with("..") ? plain.generic_string() : relative;
}

/// The database's units by absolute path, as tls-tidy-cxx reads it. A bad database is said and ignored.
std::map<std::string, Json> readDatabase(const std::string& database, const std::string& program, const std::string& root, std::vector<Notification>& notifications) {
  std::map<std::string, Json> units;
  if (database.empty()) return units;
  int out[2];
  if (pipe2(out, O_CLOEXEC) != 0) return units;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  std::string words[] = {program, "--units", database};
  char* argv[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
  pid_t process = -1;
  const int failed = posix_spawn(&process, program.c_str(), &actions, nullptr, argv, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(out[1]);
  std::string text;
  if (!failed) {
    char buffer[65536];
    for (ssize_t got; (got = read(out[0], buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<size_t>(got));
    int status = 0;
    waitpid(process, &status, 0);
  }
  close(out[0]);
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const Json line = Json::parse(text.substr(start, end - start), nullptr, false);
    start = end + 1;
    if (!line.is_object()) continue;
    if (line.contains("error")) {
      const Json& error = line["error"];
      Notification notification;
      notification.level = Notification::kError;
      notification.at.path = shownPath(error.value("path", database), root);
      notification.at.line = error.value("line", 0u);
      notification.what = error.value("what", std::string("the compile database can't be read")) + "; flags are guessed instead";
      notifications.push_back(std::move(notification));
      continue;
    }
    units.try_emplace(fs::path(line.value("file", std::string())).lexically_normal().string(), line);
  }
  std::vector<std::string> gone;
  std::error_code unknown;
  for (const auto& [file, unit] : units)
    if (!fs::exists(file, unknown)) gone.push_back(shownPath(file, root));
  if (!gone.empty()) {
    Notification notification;
    notification.level = Notification::kNote;
    notification.at.path = shownPath(database, root);
    notification.what = "lists `" + gone.front() + "`" + (gone.size() > 1 ? " and " + std::to_string(gone.size() - 1) + " more" : "") + ", which is not there";
    notifications.push_back(std::move(notification));
  }
  return units;
}

bool isHeader(const std::string& path) {
  static const std::set<std::string> kHeaders = {".h", ".hh", ".hpp", ".hxx", ".h++", ".inl", ".ipp", ".tpp"};
  return kHeaders.contains(fs::path(path).extension().string());
}

/// What tls-tidy-cxx reads beside the units: the triggers and the headers generated from the models.
void writeForLowering(const std::string& folder, const Models& models) {
  {
    std::ofstream list(folder + "/triggers");
    for (const std::string& trigger : models.triggers("c")) list << trigger << "\n";
  }
  for (const std::string& name : models.headers()) {
    const fs::path path = fs::path(folder) / "include" / name;
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    std::ofstream(path) << models.header(name);
  }
}

/// Last component of a linkage name: "Mailer::connect(int)" -> "connect".
std::string plainName(const std::string& key) {
  std::string name = key.substr(0, key.find('('));
  const size_t colon = name.rfind(':');
  if (colon != std::string::npos) name = name.substr(colon + 1);
  return name;
}

/// Last component of a class's key: "mail::Session" -> "Session".
std::string plainClass(const std::string& key) {
  const size_t colon = key.rfind(':');
  return colon == std::string::npos ? key : key.substr(colon + 1);
}

/// Which of a unit's functions call one of `names`, or another function of the unit that does. What is only called by those
/// (a cast, a string helper) says nothing about TLS to whoever calls it elsewhere.
std::vector<bool> callersOf(const std::set<std::string>& names, const Module& module) {
  std::vector<bool> known(module.strings.size(), false);
  for (Name name = 1; name < module.strings.size(); ++name) known[name] = names.contains(plainName(module.strings[name]));
  std::unordered_map<Name, size_t> own;
  for (size_t f = 0; f < module.functions.size(); ++f) own[module.functions[f].key] = f;
  std::vector<std::vector<size_t>> callers(module.functions.size());
  std::vector<bool> found(module.functions.size(), false);
  std::vector<size_t> work;
  const auto mark = [&](size_t f) {
    if (found[f]) return;
    found[f] = true;
    work.push_back(f);
  };
  for (size_t f = 0; f < module.functions.size(); ++f) {
    const auto look = [&](const Operand& operand) {
      if (operand.kind != Operand::kGlobal) return;
      if (known[operand.name]) mark(f);
      if (const auto callee = own.find(operand.name); callee != own.end()) callers[callee->second].push_back(f);
    };
    for (const Local& local : module.functions[f].locals)
      if (known[local.type]) mark(f);
    for (const Block& block : module.functions[f].blocks)
      for (const Event& event : block.events) {
        if (event.method && known[event.method]) mark(f);
        for (const Operand* operand : {&event.a, &event.b, &event.callee, &event.dest}) look(*operand);
        for (const Argument& argument : event.arguments) look(argument.value);
      }
  }
  while (!work.empty()) {
    const size_t f = work.back();
    work.pop_back();
    for (const size_t caller : callers[f]) mark(caller);
  }
  return found;
}

/// Names that units chosen so far define, and who may use them: a member only who also names its class or one of its bases.
class Exports {
 public:
  void add(const std::string& name, const Module& module, const Function& function) {
    Users& users = users_[name];
    if (!function.owner) users.anyone = true;
    if (users.anyone) return;
    std::vector<Name> line{function.owner};
    for (size_t i = 0; i < line.size() && i < 8; ++i) {
      users.classes.insert(plainClass(module.text(line[i])));
      for (const Class& known : module.classes)
        if (known.name == line[i]) line.insert(line.end(), known.bases.begin(), known.bases.end());
    }
  }

  bool areUsedIn(std::string_view text) const {
    std::unordered_set<std::string_view> words;
    for (size_t at = 0; at < text.size();) {
      if (!isWordByte(text[at])) {
        ++at;
        continue;
      }
      size_t end = at;
      while (end < text.size() && isWordByte(text[end])) ++end;
      words.insert(text.substr(at, end - at));
      at = end;
    }
    return std::any_of(users_.begin(), users_.end(), [&](const auto& entry) {
      const auto& [name, users] = entry;
      return words.contains(name) && (users.anyone || std::any_of(users.classes.begin(), users.classes.end(), [&](const std::string& type) { return words.contains(type); }));
    });
  }

 private:
  struct Users {
    bool anyone = false;
    std::set<std::string> classes;
  };
  static bool isWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '~'; }

  std::map<std::string, Users> users_;
};

/// Whether the files of a cached unit's list (JSON, objects of `path` and `sha256`) are as they were when it was lowered.
/// A list that was damaged says no.
bool unchanged(const std::string& list, const Options& options) {
  const Json files = Json::parse(list, nullptr, false);
  if (!files.is_array()) return false;
  for (const Json& file : files) {
    const auto path = file.find("path"), digest = file.find("sha256");
    if (!file.is_object() || path == file.end() || digest == file.end() || !path->is_string() || !digest->is_string()) return false;
    Source other;
    other.absolute = path->get<std::string>();
    std::vector<Notification> ignored;
    const std::optional<std::string> text = readSource(other, options, ignored);
    if (!text || sha256({*text}) != digest->get<std::string>()) return false;
  }
  return true;
}

}  // namespace

Lowered lowerCxx(const std::vector<const Source*>& sources, const Options& options, const Models& models, ModuleCache& cache) {
  Lowered result;
  if (sources.empty()) return result;
  if (options.cxxProgram.empty()) {
    Notification notification;
    notification.what = std::to_string(sources.size()) + " C and C++ files were not read: the C and C++ front end (tls-tidy-cxx) is not installed; docs/getting-started.md tells how to get it";
    notification.untrusted = true;
    result.notifications.push_back(std::move(notification));
    return result;
  }
  signal(SIGPIPE, SIG_IGN);
  const std::string databaseFile = findDatabase(options);
  const std::map<std::string, Json> database = readDatabase(databaseFile, options.cxxProgram, options.root, result.notifications);
  const ScratchFolder scratch;
  const std::vector<std::string>& triggers = models.triggers("c");
  std::once_flag written;  // only a unit that is lowered needs them: writing some hundred files costs more than reading all Modules
  // Texts, and what they name.
  const NameSearch triggerNames(triggers);
  std::vector<Unit> units;
  std::vector<std::string> texts;
  std::vector<std::string> headersThatMatter;
  for (const Source* source : sources) {
    std::vector<Notification> notifications;
    std::optional<std::string> text = readSource(*source, options, notifications);
    result.notifications.insert(result.notifications.end(), notifications.begin(), notifications.end());
    if (!text) continue;
    const bool named = triggerNames.occursIn(*text);
    if (isHeader(source->path) && !source->text && sources.size() > 1) {
      if (named) headersThatMatter.push_back(fs::path(source->path).filename().string());
      continue;
    }
    Unit unit;
    unit.source = source;
    const std::string absolute = fs::path(source->absolute).lexically_normal().string();
    if (const auto entry = database.find(absolute); entry != database.end()) unit.command = entry->second;
    if (named) unit.fate = Unit::Fate::kChosen;
    units.push_back(std::move(unit));
    texts.push_back(std::move(*text));
  }
  if (!headersThatMatter.empty()) {
    const NameSearch includes(headersThatMatter);
    for (size_t i = 0; i < units.size(); ++i)
      if (units[i].fate == Unit::Fate::kWaiting && includes.occursIn(texts[i])) units[i].fate = Unit::Fate::kChosen;
  }

  std::vector<std::string> command = {options.cxxProgram, "--triggers", scratch.path() + "/triggers", "--model-headers", scratch.path() + "/include",
                                      "--memory-mb", std::to_string(options.unitMegabytes)};
  if (!options.root.empty()) command.insert(command.end(), {"--root", options.root});
  if (options.modelHeadersOnly) command.push_back("--only-model-headers");
  const unsigned workers = options.jobs ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<Lowerer>> lowerers;
  for (unsigned i = 0; i < workers; ++i) lowerers.push_back(std::make_unique<Lowerer>(command, options.unitSeconds));

  if (!options.instead.empty())
    for (const auto& lowerer : lowerers) lowerer->setPreface(Json{{"instead", options.instead}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");

  std::vector<std::string> extra;
  std::set<std::string> exported(triggers.begin(), triggers.end());
  std::atomic<size_t> finished = 0;
  std::mutex progressLock;
  for (int round = 0; round < 4; ++round) {
    std::vector<size_t> chosen;
    for (size_t i = 0; i < units.size(); ++i)
      if (units[i].fate == Unit::Fate::kChosen) chosen.push_back(i);
    if (chosen.empty()) break;
    std::string extraText;
    for (const std::string& name : extra) extraText += name + "\n";
    std::atomic<size_t> at = 0;
    std::vector<std::thread> threads;
    for (unsigned w = 0; w < std::min<size_t>(workers, chosen.size()); ++w) {
      threads.emplace_back([&, w] {
        for (size_t c; (c = at.fetch_add(1)) < chosen.size();) {
          Unit& unit = units[chosen[c]];
          unit.fate = Unit::Fate::kDone;
          Json job = unit.command.is_object() ? unit.command : Json{{"file", unit.source->absolute}};
          job["name"] = unit.source->path;
          if (unit.source->text) job["text"] = *unit.source->text;
          const std::string line = job.dump(-1, ' ', false, Json::error_handler_t::replace);
          const std::string key = sha256({"cxx", TLS_TIDY_FRONT_ENDS, models.digest(), line, texts[chosen[c]], extraText, options.modelHeadersOnly ? "1" : "0"});
          // The unit's other files: as they were when it was lowered.
          if (const std::optional<std::string> list = cache.findText(key)) {
            if (unchanged(*list, options)) unit.module = cache.find(sha256({key, *list}));
            if (unit.module) unit.cached = true;
          }
          if (!unit.module) {
            std::call_once(written, [&] { writeForLowering(scratch.path(), models); });
            Result<Module> module = lowerers[w]->lower(line, unit.source->path);
            if (!module) {
              Notification notification;
              notification.level = Notification::kError;
              notification.at.path = unit.source->path;
              notification.what = module.error().what;
              notification.untrusted = true;
              unit.notifications.push_back(std::move(notification));
            } else {
              Json files = Json::array();
              for (size_t f = 1; f < module->files.size(); ++f) {
                const std::string& path = module->files[f].path;
                if (path.starts_with(scratch.path() + "/")) continue;  // made from the models, whose digest the key holds
                Source other;
                other.absolute = path.starts_with("/") ? path : options.root + "/" + path;
                std::vector<Notification> ignored;
                if (const std::optional<std::string> text = readSource(other, options, ignored)) files.push_back({{"path", other.absolute}, {"sha256", sha256({*text})}});
              }
              const std::string list = files.dump(-1, ' ', false, Json::error_handler_t::replace);
              cache.keep(sha256({key, list}), *module);
              cache.keepText(key, list);
              unit.module = std::move(*module);
            }
          }
          const size_t so = ++finished;
          if (options.progress) {
            const std::lock_guard<std::mutex> lock(progressLock);
            options.progress(so, chosen.size() + finished - so, unit.source->path);
          }
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    // Names the chosen units export pick the next ones.
    std::vector<std::string> fresh;
    Exports exports;
    for (const size_t i : chosen) {
      if (!units[i].module) continue;
      const Module& module = *units[i].module;
      const std::vector<bool> matters = callersOf(exported, module);
      for (size_t f = 0; f < module.functions.size(); ++f) {
        const Function& function = module.functions[f];
        const std::string name = plainName(module.text(function.key));
        if (!matters[f] || function.isInternal || name.size() <= 3 || name == "main") continue;
        if (!exported.contains(name)) fresh.push_back(name);
        exports.add(name, module, function);
      }
    }
    if (fresh.empty() || round == 3) break;
    std::sort(fresh.begin(), fresh.end());
    fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
    exported.insert(fresh.begin(), fresh.end());
    extra.insert(extra.end(), fresh.begin(), fresh.end());
    const NameSearch next(fresh);
    for (size_t i = 0; i < units.size(); ++i)
      if (units[i].fate == Unit::Fate::kWaiting && next.occursIn(texts[i]) && exports.areUsedIn(texts[i])) units[i].fate = Unit::Fate::kChosen;
    for (const auto& lowerer : lowerers) lowerer->addTriggers(fresh);
  }
  const auto fromDisk = [](const Unit& unit) { return unit.fate == Unit::Fate::kDone && !unit.source->text; };
  if (const auto guessed = std::count_if(units.begin(), units.end(), fromDisk); guessed && databaseFile.empty()) {
    Notification notification;
    notification.level = Notification::kNote;
    notification.what = "no compile_commands.json was found: compiler flags are guessed for " + std::to_string(guessed) + (guessed == 1 ? " C or C++ file" : " C and C++ files");
    result.notifications.push_back(std::move(notification));
  }
  for (Unit& unit : units) {
    result.notifications.insert(result.notifications.end(), unit.notifications.begin(), unit.notifications.end());
    if (unit.fate == Unit::Fate::kWaiting) ++result.dismissed;
    if (!unit.module) continue;
    ++result.lowered;
    result.cached += unit.cached;
    const size_t before = result.notifications.size();
    addNotices(*unit.module, result.notifications);
    for (size_t n = before; n < result.notifications.size(); ++n)
      if (std::string& path = result.notifications[n].at.path; path.starts_with("/")) path = shownPath(path, options.root);  // a header, as Clang names it
    result.modules.push_back(std::move(*unit.module));
  }
  // What many units say about one header is said once.
  std::set<std::tuple<std::string, uint32_t, uint32_t, std::string>> said;
  std::erase_if(result.notifications, [&](const Notification& each) { return each.at.line != 0 && !said.emplace(each.at.path, each.at.line, each.at.column, each.what).second; });
  return result;
}

}  // namespace tls_tidy
