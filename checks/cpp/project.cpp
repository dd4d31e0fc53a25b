#include "checks/cpp/project.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <unordered_set>

namespace tls_tidy {

namespace fs = std::filesystem;

namespace {

std::string readStart(const std::string& path, size_t most) {
  std::ifstream in(path, std::ios::binary);
  std::string text(most, '\0');
  in.read(text.data(), static_cast<std::streamsize>(most));
  text.resize(static_cast<size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return text;
}

bool startsWith(const std::string& text, const char* prefix) { return text.rfind(prefix, 0) == 0; }

/// Splits as a POSIX shell does, without expanding anything.
std::vector<std::string> splitCommand(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool open = false;
  char quote = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    char c = line[i];
    if (quote) {
      if (c == quote) quote = 0;
      else if (c == '\\' && quote == '"' && i + 1 < line.size() && (line[i + 1] == '"' || line[i + 1] == '\\')) word += line[++i];
      else word += c;
    } else if (c == '"' || c == '\'') {
      quote = c;
      open = true;
    } else if (c == '\\' && i + 1 < line.size()) {
      word += line[++i];
      open = true;
    } else if (isspace(static_cast<unsigned char>(c))) {
      if (open || !word.empty()) words.push_back(word);
      word.clear();
      open = false;
    } else {
      word += c;
    }
  }
  if (open || !word.empty()) words.push_back(word);
  return words;
}

uint32_t lineAt(const std::string& text, size_t byte) {
  return 1 + static_cast<uint32_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size())), '\n'));
}

/// The line on which each element of the top-level array starts.
std::vector<uint32_t> elementLines(const std::string& text) {
  std::vector<uint32_t> lines;
  uint32_t line = 1;
  int depth = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c == '\\') ++i;
      else if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (depth++ == 1) lines.push_back(line);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return lines;
}

/// Flags that take their value as the next word or joined, and that Clang gets.
const char* const kKeptWithValue[] = {"-I", "-D", "-U", "-isystem", "-iquote", "-idirafter", "-include", "-imacros", "-isysroot", "--sysroot", "-iwithprefix",
                                      "-iwithprefixbefore", "-iprefix", "-cxx-isystem"};
/// Flags whose next word goes with them, dropped without a word: outputs, dependencies, linking.
const std::set<std::string> kSilentWithValue = {"-o", "-MF", "-MT", "-MQ", "-MJ", "-L", "-l", "-z", "-Xlinker", "-Xassembler", "-arch", "-T", "-u", "-A", "-dumpdir",
                                                "-dumpbase", "-dumpbase-ext", "-target", "-G", "-current_version", "-compatibility_version", "--serialize-diagnostics"};
/// Dropped with a notice together with their next word: they load or run something.
const std::set<std::string> kLoadWithValue = {"-load", "-Xclang", "-Xpreprocessor", "-fpass-plugin", "-wrapper", "-specs", "-plugin", "-add-plugin", "-mllvm", "-B",
                                              "-Xanalyzer", "-include-pch", "-fmodule-map-file", "-ivfsoverlay", "-fprofile-instr-use", "-Xarch_host"};
const std::set<std::string> kKept = {"-ansi", "-trigraphs", "-pthread", "-m32", "-m64", "-mx32", "-nostdinc", "-nostdinc++", "-nostdlibinc", "-nobuiltininc", "-fno-builtin",
                                     "-ffreestanding", "-fhosted", "-funsigned-char", "-fsigned-char", "-fno-unsigned-char", "-fno-signed-char", "-fshort-enums",
                                     "-fshort-wchar", "-fno-short-wchar", "-fno-short-enums", "-fms-extensions", "-fno-ms-extensions", "-fexceptions", "-fno-exceptions",
                                     "-frtti", "-fno-rtti", "-fPIC", "-fpic", "-fPIE", "-fpie", "-fno-operator-names", "-fchar8_t", "-fno-char8_t", "-fcoroutines",
                                     "-fgnu89-inline", "-fgnu-keywords", "-fno-gnu-keywords", "-undef"};

