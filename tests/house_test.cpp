// The house keeps its own rules: who may include whom, and that rules, pages, models and corpus agree.
#include <gtest/gtest.h>

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

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

std::vector<fs::path> filesBelow(const fs::path& folder, const std::set<std::string>& extensions) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && extensions.contains(entry.path().extension().string())) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Who may include whom. A room may always include itself; "analysis" are the files directly in checks/.
const std::map<std::string, std::set<std::string>> kMayInclude = {
    {"checks/ir", {}},
    {"checks/models", {"checks/ir"}},
    {"checks/findings", {"checks/ir"}},
    {"checks/cpp", {"checks/ir", "checks/models"}},
    {"checks/python", {"checks/ir", "checks/models"}},
    {"checks/link", {"checks/ir", "checks/models"}},
    {"checks/flow", {"checks/ir", "checks/models", "checks/link"}},
    {"checks/rules", {"checks/ir", "checks/models", "checks/flow", "checks/findings"}},
    {"checks", {"checks/ir", "checks/models", "checks/python", "checks/link", "checks/flow", "checks/rules", "checks/findings"}},
    {"tool/report", {"checks", "checks/findings", "checks/ir"}},
    {"tool/config", {"checks", "checks/findings", "checks/ir"}},
    {"tool/cli", {"checks", "checks/findings", "checks/models", "checks/ir", "tool/config", "tool/report"}},
    {"tool/plugin", {"checks", "checks/findings", "checks/cpp", "checks/models", "checks/ir"}},
};

TEST(House, EveryIncludeObeysTheDependencyRule) {
  static const std::regex kInclude(R"re(#include "((?:checks|tool)/[^"]+)")re");
  for (const char* const top : {"checks", "tool"}) {
    for (const fs::path& file : filesBelow(kSource / top, {".h", ".cpp"})) {
      const std::string room = fs::relative(file.parent_path(), kSource).generic_string();
      ASSERT_TRUE(kMayInclude.contains(room)) << file << ": this room has no line in the table";
      const std::string text = slurp(file);
      for (std::sregex_iterator at(text.begin(), text.end(), kInclude), end; at != end; ++at) {
        const std::string target = fs::path((*at)[1].str()).parent_path().generic_string();
        EXPECT_TRUE(target == room || kMayInclude.at(room).contains(target)) << file << " includes " << (*at)[1];
      }
    }
  }
}

TEST(House, ClangIsInTwoRoomsOnly) {
  static const std::regex kClang(R"(#include [<"](?:clang|llvm))");
  for (const char* const top : {"checks", "tool"}) {
    for (const fs::path& file : filesBelow(kSource / top, {".h", ".cpp"})) {
      const std::string room = fs::relative(file.parent_path(), kSource).generic_string();
      if (room == "checks/cpp" || room == "tool/plugin") continue;
      EXPECT_FALSE(std::regex_search(slurp(file), kClang)) << file;
    }
  }
}

/// pip's build gives a room to the compiler as one file (cmake/Wheel.cmake): what is private to two of its files must differ.
TEST(House, PrivateNamesOfARoomDiffer) {
  static const std::regex kFunction(R"re((?:^|\n)\w[\w:<>,*& ]*[ *&](\w+)(\([^\n]*\)) \{)re");
  static const std::regex kNamed(R"re((?:^|\n)(?:constexpr [^\n=]*?|const [^\n=]*?|struct |class |enum class )(\w+)(?:\[\])?(?: =| \{| :|\{))re");
  for (const char* const top : {"checks", "tool"}) {
    std::map<std::string, fs::path> seen;
    for (const fs::path& file : filesBelow(kSource / top, {".cpp"})) {
      const std::string room = fs::relative(file.parent_path(), kSource).generic_string(), text = slurp(file);
      if (room == "checks/cpp" || room == "tool/plugin") continue;
      for (const std::regex* const kind : {&kFunction, &kNamed})
        for (std::sregex_iterator at(text.begin(), text.end(), *kind), end; at != end; ++at) {
          if ((*at)[1] == "const") continue;
          const auto [other, isNew] = seen.emplace(room + " " + (*at)[1].str() + (at->size() > 2 ? (*at)[2].str() : ""), file);
          EXPECT_TRUE(isNew || other->second == file) << other->first << " is in " << file << " and in " << other->second;
        }
    }
  }
}

TEST(House, EveryRuleHasItsPageAndItsCases) {
  std::set<std::string> ids, pages;
  for (const RuleInfo& rule : ruleList()) ids.insert(rule.id);
  for (const fs::path& page : filesBelow(kSource / "docs" / "rules", {".md"})) pages.insert(page.stem().string());
  EXPECT_EQ(ids, pages);
  std::string corpus;
  for (const fs::path& file : filesBelow(kSource / "corpus", {".py", ".c", ".cpp", ".h"})) corpus += slurp(file);
  for (const RuleInfo& rule : ruleList()) {
    EXPECT_NE(corpus.find("want: " + rule.id + " "), std::string::npos) << rule.id << " has no corpus case";
    EXPECT_EQ(rule.page.find("# " + rule.id), 0u) << rule.id << ": the embedded page has another title";
  }
}

TEST(House, RuleIdsAreSorted) {
  std::vector<std::string> ids;
  for (const RuleInfo& rule : ruleList()) ids.push_back(rule.id);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
}

TEST(House, CasesThatModelsNameExist) {
  for (const fs::path& file : filesBelow(kSource / "checks" / "models", {".json"})) {
    if (file.filename() == "schema.json") continue;
    const nlohmann::json model = nlohmann::json::parse(slurp(file));
    for (const nlohmann::json& api : model["apis"]) {
      if (!api.contains("corpus")) continue;
      for (const std::string name : api["corpus"]) {
        const fs::path stem = kSource / "corpus" / name;
        EXPECT_TRUE(fs::exists(stem.string() + ".c") || fs::exists(stem.string() + ".cpp") || fs::exists(stem.string() + ".py") || fs::is_directory(stem))
            << file.filename() << ", " << api["name"] << ": " << name;
      }
    }
  }
}

TEST(House, EveryLibraryIsToldOf) {
  const std::string page = slurp(kSource / "docs" / "libraries.md");
  for (const fs::path& file : filesBelow(kSource / "checks" / "models", {".json"})) {
    const nlohmann::json model = nlohmann::json::parse(slurp(file));
    if (!model.contains("library") || model["apis"].empty()) continue;
    const std::string library = model["library"];
    const bool told = page.find("| " + library + " |") != std::string::npos || page.find("`" + library + "`") != std::string::npos;
    EXPECT_TRUE(told) << "docs/libraries.md has no row for " << library;
  }
}

TEST(House, CodeKnowsNoLibraryByName) {
  static const std::regex kNames(R"re("(?:[^"]*)(?:smtplib|imaplib|poplib|ftplib|SSL_CTX_|gnutls_|curl_easy)[^"]*")re");
  for (const char* const room : {"checks/flow", "checks/rules", "checks/link", "checks/findings", "checks/ir"})
    for (const fs::path& file : filesBelow(kSource / room, {".h", ".cpp"})) {
      std::smatch found;
      const std::string text = std::regex_replace(slurp(file), std::regex("//[^\n]*"), "");
      EXPECT_FALSE(std::regex_search(text, found, kNames)) << file << ": " << found.str();
    }
}

}  // namespace
}  // namespace tls_tidy
