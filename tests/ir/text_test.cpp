// Text: what is written by hand is read, what is printed is read back, what is wrong is told with its line.
#include "checks/ir/text.h"

#include <gtest/gtest.h>

namespace tls_tidy {
namespace {

// ---- round trip ----

constexpr const char* kPython = R"text(module python app.mail
versions 8 9 -27
file app/mail.py
file `app/with space.py` test
import app.mail.S <- smtplib.SMTP_SSL
import app.mail <- * net
class app.mail.Mailer : smtplib.SMTP : `odd base`  @3
global app.mail.verify : builtins.bool = true constant  @2
function app.mail.connect(self, host, context=null, *rest, kw kw="x", **more) owner app.mail.Mailer  @4
  local self : app.mail.Mailer
  local box : smtplib.SMTP
  local %9 : ssl.SSLContext record
  0:
    %7 = call @smtplib.SMTP_SSL(host, context=context, *rest, **more)  @4
    self.conn = %7  @5 in 1
    box = %7
    call box->login("u\"\\\n{}", "\{}\x02")  @6
    x = await call super(app.mail.Mailer) self->starttls()  @6
    y = macro call self.handlers.[ssl.context](&@`errno`.x, -9223372036854775808, float)
    branch %7 ? 1 : 2  handlers(ssl.SSLError builtins.OSError -> 2, -> 1)
  1:
    a = x == y
    a = x != y
    a = x < 1
    a = x <= 2
    a = x > 3
    a = x >= @LIMIT
    a = not x
    a = x & y
    a = x | y
    a = ~ x
    a = x + "s"
    a = "STARTTLS" in y
    a = x is @ssl.SSLSocket
    a = new dict
    a = new @app.mail.Mailer  @8
    a = x or none
    a = x ? ?"f(x)"
    a.[].*.`odd step`.`[]]` = ?
    @`app.mail.box`.sock.[0] = @app.mail.box.[0].sock
    @`two words`.* = %9
    delete a  @9
    throw  @10
    throw a
    `null` = `not`
    function = notice
    local.x = global
    jump 2
  2:
    return `call`.x  handlers(-> 1)
function app.mail.<module>() display `the module` static property internal body contextmanager captures(app.mail.f.host, `a b`)
  0:
    unreachable
notice syntax "unexpected indent" path "app/b.py"  @7
notice guess "no compile database"
)text";

constexpr const char* kShared = R"text(module c++ src/dial.cpp
file src/dial.cpp
function `net::dial(const char *, int)`(host, %1)
  local host : char
  local %1 : int
  local %4 s
  local %6 s : SSL
  local %7 `record`
  local %8 `record` : config record
  0:
    %4 = call @SSL_new(%3, &s2)
    s3 = %4
    return
)text";

TEST(Text, ReadsWhatItPrints) {
  for (const char* text : {kPython, kShared, "module c\n", "module c++ a.cpp\nnotice crash \"\"\n"}) {
    const Result<Module> module = parseText(text);
    ASSERT_TRUE(module.ok()) << module.error().line << ": " << module.error().what;
    const std::string printed = toText(*module);
    EXPECT_EQ(printed, text);
  }
}

TEST(Text, HasAPlaceForEveryField) {
  const Module module = *parseText(kPython);
  EXPECT_EQ(module.language, Module::Language::kPython);
  EXPECT_EQ(module.versions, (std::vector<int>{8, 9, -27}));
  EXPECT_TRUE(module.files.at(1).isTest);
  EXPECT_TRUE(module.imports.at(1).star);
  EXPECT_TRUE(module.globals.at(0).constant);
  const Function& connect = module.functions.at(0);
  EXPECT_EQ(module.text(connect.display), "Mailer.connect");
  EXPECT_EQ(connect.parameters.at(4).kind, Parameter::kKeywordOnly);
  EXPECT_EQ(module.text(connect.locals.at(4).name), "kw");
  EXPECT_EQ(module.text(connect.locals.at(0).type), "app.mail.Mailer");
  EXPECT_EQ(module.text(connect.locals.at(6).name), "box");  // the first free one
  EXPECT_TRUE(connect.locals.at(9).record);
  const std::vector<Event>& events = connect.blocks.at(0).events;
  EXPECT_EQ(events.at(1).at.file, 1u);
  EXPECT_EQ(module.text(events.at(3).arguments.at(0).value.name), "u\"\\\n\x01");
  EXPECT_EQ(module.text(events.at(3).arguments.at(1).value.name), "{}\x02");
  EXPECT_TRUE(events.at(4).awaited);
  EXPECT_EQ(module.text(events.at(4).superOf), "app.mail.Mailer");
  EXPECT_TRUE(events.at(5).inMacro);
  EXPECT_EQ(module.text(events.at(5).callee.path.at(1)), "[ssl.context]");
  EXPECT_TRUE(events.at(5).arguments.at(0).value.address);
  EXPECT_EQ(connect.blocks[0].handlers.at(0).types.size(), 2u);
  EXPECT_TRUE(connect.blocks[0].handlers.at(1).types.empty());
  const Event& store = connect.blocks.at(1).events.at(18);
  EXPECT_EQ(module.text(store.dest.name), "app.mail.box");
  EXPECT_EQ(module.text(store.dest.path.at(0)), "sock");
  EXPECT_EQ(module.notices.at(0).path, "app/b.py");
  EXPECT_EQ(module.notices.at(1).kind, Notice::kGuess);
}