bool isQuietlyDropped(const std::string& flag) {
  static const char* const kPrefixes[] = {"-W", "-O", "-g", "-M", "-l", "-L", "-march", "-mtune", "-mcpu", "-pipe", "-s", "-c", "-S", "-E", "-w", "-pedantic", "-f", "-m", "-v",
                                          "-p", "-o", "-R", "-static", "-shared", "-rdynamic", "-save-temps", "-no-", "-Q", "--param", "-d", "-nolibc", "-nostdlib",
                                          "-nodefaultlibs", "-nostartfiles", "-time", "-H", "--coverage", "-coverage", "-P", "-C", "-Z", "-Y", "-n"};
  for (const char* prefix : kPrefixes) {
    if (startsWith(flag, prefix)) return true;
  }
  return false;
}

bool isLoading(const std::string& flag) {
  static const char* const kPrefixes[] = {"-fplugin", "-load", "-fpass-plugin", "-specs", "-fmodules", "-fmodule", "-fprebuilt-module", "-fbuild-session", "-wrapper",
                                          "-include-pch", "-Xclang", "-Wp,", "-Wa,", "-Wl,-plugin", "-ivfsoverlay", "-B", "-fuse-ld=/", "-fcrash-diagnostics",
                                          "-fproc-stat-report", "-ftime-trace", "-fsave-optimization-record", "-fprofile", "-no-canonical-prefixes", "--config", "-gcc-toolchain", "--gcc-"};
  for (const char* prefix : kPrefixes) {
    if (startsWith(flag, prefix)) return true;
  }
  return false;
}

bool isKnownStandard(const std::string& value, SourceLanguage language) {
  static const std::set<std::string> kC = {"c89", "c90", "c99", "c9x", "c11", "c1x", "c17", "c18", "c2x", "c23", "c2y", "gnu89", "gnu90", "gnu99", "gnu9x", "gnu11", "gnu1x", "gnu17",
                                           "gnu18", "gnu2x", "gnu23", "gnu2y", "iso9899:1990", "iso9899:1999", "iso9899:2011", "iso9899:2017"};
  static const std::set<std::string> kCxx = {"c++98", "c++03", "c++0x", "c++11", "c++1y", "c++14", "c++1z", "c++17", "c++2a", "c++20", "c++2b", "c++23", "c++2c", "c++26", "gnu++98",
                                             "gnu++03", "gnu++0x", "gnu++11", "gnu++1y", "gnu++14", "gnu++1z", "gnu++17", "gnu++2a", "gnu++20", "gnu++2b", "gnu++23", "gnu++2c", "gnu++26"};
  return (language == SourceLanguage::kCxx ? kCxx : kC).count(value) != 0;
}

bool isBelow(const std::string& path, const std::string& root) {
  return !root.empty() && startsWith(path, root.c_str()) && (root.back() == '/' || path.size() == root.size() || path[root.size()] == '/');
}

class Sieve {
 public:
  Sieve(const CompileCommand& command, const std::string& root) : command_(command), root_(root) {
    language_ = languageOf(command.file);
    file_ = absolutePath(command.file, command.directory);
  }

  Flags run() {
    std::vector<std::string> words = expanded(command_.arguments, 0);
    // ccache, distcc, libtool and their like stand before the compiler
    size_t at = 0;
    while (at < words.size() && !words[at].empty() && words[at][0] != '-' && words[at][0] != '/' && at < 3 && isLauncher(words[at])) ++at;
    std::string driver = at < words.size() ? fs::path(words[at]).filename().string() : "";
    ++at;
    microsoft_ = driver == "cl" || driver == "cl.exe" || driver == "CL.EXE" || driver == "clang-cl" || driver == "clang-cl.exe";
    for (; at < words.size(); ++at) microsoft_ && words[at].size() > 1 ? microsoftFlag(words, at) : flag(words, at);
    if (!hasStandard_ && language_ != SourceLanguage::kCxx) keep("-std=gnu17");
    return std::move(flags_);
  }

 private:
  static bool isLauncher(const std::string& word) {
    std::string name = fs::path(word).filename().string();
    return name == "ccache" || name == "distcc" || name == "sccache" || name == "icecc" || name == "libtool";
  }

