// tls-tidy-cxx: C and C++ units in, Modules out. The main program starts it, gives it jobs and replaces it after a crash.
//
//     tls-tidy-cxx --triggers FILE [options]      jobs as JSON lines on stdin, Modules on stdout
//     tls-tidy-cxx --units compile_commands.json  the database as job lines on stdout; exit code 2 and one error line when it is bad
//     tls-tidy-cxx --dump-ast-events FILE [options] [-- FLAGS]   one unit's Module as text
//
// A job: {"file": PATH, "directory": DIR, "arguments": [...], "name": PATH AS SHOWN, "text": TEXT INSTEAD OF THE FILE'S}.
// Only "file" is needed; without "arguments" the flags are guessed. {"triggers": [NAME, ...]} adds names for the jobs after it,
// {"instead": {PATH: FILE, ...}} has them read FILE where they include PATH.
// An answer: 4 bytes length, little-endian, then that many bytes of a serialized Module; one per job, in order. An empty
// Module with a notice stands for a unit that could not be read.
// A line on stderr before each unit, "unit PATH", tells a parent which one ended the process.
//
// Options: --triggers FILE (a name a line), --model-headers DIR, --only-model-headers, --root DIR, --root-name TEXT,
// --resource-dir DIR, --memory-mb N, --text (Modules as text, for debugging).
//
// Not here: choosing files, time limits, caching. Those are the main program's.
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "checks/cpp/parse.h"
#include "checks/cpp/project.h"
#include "checks/ir/serialize.h"
#include "checks/ir/text.h"

namespace {

using namespace tls_tidy;
using Json = nlohmann::json;

constexpr int kUsage = 2;

struct Options {
  std::string triggerFile, resourceFolder, database, dump;
  ParseOptions parse;
  std::string root, rootName;
  unsigned long memoryMegabytes = 0;
  bool asText = false;
  std::vector<std::string> flags;  // after "--"
};

int complain(const std::string& what) {
  std::cerr << "tls-tidy-cxx: " << what << "\n";
  return kUsage;
}

/// Empty when the arguments are good, else what is wrong with them.
std::string readOptions(int count, char** words, Options& options) {
  for (int i = 1; i < count; ++i) {
    std::string word = words[i];
    if (word == "--") {
      options.flags.assign(words + i + 1, words + count);
      return "";
    }
    if (word == "--only-model-headers") { options.parse.onlyModelHeaders = true; continue; }
    if (word == "--text") { options.asText = true; continue; }
    std::string* value = word == "--triggers" ? &options.triggerFile
                         : word == "--model-headers" ? &options.parse.modelHeaders
                         : word == "--root" ? &options.root
                         : word == "--root-name" ? &options.rootName
                         : word == "--resource-dir" ? &options.resourceFolder
                         : word == "--units" ? &options.database
                         : word == "--dump-ast-events" ? &options.dump
                         : nullptr;
    if (!value && word != "--memory-mb") return "unknown option `" + word + "`";
    if (i + 1 >= count) return "`" + word + "` needs a value";
    if (value) *value = words[++i];
    else options.memoryMegabytes = std::strtoul(words[++i], nullptr, 10);
  }
  return "";
}

void limitMemory(unsigned long megabytes) {
  if (!megabytes) return;
  rlimit limit{megabytes << 20, megabytes << 20};
  setrlimit(RLIMIT_AS, &limit);
}

bool readTriggers(const std::string& path, std::unordered_set<std::string>& triggers) {
  std::ifstream in(path);
  if (!in) return false;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) triggers.insert(line);
  }
  return true;
}

int printUnits(const std::string& path) {
  Result<std::vector<CompileCommand>> commands = readCompileDatabase(path);
  if (!commands) {
    const Error& error = commands.error();
    std::cout << Json{{"error", {{"path", error.path}, {"line", error.line}, {"what", error.what}}}}.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
    return kUsage;
  }
  for (const CompileCommand& command : *commands) {
    Json job = {{"file", absolutePath(command.file, command.directory)}, {"directory", command.directory}, {"arguments", command.arguments}};
    std::cout << job.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
  }
  return 0;
}

void write(const Module& module, bool asText) {
  if (asText) {
    std::cout << toText(module) << std::flush;
    return;
  }
  std::vector<uint8_t> bytes = serialize(module);
  uint32_t size = static_cast<uint32_t>(bytes.size());
  unsigned char head[4] = {static_cast<unsigned char>(size), static_cast<unsigned char>(size >> 8), static_cast<unsigned char>(size >> 16), static_cast<unsigned char>(size >> 24)};
  std::fwrite(head, 1, 4, stdout);
  std::fwrite(bytes.data(), 1, bytes.size(), stdout);
  std::fflush(stdout);
}

class Worker {
 public:
  Worker(const Options& options, std::unordered_set<std::string> triggers) : options_(options), parser_(options.parse) {
    base_.triggers = std::move(triggers);
    base_.root = options.root.empty() ? "" : absolutePath(options.root, "");
    while (base_.root.size() > 1 && base_.root.back() == '/') base_.root.pop_back();
    base_.rootName = options.rootName;
  }

