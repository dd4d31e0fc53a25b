// Models: look-up by name, alias, macro and class; signatures by version; the headers made from them; mistakes with their
// place. What the format takes and refuses, word by word, is in schema_test.py.
#include "checks/models/models.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

Models parsed(const std::string& text) {
  const Result<Models> models = Models::parse(text, "m.json");
  EXPECT_TRUE(models.ok()) << (models.ok() ? "" : models.error().what);
  return models.ok() ? *models : Models();
}

std::string cLibrary(const std::string& apis, const std::string& more = "") {
  return R"({"schema": 1, "library": "made-up", "language": "c", "headers": ["made/up.h", "made/down.h"], "constants": {"TEN": 10, "WORD": "w"},)" + more + R"("apis": [)" + apis + "]}";
}
std::string pythonLibrary(const std::string& apis, const std::string& more = "") { return R"({"schema": 1, "library": "made-up", "language": "python",)" + more + R"("apis": [)" + apis + "]}"; }

// ---- look-up ----

TEST(Models, FindsByNameAndAlias) {
  const Models models = parsed(cLibrary(R"({"name": "make", "aliases": ["make_old"], "event": "none", "source": "s"})"));
  ASSERT_EQ(models.find("make").size(), 1u);
  ASSERT_EQ(models.find("make_old").size(), 1u);
  EXPECT_EQ(models.find("make")[0], models.find("make_old")[0]);
  EXPECT_TRUE(models.find("mak").empty());
}

TEST(Models, AMacroIsTheCallItExpandsTo) {
  const Models models = parsed(cLibrary(R"({"name": "control", "event": "none", "source": "s"},
    {"name": "set_floor", "macro_of": "control", "fixed": {"1": 123}, "event": "set", "on": "arg:0", "property": "floor", "value": "on", "source": "s"},
    {"name": "set_both", "macro_of": "control", "fixed": {"1": 123, "2": "TEN"}, "event": "none", "source": "s"})"));
  const auto entries = models.find("control");  // what asks for most comes first
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0]->name, "set_both");
  EXPECT_EQ(entries[1]->name, "set_floor");
  EXPECT_EQ(entries[2]->name, "control");
  EXPECT_EQ(entries[0]->fixed, (std::vector<std::pair<int, int64_t>>{{1, 123}, {2, 10}}));
  EXPECT_EQ(models.find("set_floor").size(), 1u);
}

TEST(Models, MembersAreSoughtInBasesNearestFirst) {
  const Models models = parsed(pythonLibrary(R"({"name": "m.Base.open", "event": "none", "source": "base"}, {"name": "m.Base.close", "event": "none", "source": "base"},
    {"name": "m.Mailer.open", "event": "none", "source": "mailer"})",
                                             R"("types": {"m.Mailer": {"bases": ["m.Base"]}, "m.Base": {"bases": ["m.Mailer"]}},)"));  // a ring does not hurt
  ASSERT_EQ(models.findMember("m.Mailer", "open").size(), 1u);
  EXPECT_EQ(models.findMember("m.Mailer", "open")[0]->source, "mailer");
  EXPECT_EQ(models.findMember("m.Mailer", "close")[0]->source, "base");
  EXPECT_TRUE(models.findMember("m.Mailer", "read").empty());
  EXPECT_TRUE(models.isA("m.Mailer", "m.Base"));
  EXPECT_FALSE(models.isA("m.Other", "m.Base"));
}

TEST(Models, ConstantsAndExceptions) {
  const Models models = parsed(pythonLibrary("", R"("constants": {"m.NONE": 0, "m.NAME": "x"}, "exceptions": {"builtins.OSError": ["io", "handshake"]},)"));
  ASSERT_NE(models.constant("m.NONE"), nullptr);
  EXPECT_FALSE(models.constant("m.NONE")->isText);
  EXPECT_EQ(models.constant("m.NAME")->text, "x");
  EXPECT_EQ(models.constant("m.OTHER"), nullptr);
  ASSERT_NE(models.caughtBy("OSError"), nullptr);
  EXPECT_EQ(*models.caughtBy("builtins.OSError"), (std::vector<std::string>{"io", "handshake"}));
  EXPECT_EQ(models.caughtBy("ValueError"), nullptr);
}