  std::vector<std::string> expanded(const std::vector<std::string>& words, int depth) {
    std::vector<std::string> result;
    for (const std::string& word : words) {
      if (word.size() < 2 || word[0] != '@') {
        result.push_back(word);
        continue;
      }
      std::string path = absolutePath(word.substr(1), command_.directory);
      std::error_code failed;
      fs::path real = fs::canonical(path, failed);
      if (failed || depth > 3 || !isBelow(real.string(), root_) || fs::file_size(real, failed) > 1'000'000 || failed) {
        drop(word);
        continue;
      }
      for (std::string& inner : expanded(splitCommand(readStart(real.string(), 1'000'000)), depth + 1)) result.push_back(std::move(inner));
    }
    return result;
  }

  void keep(const std::string& flag) { flags_.arguments.push_back(flag); }
  void drop(const std::string& flag) {
    if (std::find(flags_.dropped.begin(), flags_.dropped.end(), flag) == flags_.dropped.end()) flags_.dropped.push_back(flag);
  }

  void flag(const std::vector<std::string>& words, size_t& at) {
    const std::string& word = words[at];
    if (word.empty()) return;
    if (word[0] != '-' || word == "-") return;  // the source file, objects
    if (word == "--") return;
    if (kLoadWithValue.count(word)) {
      drop(at + 1 < words.size() ? word + " " + words[at + 1] : word);
      ++at;
      return;
    }
    if (kKept.count(word)) return keep(word);
    if (startsWith(word, "-std=") || startsWith(word, "--std=")) {
      std::string value = word.substr(word.find('=') + 1);
      if (!isKnownStandard(value, language_)) return;
      hasStandard_ = true;
      return keep("-std=" + value);
    }
    if (startsWith(word, "-stdlib=")) return word == "-stdlib=libc++" ? keep(word) : void();
    if (word == "-x") {
      ++at;
      if (at < words.size() && (words[at] == "c" || words[at] == "c++")) language_ = words[at] == "c" ? SourceLanguage::kC : SourceLanguage::kCxx, keep("-x"), keep(words[at]);
      return;
    }
    if (word == "-xc++" || word == "-xc") {
      language_ = word == "-xc" ? SourceLanguage::kC : SourceLanguage::kCxx;
      return keep("-x"), keep(word.substr(2));
    }
    for (const char* kept : kKeptWithValue) {
      std::string name = kept;
      if (word == name) {
        if (++at >= words.size()) return;
        return keepValue(name, words[at]);
      }
      bool isLong = name.size() > 2;
      if (startsWith(word, kept) && (!isLong || word.size() > name.size())) {
        std::string value = word.substr(name.size());
        if (isLong && value[0] == '=') value.erase(0, 1);
        else if (name == "-include" && startsWith(value, "-pch")) break;
        return keepValue(name, value);
      }
    }
    if (isLoading(word)) return drop(word);
    if (kSilentWithValue.count(word)) {
      ++at;
      return;
    }
    if (!isQuietlyDropped(word)) drop(word);
  }

  void keepValue(const std::string& name, const std::string& value) {
    if (name == "--sysroot" || name == "-isysroot") {
      if (value != "/" && fs::is_directory(absolutePath(value, command_.directory))) keep("--sysroot=" + absolutePath(value, command_.directory));
      return;
    }
    if (name == "-D" || name == "-U") return keep(name + value);
    if (name == "-include" || name == "-imacros") {
      // a precompiled header's source beside it is what counts; a missing one is dropped, it would end the parse
      std::string path = absolutePath(value, command_.directory);
      bool found = fs::is_regular_file(path);
      if (!found && value.find('/') == std::string::npos) return keep(name), keep(value);
      if (!found) return drop(name + " " + value);
      return keep(name), keep(path);
    }
    keep(name);
    keep(absolutePath(value, command_.directory));
  }