  void addTriggers(const std::vector<std::string>& names) { base_.triggers.insert(names.begin(), names.end()); }

  void readInstead(const Json& files) {
    for (const auto& [path, file] : files.items())
      if (file.is_string()) parser_.readInstead(path, file.get<std::string>());
  }

  Module lowerUnit(const CompileCommand& command, const std::string& name, const std::string* text) {
    ParseJob job;
    job.file = absolutePath(command.file, command.directory);
    job.directory = command.directory;
    job.text = text;
    job.lower = base_;
    job.lower.mainName = name.empty() ? command.file : name;
    std::cerr << "unit " << job.lower.mainName << "\n";
    Flags flags;
    bool guessed = command.arguments.empty();
    if (languageOf(job.file) == SourceLanguage::kObjective) {
      Module module;
      module.files.push_back({job.lower.mainName, false});
      module.name = module.intern(job.lower.mainName);
      addNotice(module, Notice::kGuess, "Objective-C is not read");
      return module;
    }
    if (guessed) {
      if (!headers_ && !base_.root.empty()) headers_.emplace(base_.root);
      flags = guessedFlags(job.file, headers_ ? &*headers_ : nullptr);
    } else {
      flags = harmlessFlags(command, base_.root.empty() ? command.directory : base_.root);
    }
    job.flags = flags.arguments;
    job.installed = std::move(flags.installed);
    Module module = parser_.parse(job);
    for (const std::string& flag : flags.dropped) addNotice(module, Notice::kDroppedFlag, "compile flag `" + flag + "` dropped");
    return module;
  }

 private:
  static void addNotice(Module& module, Notice::Kind kind, const std::string& what) {
    Notice notice;
    notice.kind = kind;
    notice.what = what;
    module.notices.push_back(std::move(notice));
  }

  const Options& options_;
  Parser parser_;
  LowerOptions base_;
  std::optional<HeaderIndex> headers_;
};

std::vector<std::string> strings(const Json& data) {
  std::vector<std::string> result;
  if (!data.is_array()) return result;
  for (const Json& entry : data) {
    if (entry.is_string()) result.push_back(entry.get<std::string>());
  }
  return result;
}

std::string member(const Json& data, const char* name) {
  auto found = data.find(name);
  return found != data.end() && found->is_string() ? found->get<std::string>() : "";
}

int run(int count, char** words) {
  Options options;
  if (std::string wrong = readOptions(count, words, options); !wrong.empty()) return complain(wrong);
  if (!options.database.empty()) return printUnits(options.database);
  std::unordered_set<std::string> triggers;
  if (!options.triggerFile.empty() && !readTriggers(options.triggerFile, triggers)) return complain("cannot read " + options.triggerFile);
  options.parse.resourceFolder = findResourceFolder(options.resourceFolder);
  if (options.parse.resourceFolder.empty()) std::cerr << "tls-tidy-cxx: Clang's builtin headers were not found; use --resource-dir\n";
  if (!options.parse.modelHeaders.empty()) options.parse.modelHeaders = absolutePath(options.parse.modelHeaders, "");
  limitMemory(options.memoryMegabytes);
  Worker worker(options, std::move(triggers));
  if (!options.dump.empty()) {
    CompileCommand command{options.dump, absolutePath(".", ""), {}};
    if (!options.flags.empty()) {
      command.arguments.push_back("clang");
      command.arguments.insert(command.arguments.end(), options.flags.begin(), options.flags.end());
    }
    write(worker.lowerUnit(command, "", nullptr), true);
    return 0;
  }
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) continue;
    Json job = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!job.is_object()) return complain("a job is no JSON object");
    if (job.contains("triggers")) {
      worker.addTriggers(strings(job["triggers"]));
      continue;
    }
    if (job.contains("instead")) {
      worker.readInstead(job["instead"]);
      continue;
    }
    CompileCommand command{member(job, "file"), member(job, "directory"), job.contains("arguments") ? strings(job["arguments"]) : std::vector<std::string>{}};
    if (command.file.empty()) return complain("a job has no `file`");
    std::string text = member(job, "text");
    write(worker.lowerUnit(command, member(job, "name"), job.contains("text") ? &text : nullptr), options.asText);
  }
  std::fflush(stdout);
  _exit(0);  // nothing is left to do but to free memory
}

struct CommandLine {
  int count;
  char** words;
  int result;
};

/// A unit may take long, and who asked for it may be gone.
void endWithParent() {
  std::thread([parent = getppid()] {
    while (getppid() == parent) std::this_thread::sleep_for(std::chrono::milliseconds(300));
    _exit(1);
  }).detach();
}

}  // namespace

/// Deeply nested source needs a deep stack, in Clang and here.
int main(int count, char** words) {
  endWithParent();
  constexpr size_t kStack = 256u << 20;
  CommandLine line{count, words, 0};
  auto body = [](void* given) -> void* {
    auto* line = static_cast<CommandLine*>(given);
    line->result = run(line->count, line->words);
    return nullptr;
  };
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStack);
  if (pthread_create(&thread, &attributes, body, &line) != 0) return run(count, words);
  pthread_join(thread, nullptr);
  return line.result;
}