TEST(Models, TriggersAreGivenOrTheFirstWords) {
  EXPECT_EQ(parsed(pythonLibrary(R"({"name": "b.f", "event": "none", "source": "s"}, {"name": "a.g", "event": "none", "source": "s"})")).triggers("python"),
            (std::vector<std::string>{"a", "b"}));
  const Models given = parsed(pythonLibrary(R"({"name": "b.f", "event": "none", "source": "s"})", R"("triggers": ["word"],)"));
  EXPECT_EQ(given.triggers("python"), (std::vector<std::string>{"word"}));
  EXPECT_TRUE(given.hasPackage("b"));  // a package is known by its entries, not by its triggers
  EXPECT_FALSE(given.hasPackage("word"));
  EXPECT_TRUE(given.triggers("c").empty());
}

// ---- signatures ----

TEST(Models, SignaturesByVersion) {
  const Models models = parsed(pythonLibrary(R"({"name": "m.f", "event": "none", "source": "s", "signatures": [
    {"until": -27, "parameters": "host"}, {"since": 3, "until": 11, "parameters": "host='', /, sizes=(1, 2), *, context=None"}, {"since": 12, "parameters": "*rest, key, **more"}]})"));
  const std::vector<Signature>& signatures = models.find("m.f")[0]->signatures;
  ASSERT_EQ(signatures.size(), 3u);
  EXPECT_EQ(signatures[0].until, -27);
  EXPECT_LT(signatures[0].since, -27);  // nothing was said: every version before
  EXPECT_EQ(signatures[1].since, 3);
  EXPECT_EQ(signatures[1].until, 11);
  EXPECT_GE(signatures[2].until, 1000);
  EXPECT_TRUE(signatures[0].parameters.at(0).required);
  const std::vector<Signature::Parameter>& second = signatures[1].parameters;
  ASSERT_EQ(second.size(), 3u);
  EXPECT_EQ(second[0].fallback, "''");
  EXPECT_EQ(second[1].fallback, "(1, 2)");
  EXPECT_FALSE(second[1].keywordOnly);
  EXPECT_TRUE(second[2].keywordOnly);
  const std::vector<Signature::Parameter>& third = signatures[2].parameters;
  ASSERT_EQ(third.size(), 3u);
  EXPECT_TRUE(third[0].varArgs);
  EXPECT_TRUE(third[1].keywordOnly && third[1].required);
  EXPECT_TRUE(third[2].kwArgs && !third[2].required);
}

TEST(Models, SelectorsAndValues) {
  const Models models = parsed(cLibrary(R"({"name": "set", "source": "s", "event": "set", "on": "arg:0.cfg.*", "property": "peer",
    "value": {"of": "arg:1", "cases": [[{"equals": "TEN"}, "off"], [{"equals": "WORD"}, "weak"], [{"equals": "free text"}, "on"], [{"bits": 4}, "on"]]}})"));
  const Effect& effect = models.find("set")[0]->effects.at(0);
  EXPECT_EQ(effect.on.kind, Selector::kArgument);
  EXPECT_EQ(effect.on.index, 0);
  EXPECT_EQ(effect.on.path, (std::vector<std::string>{"cfg"}));
  EXPECT_TRUE(effect.on.pointee);
  ASSERT_EQ(effect.value.cases.size(), 4u);
  EXPECT_EQ(effect.value.cases[0].first.integer, 10);
  EXPECT_EQ(effect.value.cases[1].first.text, "w");
  EXPECT_EQ(effect.value.cases[2].first.text, "free text");
  EXPECT_EQ(effect.value.cases[3].second, Value::kOn);
  EXPECT_EQ(effect.value.otherwise, Value::kKeep);
  EXPECT_EQ(effect.value.unknown, Value::kUnknown);
}

// ---- generated headers ----