  void microsoftFlag(const std::vector<std::string>& words, size_t& at) {
    std::string word = words[at];
    if (word[0] != '/' && word[0] != '-') return;
    std::string body = word.substr(1);
    auto value = [&](size_t length) {
      if (body.size() > length) return body.substr(length);
      return ++at < words.size() ? words[at] : std::string();
    };
    auto path = [&](std::string text) {
      std::replace(text.begin(), text.end(), '\\', '/');
      return absolutePath(text, command_.directory);
    };
    if (startsWith(body, "std:")) {
      std::string standard = body.substr(4) == "c++latest" ? "c++23" : body.substr(4);
      if (isKnownStandard(standard, language_)) hasStandard_ = true, keep("-std=" + standard);
    } else if (startsWith(body, "external:I")) {
      keep("-isystem"), keep(path(value(10)));
    } else if (body[0] == 'I') {
      keep("-I"), keep(path(value(1)));
    } else if (body[0] == 'D' || body[0] == 'U') {
      std::string macro = value(1);
      if (size_t hash = macro.find('#'); hash != std::string::npos && macro.find('=') == std::string::npos) macro[hash] = '=';
      keep(std::string("-") + body[0] + macro);
    } else if (startsWith(body, "FI")) {
      std::string header = path(value(2));
      if (fs::is_regular_file(header)) keep("-include"), keep(header);
      else drop(word);
    } else if (body == "TP" || body == "TC") {
      keep("-x"), keep(body == "TP" ? "c++" : "c");
    } else if (startsWith(body, "clang:") || startsWith(body, "analyze") || startsWith(body, "link")) {
      drop(word);
    } else if (isupper(static_cast<unsigned char>(body[0])) || islower(static_cast<unsigned char>(body[0]))) {
      if (word[0] == '/' && word.find('/', 1) != std::string::npos) return;  // a path
    }
  }

  const CompileCommand& command_;
  const std::string& root_;
  std::string file_;
  SourceLanguage language_;
  bool hasStandard_ = false;
  bool microsoft_ = false;
  Flags flags_;
};

bool looksLikeCxx(const std::string& text) {
  static const char* const kSigns[] = {"class ", "namespace ", "template<", "template <", "public:", "private:", "protected:", "std::", "virtual ", "using namespace",
                                       "#include <string>", "#include <vector>", "#include <memory>", "nullptr", "constexpr "};
  for (const char* sign : kSigns) {
    size_t at = text.find(sign);
    while (at != std::string::npos) {
      // not in the middle of a word, not in a comment line
      size_t line = text.rfind('\n', at);
      line = line == std::string::npos ? 0 : line + 1;
      size_t first = text.find_first_not_of(" \t", line);
      bool comment = first != std::string::npos && (text.compare(first, 2, "//") == 0 || text[first] == '*' || text.compare(first, 2, "/*") == 0);
      bool inWord = at > 0 && (isalnum(static_cast<unsigned char>(text[at - 1])) || text[at - 1] == '_');
      if (!comment && !inWord) return true;
      at = text.find(sign, at + 1);
    }
  }
  return false;
}

struct Include {
  std::string name;
  bool isAngled;  // the compiler does not look beside the file
};

/// The #include lines of the start of a file.
std::vector<Include> includesOf(const std::string& path) {
  std::vector<Include> names;
  std::string text = readStart(path, 256 * 1024);
  size_t at = 0;
  while ((at = text.find('#', at)) != std::string::npos) {
    size_t word = text.find_first_not_of(" \t", ++at);
    if (word == std::string::npos || text.compare(word, 7, "include") != 0) continue;
    size_t open = text.find_first_not_of(" \t", word + 7);
    if (open == std::string::npos || (text[open] != '"' && text[open] != '<')) continue;
    size_t close = text.find_first_of("\">\n", open + 1);
    if (close == std::string::npos || text[close] == '\n') continue;
    names.push_back({text.substr(open + 1, close - open - 1), text[open] == '<'});
    at = close;
  }
  return names;
}

/// Folders the compiler searches by itself.
const std::vector<fs::path>& systemFolders() {
  static const std::vector<fs::path> folders = [] {
    std::vector<fs::path> found = {"/usr/include", "/usr/local/include"};
    std::error_code failed;
    for (fs::directory_iterator entry("/usr/include", failed), end; !failed && entry != end; entry.increment(failed)) {
      const std::string name = entry->path().filename().string();
      if (name.find("-linux-") != std::string::npos) found.push_back(entry->path());
      if (name != "c++") continue;
      for (fs::directory_iterator version(entry->path(), failed); !failed && version != end; version.increment(failed)) found.push_back(version->path());
    }
    return found;
  }();
  return folders;
}

