// Every corpus case through every door, result by result.
//
// A case is a file under corpus/cpp or corpus/python, or a folder under corpus/programs. `want: <id> "part of the message"` in a
// comment marks a finding on that line; a line without it must stay silent. C and C++ are parsed with headers
// generated from the models. Doors: the program's core, and clang-tidy with the plugin (single C and C++ files).
// tests/corpus_known.json lists what is not right yet, with the cause: such a case must still fail, so that mending it
// shortens the list; its part `mutation` belongs to tests/mutation.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "checks/analysis.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = TLS_TIDY_SOURCE_DIR;
const fs::path kBuild = TLS_TIDY_BINARY_DIR;

struct Case {
  std::string name;               // relative to corpus/
  std::vector<std::string> files;  // relative to corpus/
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

bool isSourceFile(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".py" || extension == ".c" || extension == ".cpp";
}

std::vector<Case> cases() {
  std::map<std::string, Case> found;
  const fs::path corpus = kSource / "corpus";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(corpus)) {
    if (!entry.is_regular_file() || !isSourceFile(entry.path())) continue;
    const std::string path = fs::relative(entry.path(), corpus).generic_string();
    std::string name = path;
    if (path.starts_with("programs/")) name = path.substr(0, path.find('/', 9));
    found[name].name = name;
    found[name].files.push_back(path);
  }
  std::vector<Case> list;
  for (auto& [name, one] : found) {
    std::sort(one.files.begin(), one.files.end());
    list.push_back(std::move(one));
  }
  return list;
}

/// file, line and rule of a finding, with what its message must contain.
struct Want {
  std::string file;
  uint32_t line;
  std::string rule, part;
};

std::vector<Want> wants(const Case& one) {
  static const std::regex kWant(R"re(want: (tls-[a-z-]+) "([^"]*)")re");
  std::vector<Want> list;
  for (const std::string& file : one.files) {
    std::istringstream lines(slurp(kSource / "corpus" / file));
    uint32_t number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      for (std::sregex_iterator at(line.begin(), line.end(), kWant), end; at != end; ++at) list.push_back({file, number, (*at)[1], (*at)[2]});
    }
  }
  return list;
}

Report analyzeCase(const Case& one) {
  std::vector<Source> sources;
  for (const std::string& file : one.files) {
    Source source;
    source.path = file;
    source.absolute = (kSource / "corpus" / file).string();
    source.language = file.ends_with(".py") ? Source::Language::kPython : file.ends_with(".c") ? Source::Language::kC : Source::Language::kCxx;
    sources.push_back(source);
  }
  Options options;
  options.root = (kSource / "corpus").string();
  options.cxxProgram = (kBuild / "tls-tidy-cxx").string();
  options.compileDatabase = (kSource / "corpus" / "none").string();
  options.modelHeadersOnly = true;
  options.jobs = 1;
  return analyze(sources, options);
}

/// What differs between wants and findings, a line each; empty: the case is right.
std::string mismatches(const Case& one, const Report& report) {
  std::string text;
  std::vector<bool> matched(report.findings.size(), false);
  for (const Want& want : wants(one)) {
    bool found = false;
    for (size_t i = 0; i < report.findings.size() && !found; ++i) {
      const Finding& finding = report.findings[i];
      if (matched[i] || finding.rule != want.rule || finding.at.path != want.file || finding.at.line != want.line) continue;
      if (finding.message.find(want.part) == std::string::npos) continue;
      matched[i] = found = true;
    }
    if (!found) text += want.file + ":" + std::to_string(want.line) + ": missing " + want.rule + " \"" + want.part + "\"\n";
  }
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const Finding& finding = report.findings[i];
    if (!matched[i]) text += finding.at.path + ":" + std::to_string(finding.at.line) + ": unexpected " + finding.rule + " \"" + finding.message + "\"\n";
  }
  return text;
}

const nlohmann::json& known(const char* door) {
  static const nlohmann::json file = nlohmann::json::parse(slurp(kSource / "tests" / "corpus_known.json"));
  return file.at(door);
}

std::string testName(const testing::TestParamInfo<Case>& info) {
  std::string name = info.param.name;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

class Corpus : public testing::TestWithParam<Case> {};

TEST_P(Corpus, WantsEqualFindings) {
  const std::string wrong = mismatches(GetParam(), analyzeCase(GetParam()));
  if (known("program").contains(GetParam().name)) {
    EXPECT_NE(wrong, "") << "this case is right now: take it out of tests/corpus_known.json";
  } else {
    EXPECT_EQ(wrong, "");
  }
}

INSTANTIATE_TEST_SUITE_P(All, Corpus, testing::ValuesIn(cases()), testName);

TEST(CorpusSize, HoldsEnoughCasesOfBothLanguages) {
  size_t cxx = 0, python = 0;
  for (const Case& one : cases()) (one.files.front().ends_with(".py") ? python : cxx) += 1;
  EXPECT_GE(cxx, 60u);
  EXPECT_GE(python, 60u);
}

#ifdef TLS_TIDY_PLUGIN
std::vector<Case> singleCxxFiles() {
  std::vector<Case> list;
  for (Case& one : cases())
    if (one.name.starts_with("cpp/")) list.push_back(std::move(one));
  return list;
}

const fs::path& modelHeaders() {
  static const fs::path folder = [] {
    const fs::path path = fs::temp_directory_path() / ("tls-tidy-corpus-headers-" + std::to_string(getpid()));
    for (const std::string& name : Models::builtin().headers()) {
      fs::create_directories((path / name).parent_path());
      std::ofstream(path / name) << Models::builtin().header(name);
    }
    return path;
  }();
  return folder;
}

class Headers : public testing::Environment {
 public:
  void TearDown() override { fs::remove_all(modelHeaders()); }
};
const testing::Environment* const kHeaders = testing::AddGlobalTestEnvironment(new Headers);

/// "line:column rule message" of every check's warning or remark, as stock clang-tidy prints it.
std::set<std::string> throughPlugin(const Case& one) {
  const fs::path file = kSource / "corpus" / one.files.front();
  const std::string command = "clang-tidy-19 -load " + (kBuild / "plugin" / "tls-tidy-plugin.so").string() + " '-checks=-*,tls-*' " + file.string() + " -- -isystem " +
                              modelHeaders().string() + " -w 2>&1";
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  char buffer[4096];
  for (size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, got);
  pclose(pipe);
  static const std::regex kLine(R"(([^\n:]+):(\d+):(\d+): (?:warning|remark): ([^\n]*) \[(tls-[a-z-]+)[^\n]*\])");
  std::set<std::string> results;
  for (std::sregex_iterator at(output.begin(), output.end(), kLine), end; at != end; ++at)
    results.insert((*at)[2].str() + ":" + (*at)[3].str() + " " + (*at)[5].str());
  return results;
}

class Plugin : public testing::TestWithParam<Case> {};

TEST_P(Plugin, SaysWhatTheProgramSays) {
  std::set<std::string> program;
  for (const Finding& finding : analyzeCase(GetParam()).findings)
    if (finding.confidence != Confidence::kLow) program.insert(std::to_string(finding.at.line) + ":" + std::to_string(finding.at.column) + " " + finding.rule);
  const std::set<std::string> plugin = throughPlugin(GetParam());
  if (known("plugin").contains(GetParam().name)) {
    EXPECT_NE(plugin, program) << "this case is right now: take it out of tests/corpus_known.json";
  } else {
    EXPECT_EQ(plugin, program);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Plugin, testing::ValuesIn(singleCxxFiles()), testName);
#endif

}  // namespace
}  // namespace tls_tidy
