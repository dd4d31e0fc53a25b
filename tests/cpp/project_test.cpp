// What of a compile command reaches Clang, and what a bad database is told.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "checks/cpp/project.h"

namespace tls_tidy {
namespace {

namespace fs = std::filesystem;

class Folder : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("tls-tidy-project-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "-" +
                                         ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string write(const std::string& name, const std::string& text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
    return (root_ / name).string();
  }
  Flags sieve(std::vector<std::string> words, const std::string& file = "a.c") {
    words.insert(words.begin(), "cc");
    return harmlessFlags({file, root_.string(), words}, root_.string());
  }
  fs::path root_;
};

using Strings = std::vector<std::string>;

TEST_F(Folder, KeepsSearchPathsMacrosAndLanguage) {
  Flags flags = sieve({"-O2", "-Iinclude", "-DX=1", "-std=gnu11", "-isystem", "/opt/x", "-c", "a.c", "-o", "a.o", "-Wall", "-MD", "-MF", "a.d"});
  EXPECT_EQ(flags.arguments, (Strings{"-I", (root_ / "include").string(), "-DX=1", "-std=gnu11", "-isystem", "/opt/x"}));
  EXPECT_TRUE(flags.dropped.empty());
}

TEST_F(Folder, DropsWhatLoadsOrRuns) {
  Flags flags = sieve({"-fplugin=evil.so", "-Xclang", "-load", "-Xclang", "evil.so", "@/etc/passwd", "-specs=x", "-include-pch", "x.pch", "-std=c11", "-fmodules-cache-path=/tmp/x"});
  EXPECT_EQ(flags.arguments, (Strings{"-std=c11"}));
  EXPECT_EQ(flags.dropped, (Strings{"@/etc/passwd", "-fplugin=evil.so", "-Xclang -load", "-Xclang evil.so", "-specs=x", "-include-pch x.pch", "-fmodules-cache-path=/tmp/x"}));
}

TEST_F(Folder, ReadsResponseFilesInsideTheTreeOnly) {
  write("flags.rsp", "-DA='x y' -Iq");
  EXPECT_EQ(sieve({"@flags.rsp", "-std=c11"}).arguments, (Strings{"-DA=x y", "-I", (root_ / "q").string(), "-std=c11"}));
  EXPECT_EQ(sieve({"@../outside.rsp", "-std=c11"}).arguments, (Strings{"-std=c11"}));
}

TEST_F(Folder, UnderstandsTheMicrosoftDriver) {
  Flags flags = harmlessFlags({"a.cpp", root_.string(), {"cl.exe", "/nologo", "/Iinc", "/DX", "/EHsc", "/std:c++17", "/Foa.obj", "a.cpp"}}, root_.string());
  EXPECT_EQ(flags.arguments, (Strings{"-I", (root_ / "inc").string(), "-DX", "-std=c++17"}));
}

TEST_F(Folder, CFallsBackToGnu17) {
  EXPECT_EQ(sieve({}).arguments, (Strings{"-std=gnu17"}));
  EXPECT_EQ(sieve({"-std=c++20"}).arguments, (Strings{"-std=gnu17"}));
}

TEST_F(Folder, ABadDatabaseIsToldWithItsLine) {
  Result<std::vector<CompileCommand>> empty = readCompileDatabase(write("a.json", ""));
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().line, 1u);
  Result<std::vector<CompileCommand>> broken = readCompileDatabase(write("b.json", "[\n {\"file\": \"a.c\",\n]"));
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().line, 3u);
  Result<std::vector<CompileCommand>> shape = readCompileDatabase(write("c.json", "[\n {\"file\": \"a.c\", \"command\": \"cc a.c\"},\n {\"directory\": \"/\"}\n]"));
  ASSERT_FALSE(shape);
  EXPECT_EQ(shape.error().line, 3u);
  EXPECT_FALSE(readCompileDatabase((root_ / "none.json").string()));
}

TEST_F(Folder, AFileListedTwiceIsOneUnit) {
  Result<std::vector<CompileCommand>> commands =
      readCompileDatabase(write("a.json", R"([{"file": "a.c", "command": "cc -DA a.c"}, {"file": "./a.c", "command": "cc -DB a.c"}])"));
  ASSERT_TRUE(commands);
  ASSERT_EQ(commands->size(), 1u);
  EXPECT_EQ((*commands)[0].arguments, (Strings{"cc", "-DA", "a.c"}));
}

TEST_F(Folder, GuessesSearchPathsFromTheTree) {
  write("include/net/tls.h", "#include \"deep.h\"\n");
  write("lib/deep.h", "int x;\n");
  std::string file = write("src/a.c", "#include <net/tls.h>\n#include \"beside.h\"\n");
  write("src/beside.h", "");
  EXPECT_EQ(HeaderIndex(root_.string()).foldersFor(file), (Strings{(root_ / "include").string(), (root_ / "lib").string()}));
}

TEST_F(Folder, AHeaderNamedLikeTheSystemsIsNotSearchedFor) {
  write("lib/ac/time.h", "#include <time.h>\n");
  const std::string file = write("src/a.c", "#include <time.h>\n#include \"ac/time.h\"\n");
  EXPECT_EQ(HeaderIndex(root_.string()).foldersFor(file), Strings{(root_ / "lib").string()});
}

TEST_F(Folder, AnAngledHeaderBesideTheFileIsSearchedForThere) {
  write("src/part.h", "");
  write("src/time.h", "");
  const std::string file = write("src/a.c", "#include <part.h>\n#include <time.h>\n#include \"part.h\"\n");
  EXPECT_EQ(HeaderIndex(root_.string()).foldersFor(file), Strings{(root_ / "src").string()});
}

TEST_F(Folder, HeadersThatABuildWouldInstallAreFoundWhereTheyAre) {
  for (const char* const name : {"a", "b", "c"}) write(std::string("src/core/") + name + ".h", "");
  write("other/ssl.h", "");
  const std::string file = write("src/x.c", "#include <Mail/a.h>\n#include <Mail/b.h>\n#include <Mail/c.h>\n#include <vendor/ssl.h>\n");
  std::vector<std::pair<std::string, std::string>> installed;
  EXPECT_TRUE(HeaderIndex(root_.string()).foldersFor(file, &installed).empty());
  ASSERT_EQ(installed.size(), 3u);  // one header alone is more likely another library's
  EXPECT_EQ(installed[0].first, "Mail/a.h");
  EXPECT_EQ(installed[0].second, (root_ / "src/core/a.h").string());
}

TEST_F(Folder, HeadersAreCxxWhenTheyLookLikeIt) {
  EXPECT_EQ(languageOf(write("a.h", "// a class of messages\nint f(void);\n")), SourceLanguage::kC);
  EXPECT_EQ(languageOf(write("b.h", "namespace x {}\n")), SourceLanguage::kCxx);
}

}  // namespace
}  // namespace tls_tidy