TEST(Text, TellsLocalsOfOneNameApart) {
  Module module;
  Function function;
  function.key = function.display = module.intern("f");
  const Name box = module.intern("box");
  function.locals = {{box}, {0}, {box, module.intern("SSL"), true}, {module.intern("other")}};
  Event copy;
  copy.dest = {.kind = Operand::kLocal, .local = 2};
  copy.a = {.kind = Operand::kLocal, .local = 3};
  function.blocks.emplace_back().events = {copy};
  module.functions.push_back(function);
  EXPECT_EQ(toText(module), "module c\nfunction f()\n  local %0 box\n  local %2 box : SSL record\n  0:\n    %2 = other\n    return\n");
  const Module read = *parseText(toText(module));
  EXPECT_EQ(read.functions[0].locals.size(), 3u);  // `other` takes the index nobody asked for
  EXPECT_EQ(toText(read), toText(module));
}

TEST(Text, IsShortToWrite) {
  const Result<Module> module = parseText(
      "module python m\n"
      "# the first label and the last return may be left out\n"
      "function m.f(host)\n"
      "c = call @ssl.create_default_context() @ 4:9-4:47\n"
      "x = new \"list\" @5\n");
  ASSERT_FALSE(module.ok());  // no space after @
  EXPECT_EQ(module.error().line, 4u);
  const Result<Module> better = parseText(
      "module python m\r\n"
      "function m.f(host)\r\n"
      "  c = call @ssl.create_default_context() @4:9-4:47\r\n");
  ASSERT_TRUE(better.ok()) << better.error().what;
  const Block& block = better->functions.at(0).blocks.at(0);
  EXPECT_EQ(block.events.at(0).at, (Range{.line = 4, .column = 9, .endLine = 4, .endColumn = 47}));
  EXPECT_EQ(block.end.kind, Terminator::kReturn);
}

// ---- mistakes ----

struct Mistake {
  const char* name;
  const char* text;
  uint32_t line;
  const char* what;
};

const Mistake kMistakes[] = {
    {"Empty", "", 0, "expected `module c|c++|python NAME`"},
    {"NoModule", "file a.c\n", 1, "expected `module`, got `file a.c`"},
    {"Language", "module perl m\n", 1, "expected c, c++ or python, got `perl m`"},
    {"Head", "module c\nfiel a.c\n", 2, "expected versions, file, import, class, global, function or notice, got `fiel a.c`"},
    {"Block", "module c\nfunction f()\n  1:\n", 3, "expected block 0"},
    {"Target", "module c\nfunction f()\n  jump 7\n", 3, "no block 7"},
    {"HandlerTarget", "module c\nfunction f()\n  return handlers(OSError -> 2)\n", 3, "no block 2"},
    {"AfterTheEnd", "module c\nfunction f()\n  return\n  x = 1\n", 4, "this block has ended, expected the label of the next one"},
    {"Operand", "module c\nfunction f()\n  x = )\n", 3, "expected an operand, got `)`"},
    {"OperandMissing", "module c\nfunction f()\n  x = not\n", 3, "expected an operand, got the end of the line"},
    {"Reserved", "module c\nfunction f()\n  x = jump\n", 3, "expected an operand, got `jump`"},
    {"Operator", "module c\nfunction f()\n  x = a b\n", 3, "expected an operator, got `b`"},
    {"Parenthesis", "module c\nfunction f()\n  call @g(1 2)\n", 3, "expected `,`, got `2)`"},
    {"Quote", "module c\nfunction f()\n  x = \"a\n", 3, "this text has no closing \""},
    {"Escape", "module c\nfunction f()\n  x = \"\\q\"\n", 3, "unknown escape"},
    {"HexEscape", "module c\nfunction f()\n  x = \"\\xg0\"\n", 3, "expected two hex digits after `\\x`"},
    {"Bracket", "module c\nfunction f()\n  x = a.[b\n", 3, "this step has no closing `]`"},
    {"ManyLocals", "module c\nfunction f()\n  x = %4000000000\n", 3, "no function has that many locals"},
    {"LocalOutside", "module c\nglobal g = x\n", 2, "no local can stand here"},
    {"ParameterNumber", "module c\nfunction f(%1)\n", 2, "parameter 0 is local %0"},
    {"SharedName", "module c\nfunction f()\n  local %0 a\n  local %1 a\n  a = 1\n", 5, "`a` is the name of several locals, expected %N"},
    {"File", "module c\nfile a.c\nfunction f() @1 in 1\n", 3, "no file 1"},
    {"Notice", "module c\nnotice bad \"x\"\n", 2, "unknown kind of notice `bad`"},
    {"Attribute", "module c\nfunction f() fast\n", 2, "expected owner, display, static, property, internal, body, contextmanager or captures, got `fast`"},
    {"Rest", "module c\nfunction f()\n  return x y\n", 3, "expected the end of the line, got `y`"},
};

class Mistakes : public testing::TestWithParam<Mistake> {};
TEST_P(Mistakes, AreToldWithTheirLine) {
  const Result<Module> module = parseText(GetParam().text);
  ASSERT_FALSE(module.ok());
  EXPECT_EQ(module.error().line, GetParam().line);
  EXPECT_EQ(module.error().what, GetParam().what);
}
INSTANTIATE_TEST_SUITE_P(Text, Mistakes, testing::ValuesIn(kMistakes), [](auto& info) { return info.param.name; });

TEST(Text, SurvivesAnyCut) {
  const std::string text = kPython;
  for (size_t cut = 0; cut < text.size(); ++cut) {
    const Result<Module> module = parseText(std::string_view(text).substr(0, cut));
    if (module.ok()) { EXPECT_EQ(toText(*parseText(toText(*module))), toText(*module)); }
  }
}

}  // namespace
}  // namespace tls_tidy