TEST(Models, HeadersDeclareEverythingOnce) {
  const Models models = parsed(cLibrary(R"({"name": "f", "header": "made/up.h", "declaration": "int f(T *);", "event": "none", "source": "s"},
    {"name": "g", "declaration": "int f(T *);", "event": "none", "source": "s"})",
                                        R"("types": {"T": {"declaration": "typedef struct t T;"}}, "enums": [{"name": "e", "values": {"ONE": 1, "TEN": 10}}], "macros": ["#define h f"],)"));
  EXPECT_EQ(models.headers(), (std::vector<std::string>{"made/down.h", "made/up.h"}));
  EXPECT_EQ(models.header("other.h"), "");
  const std::string text = models.header("made/up.h");
  EXPECT_EQ(text, models.header("made/down.h"));
  const auto count = [&](const std::string& part) {
    size_t found = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count("int f(T *);\n"), 1u);
  EXPECT_EQ(count("typedef struct t T;\n"), 1u);
  EXPECT_EQ(count("#define WORD \"w\"\n"), 1u);
  EXPECT_EQ(count("#define TEN"), 0u);  // the enumeration has it
  EXPECT_EQ(count("typedef enum { ONE = 1, TEN = 10, } e;\n"), 1u);
  EXPECT_LT(text.find("typedef struct t T;"), text.find("#define h f"));
  EXPECT_LT(text.find("#define h f"), text.find("int f(T *);"));
}

TEST(Models, ShippedHeadersCompileAsCAndCxx) {
  const fs::path folder = fs::temp_directory_path() / ("tls-tidy-headers-" + std::to_string(getpid()));
  for (const std::string& name : Models::builtin().headers()) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << Models::builtin().header(name);
  }
  const auto compiles = [&](const std::string& language, const std::string& text) {
    std::ofstream(folder / "all.c") << text;
    return std::system(("c++ -x " + language + " -w -fsyntax-only -I " + folder.string() + " " + (folder / "all.c").string()).c_str()) == 0;
  };
  std::string all;
  for (const std::string& name : Models::builtin().headers()) all += "#include <" + name + ">\n";
  for (const char* const language : {"c", "c++"}) {
    EXPECT_TRUE(compiles(language, all + all)) << language;
    EXPECT_FALSE(compiles(language, all + "not_declared x;\n")) << language;
  }
  fs::remove_all(folder);
}

// ---- several files, mistakes ----

class UserFiles : public testing::Test {
 protected:
  UserFiles() { fs::create_directories(folder_); }
  ~UserFiles() override { fs::remove_all(folder_); }
  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  fs::path folder_ = fs::temp_directory_path() / ("tls-tidy-models-" + std::to_string(getpid()));
};

TEST_F(UserFiles, ComeBeforeTheShippedOnes) {
  const std::vector<std::string> paths{file("a.json", pythonLibrary(R"({"name": "smtplib.SMTP", "event": "none", "source": "first"})")),
                                       file("b.json", pythonLibrary(R"({"name": "smtplib.SMTP", "event": "none", "source": "second"})"))};
  const Result<Models> models = Models::withFiles(paths);
  ASSERT_TRUE(models.ok()) << models.error().what;
  const auto entries = models->find("smtplib.SMTP");
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0]->source, "second");
  EXPECT_EQ(entries[1]->source, "first");
  EXPECT_NE(models->digest(), Models::builtin().digest());
  EXPECT_EQ(models->digest().size(), 64u);
}

TEST_F(UserFiles, MayNameConstantsOfShippedOnes) {
  const std::vector<std::string> paths{file("a.json", R"({"schema": 1, "library": "own", "language": "c", "apis": [{"name": "f", "source": "s", "fixed": {"0": "SSL_VERIFY_PEER"}, "event": "none"}]})")};
  const Result<Models> models = Models::withFiles(paths);
  ASSERT_TRUE(models.ok()) << models.error().what;
  EXPECT_EQ(models->find("f")[0]->fixed, (std::vector<std::pair<int, int64_t>>{{0, 1}}));
}

TEST_F(UserFiles, AreToldWithPathLineAndKey) {
  const std::string path = file("bad.json", "{\"schema\": 1, \"library\": \"l\", \"language\": \"c\",\n \"apis\": [\n  {\"name\": \"f\", \"source\": \"s\",\n   \"event\": \"none\", \"corpse\": []}]}");
  const Result<Models> models = Models::withFiles(std::vector<std::string>{path});
  ASSERT_FALSE(models.ok());
  EXPECT_EQ(models.error().path, path);
  EXPECT_EQ(models.error().line, 4u);
  EXPECT_EQ(models.error().what, "`apis[0].corpse`: unknown key, did you mean `corpus`?");
}

TEST_F(UserFiles, MustBeReadable) {
  for (const std::string& path : {(folder_ / "gone.json").string(), folder_.string()}) {
    const Result<Models> models = Models::withFiles(std::vector<std::string>{path});
    ASSERT_FALSE(models.ok()) << path;
    EXPECT_EQ(models.error().path, path);
    EXPECT_EQ(models.error().what, "this model file can't be read");
  }
  EXPECT_EQ(Models::withFiles(std::vector<std::string>{file("empty.json", "")}).error().line, 1u);
}

}  // namespace
}  // namespace tls_tidy