/// A project's own `ac/time.h` must not stand in the way of `<time.h>`: what the system has is not searched for in the tree. A header in
/// a library's folder is: it may be the library itself that is read, in another version than the system's.
bool isSystemHeader(const std::string& name) {
  static constexpr const char* kSystemsOwn[] = {"sys/", "net/", "netinet/", "arpa/", "linux/", "bits/", "asm/"};
  const bool isOwn = std::any_of(std::begin(kSystemsOwn), std::end(kSystemsOwn), [&](const char* folder) { return name.starts_with(folder); });
  if (name.find('/') != std::string::npos && !isOwn) return false;
  static std::unordered_map<std::string, bool> known;
  const auto [found, isNew] = known.try_emplace(name, false);
  if (isNew) {
    const std::vector<fs::path>& folders = systemFolders();
    found->second = std::any_of(folders.begin(), folders.end(), [&](const fs::path& folder) {
      std::error_code failed;
      return fs::is_regular_file(folder / name, failed);
    });
  }
  return found->second;
}

}  // namespace

std::string absolutePath(const std::string& path, const std::string& directory) {
  fs::path joined = fs::path(path).is_absolute() || directory.empty() ? fs::path(path) : fs::path(directory) / path;
  std::error_code failed;
  fs::path full = joined.is_absolute() ? joined : fs::absolute(joined, failed);
  return full.lexically_normal().string();
}

Result<std::vector<CompileCommand>> readCompileDatabase(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{path, 0, "cannot be read"};
  std::stringstream buffer;
  buffer << in.rdbuf();
  std::string text = buffer.str();
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return Error{path, 1, "is empty; expected a JSON array of commands"};
  nlohmann::json data;
  try {
    data = nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    return Error{path, lineAt(text, error.byte), "is not valid JSON; expected an array of commands"};
  }
  if (!data.is_array()) return Error{path, 1, "expected a JSON array of commands"};
  std::vector<uint32_t> lines = elementLines(text);
  std::vector<CompileCommand> commands;
  std::unordered_set<std::string> seen;
  std::string home = fs::path(absolutePath(path, "")).parent_path().string();
  for (size_t i = 0; i < data.size(); ++i) {
    const auto& entry = data[i];
    uint32_t line = i < lines.size() ? lines[i] : 1;
    if (!entry.is_object()) return Error{path, line, "expected an object with `file`, `directory` and `command` or `arguments`"};
    if (!entry.contains("file") || !entry["file"].is_string()) return Error{path, line, "expected a string `file`"};
    CompileCommand command;
    command.file = entry["file"].get<std::string>();
    command.directory = entry.contains("directory") && entry["directory"].is_string() ? absolutePath(entry["directory"].get<std::string>(), home) : home;
    if (entry.contains("arguments") && entry["arguments"].is_array()) {
      for (const auto& word : entry["arguments"]) {
        if (!word.is_string()) return Error{path, line, "expected strings in `arguments`"};
        command.arguments.push_back(word.get<std::string>());
      }
    } else if (entry.contains("command") && entry["command"].is_string()) {
      command.arguments = splitCommand(entry["command"].get<std::string>());
    } else {
      return Error{path, line, "expected `command` or `arguments`"};
    }
    if (seen.insert(absolutePath(command.file, command.directory)).second) commands.push_back(std::move(command));
  }
  return commands;
}

Flags harmlessFlags(const CompileCommand& command, const std::string& root) { return Sieve(command, root).run(); }

SourceLanguage languageOf(const std::string& file) {
  std::string suffix = fs::path(file).extension().string();
  if (suffix == ".m" || suffix == ".mm" || suffix == ".M") return SourceLanguage::kObjective;
  if (suffix == ".c" || suffix == ".i") return SourceLanguage::kC;
  if (suffix == ".h" || suffix == ".inc") return looksLikeCxx(readStart(file, 64 * 1024)) ? SourceLanguage::kCxx : SourceLanguage::kC;
  return SourceLanguage::kCxx;
}

