// Modules that become one Program: which definition a name means, and who calls whom.
#include "checks/link/program.h"

#include <gtest/gtest.h>

#include "checks/ir/text.h"

namespace tls_tidy {
namespace {

Program linked(std::initializer_list<const char*> texts) {
  std::vector<Module> modules;
  for (const char* text : texts) {
    Result<Module> module = parseText(text);
    if (!module.ok()) ADD_FAILURE() << text << module.error().line << ": " << module.error().what;
    else modules.push_back(std::move(*module));
  }
  return link(std::move(modules), Models::builtin());
}

/// "file function" of every function that a call in `file`'s `function` reaches directly.
std::vector<std::string> callees(const Program& program, const std::string& file, const std::string& function) {
  const auto shown = [&](const Function& each) { return program.files[each.at.file].path + " " + program.text(each.display); };
  std::vector<std::string> found;
  for (size_t callee = 0; callee < program.functions.size(); ++callee)
    for (const FunctionId caller : program.callers[callee])
      if (shown(program.functions[caller]) == file + " " + function) found.push_back(shown(program.functions[callee]));
  return found;
}

using List = std::vector<std::string>;

TEST(Program, CallsMeetDefinitionsInOtherModules) {
  const Program program = linked({"module c main.c\nfile main.c\nfunction main()  @1\n  call @open_mail()  @2\n",
                                  "module c mail.c\nfile mail.c\nfunction open_mail()  @1\n  call @elsewhere()  @2\n"});
  EXPECT_EQ(callees(program, "main.c", "main"), (List{"mail.c open_mail"}));
  EXPECT_EQ(callees(program, "mail.c", "open_mail"), List{});
}

TEST(Program, TestsCallTheirHelpersButNotTheProgram) {
  const Program program = linked({"module c tests/main.c\nfile tests/main.c test\nfunction main()  @1\n  call @open_mail()  @2\n  call @helper()  @3\nfunction helper()  @5\n  return 1\n",
                                  "module c mail.c\nfile mail.c\nfunction open_mail()  @1\n  return 1\n"});
  EXPECT_EQ(callees(program, "tests/main.c", "main"), (List{"tests/main.c helper"})) << "what only tests call is still called by others";
}

TEST(Program, InternalLinkageStaysInItsFile) {
  const Program program = linked({"module c a.c\nfile a.c\nfunction `a.c::check`() display check internal  @1\n  return 1\nfunction a()  @3\n  call @`a.c::check`()  @4\n",
                                  "module c b.c\nfile b.c\nfunction `b.c::check`() display check internal  @1\n  return 0\nfunction b()  @3\n  call @`b.c::check`()  @4\n",
                                  "module c c.c\nfile c.c\nfunction c()  @3\n  call @check()  @4\n"});
  EXPECT_EQ(callees(program, "a.c", "a"), (List{"a.c check"}));
  EXPECT_EQ(callees(program, "b.c", "b"), (List{"b.c check"}));
  EXPECT_EQ(callees(program, "c.c", "c"), List{});
}

// A tree carries libtls: its `tls_connect` is the library's. Another has a function of that name, which is its own.
TEST(Program, ATreeMayCarryTheLibrary) {
  const std::string library =
      "module c tls/tls_client.c\nfile tls/tls_client.c\n"
      "function tls_connect(context, host, port)  @1\n  local context : tls\n  return 0\n"
      "function tls_configure(context, config)  @3\n  local context : tls\n  local config : tls_config\n  return 0\n"
      "function tls_handshake(context)  @5\n  local context : tls\n  return 0\n"
      "function tls_client()  @7\n  return 0\n";
  const char* const user = "module c main.c\nfile main.c\nfunction main()  @1\n  call @tls_client()  @2\n  call @tls_connect(?, ?, ?)  @2\n";
  const Program carrying = linked({user, library.c_str()});
  EXPECT_EQ(callees(carrying, "main.c", "main"), List{});
  ASSERT_EQ(carrying.functions.size(), 1u);
  EXPECT_EQ(carrying.text(carrying.functions[0].key), "main");
  // Stand-ins beside a program's own functions: only they are left out.
  const std::string mixed = library + "function run()  @9\n  call @tls_client()  @9\nfunction a()  @10\n  return\nfunction b()  @11\n  return\nfunction c()  @12\n  return\nfunction d()  @13\n  return\n";
  EXPECT_EQ(linked({user, mixed.c_str()}).functions.size(), 6u);
  const char* const own =
      "module c tls.c\nfile tls.c\nfunction tls_connect(session, host, port)  @1\n  local session : session\n  return 0\n"
      "function tls_handshake(session)  @5\n  local session : session\n  return 0\nfunction tls_client()  @7\n  return 0\n";
  EXPECT_EQ(callees(linked({user, own}), "main.c", "main"), (List{"tls.c tls_connect", "tls.c tls_client"}));
}

TEST(Program, TwoExecutablesShareASource) {
  const Program program = linked({"module c reader/main.c\nfile reader/main.c\nfunction main()  @1\n  call @open_mail()  @2\n",
                                  "module c sender/main.c\nfile sender/main.c\nfunction main()  @1\n  call @open_mail()  @2\n",
                                  "module c shared/mail.c\nfile shared/mail.c\nfunction open_mail()  @1\n  return\n"});
  EXPECT_EQ(callees(program, "reader/main.c", "main"), (List{"shared/mail.c open_mail"}));
  EXPECT_EQ(callees(program, "sender/main.c", "main"), (List{"shared/mail.c open_mail"}));
  EXPECT_EQ(program.functions.size(), 3u);  // neither main took the other's place
}

TEST(Program, EachProgramHasTheDefinitionNextToIt) {
  const Program program = linked({"module c one/main.c\nfile one/main.c\nfunction main()  @1\n  call @open_mail()  @2\n",
                                  "module c one/lib/mail.c\nfile one/lib/mail.c\nfunction open_mail()  @1\n  return 1\n",
                                  "module c two/main.c\nfile two/main.c\nfunction main()  @1\n  call @open_mail()  @2\n",
                                  "module c two/lib/mail.c\nfile two/lib/mail.c\nfunction open_mail()  @1\n  return 2\n"});
  EXPECT_EQ(callees(program, "one/main.c", "main"), (List{"one/lib/mail.c open_mail"}));
  EXPECT_EQ(callees(program, "two/main.c", "main"), (List{"two/lib/mail.c open_mail"}));
}

TEST(Program, TheOrderOfModulesChangesNothing) {
  const char* const one = "module c one/main.c\nfile one/main.c\nfunction main()  @1\n  call @open_mail()  @2\n";
  const char* const oneMail = "module c one/mail.c\nfile one/mail.c\nfunction open_mail()  @1\n  return 1\n";
  const char* const two = "module c two/main.c\nfile two/main.c\nfunction main()  @1\n  call @open_mail()  @2\n";
  const char* const twoMail = "module c two/mail.c\nfile two/mail.c\nfunction open_mail()  @1\n  return 2\n";
  for (const Program& program : {linked({one, oneMail, two, twoMail}), linked({twoMail, two, oneMail, one})}) {
    EXPECT_EQ(callees(program, "one/main.c", "main"), (List{"one/mail.c open_mail"}));
    EXPECT_EQ(callees(program, "two/main.c", "main"), (List{"two/mail.c open_mail"}));
  }
}

TEST(Program, ImportsAndReExportsLead) {
  const Program program = linked({"module python app.main\nfile app/main.py\nimport app.main.connect <- app.net.connect\nfunction app.main.run()  @1\n  call @app.main.connect()  @2\n",
                                  "module python app.net\nfile app/net/__init__.py\nimport app.net.connect <- app.net.tls.connect\n",
                                  "module python app.net.tls\nfile app/net/tls.py\nfunction app.net.tls.connect()  @1\n  return\n"});
  EXPECT_EQ(callees(program, "app/main.py", "run"), (List{"app/net/tls.py connect"}));
}

// `from .x import x` and modules that import each other's names: nothing to find, but an end, and neighbours are still found.
TEST(Program, ImportCyclesEnd) {
  const Program program = linked({"module python pkg\nfile pkg/__init__.py\nimport pkg.x <- pkg.x.x\n",
                                  "module python pkg.x\nfile pkg/x.py\nimport pkg.x.gone <- pkg.x.gone.gone\nfunction pkg.x.open()  @1\n  return\n",
                                  "module python a\nfile a.py\nimport a.x <- b.x\nfunction a.run()  @1\n  call @a.x.y()  @2\n  call @pkg.x.open()  @3\n  call @pkg.x.x.y()  @4\n",
                                  "module python b\nfile b.py\nimport b.x <- a.x\n"});
  EXPECT_EQ(callees(program, "a.py", "run"), (List{"pkg/x.py open"}));
  EXPECT_EQ(program.text(program.resolve(program.find("pkg.x"))), "pkg.x.x");
}

TEST(Program, AStrangersCopyDoesNotShadowALibrary) {
  const char* const main = "module python main\nfile app/main.py\nimport main.ssl <- ssl\nfunction main.run()  @1\n  call @main.ssl.create_default_context()  @2\n";
  const char* const copy = "module python ssl\nfile vendor/ssl.py\nfunction ssl.create_default_context()  @1\n  return\n";
  const char* const own = "module python ssl\nfile app/ssl.py\nfunction ssl.create_default_context()  @1\n  return\n";
  EXPECT_EQ(callees(linked({main, copy}), "app/main.py", "run"), List{});
  EXPECT_EQ(callees(linked({main, own}), "app/main.py", "run"), (List{"app/ssl.py create_default_context"}));
}

TEST(Program, AnInterpretersOwnSslIsTheLibraryStill) {
  const char* const client = "module python poplib\nfile lib/poplib.py\nfunction poplib.open()  @1\n  call @ssl.create_default_context()  @2\n";
  const Program own = linked({client, "module python ssl\nfile lib/ssl.py\nfunction ssl.create_default_context()  @1\n  return null\n"});
  EXPECT_EQ(callees(own, "lib/poplib.py", "open"), (List{"lib/ssl.py create_default_context"})) << "a project's own file of that name";
  const Program interpreter = linked({client,
                                      "module python ssl\nfile lib/ssl.py\nclass ssl.SSLContext  @9\nfunction ssl.create_default_context()  @1\n  return null\n"
                                      "function ssl._create_unverified_context()  @3\n  return null\nfunction ssl.wrap_socket()  @5\n  return null\n"});
  EXPECT_EQ(callees(interpreter, "lib/poplib.py", "open"), List{});
}

TEST(Program, AFolderIsAPackageToThoseAboveIt) {
  const char* const classes = "module python classes\nversions 11\nfile tool/mailing/classes.py\nfunction classes.make() display make  @1\n  return 1\n";
  const Program above = linked({classes, "module python send\nversions 11\nfile tool/send.py\nfunction send.go() display go  @1\n  call @mailing.classes.make()  @2\n"});
  EXPECT_EQ(callees(above, "tool/send.py", "go"), (List{"tool/mailing/classes.py make"}));
  const Program beside = linked({classes, "module python send\nversions 11\nfile other/send.py\nfunction send.go() display go  @1\n  call @mailing.classes.make()  @2\n"});
  EXPECT_EQ(callees(beside, "other/send.py", "go"), List{});
}

TEST(Program, WhatAProjectPutsInALibrarysPlaceIsCalledThere) {
  const char* const patch = "module python patch\nversions 11\nfile a/patch.py\nimport patch.ssl <- ssl\n"
                            "function patch.wrap(sock) display wrap  @1\n  return sock\n"
                            "function patch.<module>() display patch body  @0\n  @ssl.wrap_socket = @patch.wrap  @5\n  return\n";
  const Program program = linked({patch, "module python own\nversions 11\nfile a/own.py\nfunction own.go() display go  @1\n  call @ssl.wrap_socket(1)  @2\n",
                                  "module python other\nversions 11\nfile b/other.py\nfunction other.go() display go  @1\n  call @ssl.wrap_socket(1)  @2\n"});
  EXPECT_EQ(callees(program, "a/own.py", "go"), (List{"a/patch.py wrap"}));
  EXPECT_EQ(callees(program, "b/other.py", "go"), List{});
}

TEST(Program, MethodsAreFoundInBases) {
  Program program = linked({"module python m\nfile m.py\nclass m.Base  @1\nclass m.Mailer : m.Base  @2\nfunction m.Base.open(self) owner m.Base  @3\n  return\n"
                            "function m.Mailer.open(self) owner m.Mailer  @4\n  return\nfunction m.Base.close(self) owner m.Base  @5\n  return\n"});
  const Name mailer = program.find("m.Mailer"), open = program.find("open"), close = program.find("close");
  const auto lineOf = [&](FunctionId function) { return function == kNoFunction ? 0u : program.functions[function].at.line; };
  EXPECT_EQ(lineOf(program.methodOf(mailer, open)), 4u);
  EXPECT_EQ(lineOf(program.methodOf(mailer, open, mailer)), 3u);  // super().open
  EXPECT_EQ(lineOf(program.methodOf(mailer, close)), 5u);
  EXPECT_EQ(program.methodOf(mailer, program.intern("nothing")), kNoFunction);
}

}  // namespace
}  // namespace tls_tidy