HeaderIndex::HeaderIndex(const std::string& root) {
  constexpr size_t kMostEntries = 200'000;
  size_t entries = 0;
  std::error_code failed;
  fs::recursive_directory_iterator walk(root, fs::directory_options::skip_permission_denied, failed), end;
  for (; !failed && walk != end && entries < kMostEntries; walk.increment(failed), ++entries) {
    std::string name = walk->path().filename().string();
    std::error_code ignored;
    if (walk->is_symlink(ignored)) continue;
    if (walk->is_directory(ignored)) {
      if (name[0] == '.' || name == "node_modules") walk.disable_recursion_pending();
      continue;
    }
    std::string suffix = walk->path().extension().string();
    if (suffix == ".h" || suffix == ".hpp" || suffix == ".hh" || suffix == ".hxx" || suffix == ".inc" || suffix == ".ipp" || suffix.empty()) {
      byName_[name].push_back(walk->path().lexically_normal().string());
    }
  }
  for (auto& [name, paths] : byName_) std::sort(paths.begin(), paths.end());
}

std::vector<std::string> HeaderIndex::foldersFor(const std::string& file, std::vector<std::pair<std::string, std::string>>* installed) const {
  constexpr size_t kMostFolders = 40, kMostHeaders = 400, kLeastInstalled = 3;
  std::map<std::string, std::map<std::string, std::string>> moved;  // by folder as included: header -> its file
  std::vector<std::string> folders;
  std::unordered_set<std::string> seen = {file}, known;
  std::vector<std::string> open = {file};
  for (size_t next = 0; next < open.size() && open.size() < kMostHeaders && folders.size() < kMostFolders; ++next) {
    std::string here = fs::path(open[next]).parent_path().string();
    for (const auto& [name, isAngled] : includesOf(open[next])) {
      std::error_code ignored;
      std::string beside = absolutePath(name, here);
      if (fs::is_regular_file(beside, ignored)) {
        if (isAngled && isSystemHeader(name)) continue;
        if (isAngled && name.find('/') == std::string::npos && known.insert(here).second) folders.push_back(here);
        if (seen.insert(beside).second) open.push_back(beside);
        continue;
      }
      auto found = byName_.find(fs::path(name).filename().string());
      if (found == byName_.end() || isSystemHeader(name)) continue;
      const std::string* best = nullptr;
      size_t bestShared = 0;
      for (const std::string& candidate : found->second) {
        std::string tail = "/" + name;
        if (candidate.size() <= tail.size() || candidate.compare(candidate.size() - tail.size(), tail.size(), tail) != 0) continue;
        size_t shared = static_cast<size_t>(std::mismatch(candidate.begin(), candidate.end(), file.begin(), file.end()).first - candidate.begin());
        if (!best || shared > bestShared) best = &candidate, bestShared = shared;
      }
      if (!best) {
        const size_t slash = name.rfind('/');
        if (!installed || slash == std::string::npos || name[0] == '.' || found->second.size() != 1) continue;
        moved[name.substr(0, slash)][name] = found->second.front();
        if (seen.insert(found->second.front()).second) open.push_back(found->second.front());
        continue;
      }
      std::string folder = best->substr(0, best->size() - name.size() - 1);
      if (known.insert(folder).second) folders.push_back(folder);
      if (seen.insert(*best).second) open.push_back(*best);
    }
  }
  // One alone is more likely another library's header, one that is not there.
  for (const auto& [folder, headers] : moved)
    if (headers.size() >= kLeastInstalled) installed->insert(installed->end(), headers.begin(), headers.end());
  return folders;
}

Flags guessedFlags(const std::string& file, const HeaderIndex* headers) {
  Flags flags;
  bool cxx = languageOf(file) == SourceLanguage::kCxx;
  flags.arguments = {"-x", cxx ? "c++" : "c", cxx ? "-std=gnu++20" : "-std=gnu17", "-D_GNU_SOURCE"};
  if (headers) {
    for (const std::string& folder : headers->foldersFor(file, &flags.installed)) flags.arguments.push_back("-I" + folder);
  }
  return flags;
}

}  // namespace tls_tidy
