// Rows of Python and what becomes of them: the calls in order, the ways through the graph, the frames of functions.
#include "checks/python/lower.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "checks/ir/text.h"
#include "checks/python/parser.h"
#include "checks/python/versions.h"

namespace tls_tidy::python {
namespace {

Module lowered(const std::string& source, const std::string& path = "package/m.py") {
  const Tree tree = parse(path, source);
  return lower(tree, {.name = "package.m", .path = path, .isPackage = false, .versions = {8, 9, 10, 11, 12, 13, 14}});
}

const Function* functionNamed(const Module& module, std::string_view key) {
  for (const Function& function : module.functions) {
    if (module.text(function.key) == key) return &function;
  }
  return nullptr;
}

std::vector<std::string> keysOf(const Module& module) {
  std::vector<std::string> keys;
  for (const Function& function : module.functions) keys.push_back(module.text(function.key));
  return keys;
}

/// `global.path` or `local.path` or a constant, short enough to compare.
std::string spelled(const Module& module, const Function& function, const Operand& operand) {
  std::string text;
  switch (operand.kind) {
    case Operand::kNone: return "";
    case Operand::kNull: return "None";
    case Operand::kBool: return operand.integer ? "True" : "False";
    case Operand::kInt: return std::to_string(operand.integer);
    case Operand::kFloat: return "float";
    case Operand::kString: text = module.text(operand.name); std::replace(text.begin(), text.end(), '\x01', '?'); return "'" + text + "'";
    case Operand::kUnknown: return "?";
    case Operand::kGlobal: text = module.text(operand.name); break;
    case Operand::kLocal: {
      const Name name = function.locals[operand.local].name;
      text = name ? module.text(name) : "t";
    }
  }
  for (Name step : operand.path) text += "." + module.text(step);
  return text;
}

/// The calls of a function in the order of its blocks: `receiver.method(argument, keyword=argument)`.
std::vector<std::string> callsOf(const Module& module, std::string_view key) {
  std::vector<std::string> calls;
  const Function* function = functionNamed(module, key);
  if (!function) return {"no function " + std::string(key)};
  for (const Block& block : function->blocks) {
    for (const Event& event : block.events) {
      if (event.kind != Event::kCall) continue;
      std::string text = event.awaited ? "await " : "";
      if (event.method) text += spelled(module, *function, event.receiver) + "." + module.text(event.method);
      else text += spelled(module, *function, event.callee);
      if (event.superOf) text += " super " + module.text(event.superOf);
      text += "(";
      for (const Argument& argument : event.arguments) {
        if (text.back() != '(') text += ", ";
        if (argument.kind == Argument::kStar) text += "*";
        if (argument.kind == Argument::kDoubleStar) text += "**";
        if (argument.kind == Argument::kKeyword) text += module.text(argument.keyword) + "=";
        text += spelled(module, *function, argument.value);
      }
      calls.push_back(text + ")");
    }
  }
  return calls;
}

TEST(Lowering, GivesAGraphOfEvents) {
  const Module module = lowered(
      "from smtplib import SMTP, SMTP_SSL\n"
      "def send(host, tls=True):\n"
      "    box = SMTP_SSL(host) if tls else SMTP(host)\n"
      "    try:\n"
      "        with box as b:\n"
      "            b.login('u', 'p')\n"
      "    except OSError:\n"
      "        return False\n");
  const std::string text = toText(module);
  EXPECT_EQ(text.substr(text.find("function package.m.send")),
            "function package.m.send(host, tls=true)  @2\n"
            "  0:\n"
            "    branch tls ? 1 : 2\n"
            "  1:\n"
            "    %3 = call @smtplib.SMTP_SSL(host)  @3\n"
            "    %2 = %3  @3\n"
            "    jump 3\n"
            "  2:\n"
            "    %4 = call @smtplib.SMTP(host)  @3\n"
            "    %2 = %4  @3\n"
            "    jump 3\n"
            "  3:\n"
            "    box = %2  @3\n"
            "    jump 4\n"
            "  4:\n"
            "    b = box  @5\n"
            "    call b->login(\"u\", \"p\")  @6\n"
            "    delete box  @5\n"
            "    return null  handlers(builtins.OSError -> 5)\n"
            "  5:\n"
            "    return false\n");
}

// ---- what calls become ----

struct CallCase {
  const char* name;
  const char* source;  // of function f, or of the module
  std::vector<std::string> calls;
  const char* function = "package.m.f";
};

const CallCase kCalls[] = {
    {"ImportAlias", "import smtplib as mailer\ndef f(h): mailer.SMTP_SSL(h)\n", {"smtplib.SMTP_SSL(h)"}},
    {"FromImportAlias", "from imaplib import IMAP4_SSL as Box\ndef f(h): Box(h)\n", {"imaplib.IMAP4_SSL(h)"}},
    {"ImportInFunction", "def f(h):\n  from poplib import POP3\n  POP3(h)\n", {"poplib.POP3(h)"}},
    {"ImportThatMayFail", "try:\n  import ssl\nexcept ImportError:\n  ssl = None\ndef f():\n  if ssl: ssl.SSLContext()\n", {"ssl.SSLContext()"}},
    {"FirstImportOfATry", "try:\n  from a import g\nexcept ImportError:\n  from b import g\ndef f(): g()\n", {"a.g()"}},
    {"RelativeImport", "from . import x\nfrom .y import z\ndef f():\n  x.a()\n  z()\n", {"package.x.a()", "package.y.z()"}},
    {"DottedImport", "import a.b\nimport a.b.c as d\ndef f():\n  a.b.g()\n  d.g()\n", {"a.b.g()", "a.b.c.g()"}},
    {"ParameterShadowsImport", "import ssl\ndef f(ssl): ssl.wrap()\n", {"ssl.wrap()"}},
    {"ReceiverIsVariable", "import smtplib\nclient = smtplib.SMTP()\ndef f(): client.starttls()\n", {"package.m.client.starttls()"}},
    {"ClassMember", "class C:\n  def g(self): pass\ndef f(): C.g(1)\n", {"package.m.C.g(1)"}},
    {"GetattrOfAConstant", "import imaplib\ndef f(h): getattr(imaplib, 'IMAP4_SSL')(h)\n", {"imaplib.IMAP4_SSL(h)"}},
    {"GetattrWithDefaultStays", "def f(s): getattr(s, 'tls', False)\n", {"builtins.getattr(s, 'tls', False)"}},
    {"ImportModule", "import importlib\ndef f(): importlib.import_module('ssl').wrap_socket(1)\n", {"ssl.wrap_socket(1)"}},
    {"LiteralArguments", "def f(g, c): g(*(1, 2), **{'context': c})\n", {"g(1, 2, context=c)"}},
    {"StarsStay", "def f(g, *a, **k): g(*a, **k)\n", {"g(*a, **k)"}},
    {"Await", "async def f(c): await c.starttls(tls=1)\n", {"await c.starttls(tls=1)"}},
    {"DictOfClasses", "import smtplib\ndef f(m, h): {'s': smtplib.SMTP_SSL}[m](h)\n", {"t.[](h)"}},
    {"FormattedText", "def f(s, u): s.send(f'AUTH {u}' + '\\r\\n')\n", {"s.send('AUTH ?\r\n')"}},
    {"PercentText", "def f(s, u): s.send('%s LOGIN %s %d' % (u, 'x', 3))\n", {"s.send('? LOGIN x 3')"}},
    {"BraceText", "def f(s, u): s.send('{} {b} {{}}'.format(u, b='STLS').encode())\n", {"s.send('? STLS {}')"}},
    {"Exit", "import sys\ndef f(g):\n  sys.exit(1)\n  g()\n", {}},
    {"EnumeratedLoop", "def f(xs):\n  for i, x in enumerate(xs): x.go()\n", {"x.go()"}},
    {"UnrolledLoop", "def f(g):\n  for a, b in ((1, 'x'), (2, 'y')): g(a, b)\n", {"g(a, b)", "g(a, b)"}},
    {"DeadVersionArm", "import sys\ndef f():\n  if sys.version_info >= (3, 4): a()\n  else: b()\n", {"package.m.a()"}},
    {"DeadVersionNumber", "import sys\ndef f():\n  if sys.version_info[0] == 2: a()\n  else: b()\n", {"package.m.b()"}},
    {"OpenVersionArm", "import sys\ndef f():\n  if sys.version_info >= (3, 12): a()\n  else: b()\n", {"package.m.a()", "package.m.b()"}},
    {"MainBelongsToTheModule", "def f(): pass\nif __name__ == '__main__':\n  f()\n", {"package.m.f()"}, "package.m.<module>"},
    {"ClosingIsItsArgument", "import contextlib\ndef f(x):\n  with contextlib.closing(x.open()) as y: y.go()\n", {"x.open()", "y.go()"}},
    {"EnterOfThisFile", "class C:\n  def __enter__(self): return 1\ndef f():\n  with C() as c: c.go()\n",
     {"package.m.C()", "t.__enter__()", "c.go()"}},
    {"Super", "class C(B):\n  def g(self, h):\n    super().g(h)\n    super(C, self).k()\n",
     {"self.g super package.m.C(h)", "self.k super package.m.C()"}, "package.m.C.g"},
    {"ClassOfAClassMethod", "class C:\n  @classmethod\n  def g(cls, h): return cls(h)\n", {"package.m.C(h)"}, "package.m.C.g"},
    {"CapturedParameter", "def f(host):\n  def g(): host.go()\n  return g\n", {"package.m.f.host.go()"}, "package.m.f.g"},
    {"DictUpdate", "def f(g, o): g(**{**o, 'a': 1})\n", {"t.update(o)", "g(**t)"}},
    {"StarImport", "from net import *\ndef f(): smtplib.SMTP()\n", {"package.m.smtplib.SMTP()"}},
    {"ImportsOnTheArmsOfAnIf", "if x:\n  from smtplib import SMTP_SSL as S\nelse:\n  from smtplib import SMTP as S\ndef f(): S()\n",
     {"package.m.S()"}},
};

class Calls : public testing::TestWithParam<CallCase> {};
TEST_P(Calls, AreResolvedAndInOrder) { EXPECT_EQ(callsOf(lowered(GetParam().source), GetParam().function), GetParam().calls); }
INSTANTIATE_TEST_SUITE_P(Python, Calls, testing::ValuesIn(kCalls), [](auto& info) { return info.param.name; });

// ---- control flow ----

/// Every way through the function's graph without a loop, as the calls on it; `!` ends a path by an exception, `.` by exit.
void walk(const Module& module, const Function& function, BlockId id, std::string path, std::vector<bool> seen, std::vector<std::string>& paths) {
  if (seen[id]) return;
  seen[id] = true;
  const Block& block = function.blocks[id];
  for (const Event& event : block.events) {
    if (event.kind == Event::kCall) path += module.text(event.method ? event.method : event.callee.name).substr(event.method ? 0 : 10) + " ";
    if (event.kind == Event::kDelete) path += "delete ";
    if (event.kind == Event::kThrow) path += "! ";
  }
  switch (block.end.kind) {
    case Terminator::kJump: return walk(module, function, block.end.yes, path, seen, paths);
    case Terminator::kBranch:
      walk(module, function, block.end.yes, path, seen, paths);
      return walk(module, function, block.end.no, path, seen, paths);
    case Terminator::kReturn: paths.push_back(path + spelled(module, function, block.end.value)); return;
    case Terminator::kUnreachable: paths.push_back(path + "."); return;
  }
}

std::vector<std::string> pathsOf(const Module& module, std::string_view key) {
  std::vector<std::string> paths;
  const Function* function = functionNamed(module, key);
  if (!function) return {"no function"};
  walk(module, *function, 0, "", std::vector<bool>(function->blocks.size(), false), paths);
  std::sort(paths.begin(), paths.end());
  return paths;
}

struct PathCase {
  const char* name;
  const char* source;
  std::vector<std::string> paths;
};

const PathCase kPaths[] = {
    {"AndOr", "def f(a, b, c):\n  if a and b or c: return 1\n  return 2\n", {"1", "1", "1", "2", "2"}},
    {"ChoiceOfValue", "def f(a):\n  return g() if a else h()\n", {"g t", "h t"}},
    {"OrAsValue", "def f(a):\n  return a or h()\n", {"h t", "t"}},
    {"ElifChain", "def f(a, b):\n  if a: g()\n  elif b: h()\n  else: k()\n", {"g None", "h None", "k None"}},
    {"FinallyOnReturn", "def f(a):\n  try:\n    if a: return 1\n    g()\n  finally:\n    h()\n  k()\n", {"g h k None", "h 1"}},
    {"BreakThroughWith", "def f(a):\n  while True:\n    with g() as x:\n      if a: break\n      h()\n      return 3\n  k()\n",
     {"g delete k None", "g h delete 3"}},
    {"LoopElse", "def f(a):\n  for x in a:\n    if x: break\n  else: g()\n  h()\n", {"g h None", "h None"}},
    {"Assert", "def f(a):\n  assert a\n  g()\n", {"! .", "g None"}},
    {"MatchConstants", "def f(a):\n  match a:\n    case 1 | 2: g()\n    case _: h()\n", {"g None", "g None", "h None"}},
    {"NothingAfterReturn", "def f():\n  return 1\n  g()\n", {"1"}},
    {"ConstantCondition", "def f():\n  if 0: g()\n  while 1: return 2\n", {"2"}},
    {"ContextManagerYields", "import contextlib\n@contextlib.contextmanager\ndef f():\n  try:\n    yield g()\n  finally: h()\n", {"g t"}},
};

class Paths : public testing::TestWithParam<PathCase> {};
TEST_P(Paths, AreThoseOfPython) { EXPECT_EQ(pathsOf(lowered(GetParam().source), "package.m.f"), GetParam().paths); }
INSTANTIATE_TEST_SUITE_P(Python, Paths, testing::ValuesIn(kPaths), [](auto& info) { return info.param.name; });

TEST(Handlers, AreTriedFromTheInnermostOutwards) {
  const Module module = lowered(
      "import smtplib\n"
      "def f(s):\n"
      "  try:\n"
      "    try: s.a()\n"
      "    except smtplib.SMTPException: s.b()\n"
      "  except Exception: s.c()\n"
      "  finally: s.d()\n");
  const Function* function = functionNamed(module, "package.m.f");
  ASSERT_NE(function, nullptr);
  const std::vector<tls_tidy::Handler>& handlers = function->blocks[0].handlers;
  ASSERT_EQ(handlers.size(), 3u);
  EXPECT_EQ(module.text(handlers[0].types.at(0)), "smtplib.SMTPException");
  EXPECT_EQ(module.text(handlers[1].types.at(0)), "builtins.Exception");
  EXPECT_TRUE(handlers[2].types.empty());
  const Block& cleanup = function->blocks[handlers[2].target];
  EXPECT_EQ(cleanup.events.back().kind, Event::kThrow);
  EXPECT_TRUE(cleanup.handlers.empty());
}

// ---- functions, classes, imports ----

TEST(Functions, MayBeLambdasOfAClass) {
  const Module module = lowered("class C:\n"
                                "  tls = property(lambda self: getattr(self, 'made', None))\n"
                                "  up = lambda self: super().up()\n");
  EXPECT_TRUE(functionNamed(module, "package.m.C.<lambda@2:18>"));
  EXPECT_TRUE(functionNamed(module, "package.m.C.<lambda@3:8>"));
}

TEST(Functions, HaveKeysThatAreUnique) {
  EXPECT_EQ(keysOf(lowered("def f():\n"
                           "  def g(): pass\n"
                           "  return lambda: 1\n"
                           "class C:\n"
                           "  @property\n"
                           "  def p(self): return 1\n"
                           "  @p.setter\n"
                           "  def p(self, v): pass\n"
                           "def f(): pass\n")),
            (std::vector<std::string>{"package.m.<module>", "package.m.f@1", "package.m.f@1.g", "package.m.f@1.<lambda@3:10>",
                                      "package.m.C.p", "package.m.C.p.setter", "package.m.f"}));
}

TEST(Functions, KnowTheirParameters) {
  const Module module = lowered("LIMIT = 3\ndef f(a, b=LIMIT, *c, d=None, e={}, **g): pass\n");
  const Function* function = functionNamed(module, "package.m.f");
  ASSERT_NE(function, nullptr);
  std::vector<std::string> fallbacks;
  for (const Parameter& parameter : function->parameters) fallbacks.push_back(spelled(module, *function, parameter.fallback));
  EXPECT_EQ(fallbacks, (std::vector<std::string>{"", "package.m.LIMIT", "", "None", "package.m.f.<default e>", ""}));
  EXPECT_EQ(function->parameters[2].kind, Parameter::kVarArgs);
  EXPECT_EQ(function->parameters[3].kind, Parameter::kKeywordOnly);
  EXPECT_EQ(function->parameters[5].kind, Parameter::kKwArgs);
}

TEST(Functions, ListWhatTheyCapture) {
  const Module module = lowered("def f(a, b):\n  def g(): return a\n  return g, b\n");
  const Function* inner = functionNamed(module, "package.m.f.g");
  ASSERT_NE(inner, nullptr);
  ASSERT_EQ(inner->captures.size(), 1u);
  EXPECT_EQ(module.text(inner->captures[0]), "package.m.f.a");
  EXPECT_TRUE(inner->isInternal);
}

TEST(Dataclass, HasTheInitPythonWritesForIt) {
  const Module module = lowered("import dataclasses\n@dataclasses.dataclass\nclass A:\n  host: str\n  tls: bool = True\n");
  const Function* init = functionNamed(module, "package.m.A.__init__");
  ASSERT_NE(init, nullptr);
  ASSERT_EQ(init->parameters.size(), 3u);
  EXPECT_EQ(spelled(module, *init, init->parameters[2].fallback), "True");
  EXPECT_EQ(spelled(module, *init, init->blocks[0].events[1].dest), "self.tls");
}

TEST(Classes, KnowTheirBases) {
  const Module module = lowered("import smtplib, six\nclass B(smtplib.SMTP): pass\nclass C(six.with_metaclass(M, B), object): pass\n");
  ASSERT_EQ(module.classes.size(), 2u);
  EXPECT_EQ(module.text(module.classes[0].bases.at(0)), "smtplib.SMTP");
  EXPECT_EQ(module.text(module.classes[1].bases.at(0)), "package.m.B");
  EXPECT_EQ(module.text(module.classes[1].bases.at(1)), "builtins.object");
}

TEST(Imports, OfTheModuleAreListed) {
  const Module module = lowered("import ssl\nfrom .a import b as c\nfrom d import *\n");
  std::vector<std::string> imports;
  for (const Import& import : module.imports) {
    imports.push_back(module.text(import.name) + " " + module.text(import.target) + (import.star ? " *" : ""));
  }
  EXPECT_EQ(imports, (std::vector<std::string>{"package.m.c package.a.b", "package.m.ssl ssl", "package.m d *"}));
}

TEST(Calls, KnowTheirPlaces) {
  const std::string source = "import smtplib\nx = smtplib.SMTP_SSL(h, context=None)\n";
  const Module module = lowered(source);
  const Event& call = module.functions[0].blocks[0].events[0];
  EXPECT_EQ(source.substr(call.at.begin, call.at.end - call.at.begin), "smtplib.SMTP_SSL(h, context=None)");
  EXPECT_EQ(call.at.line, 2u);
  EXPECT_EQ(source[call.openParen], '(');
  EXPECT_EQ(source[call.closeParen], ')');
  EXPECT_EQ(source.substr(call.at.begin, call.calleeEnd - call.at.begin), "smtplib.SMTP_SSL");
  const Range& argument = call.arguments[1].at;
  EXPECT_EQ(source.substr(argument.begin, argument.end - argument.begin), "context=None");
}

TEST(Files, AreTestsByImport) {
  EXPECT_FALSE(lowered("x = 1\n", "mail/send.py").files[0].isTest);
  EXPECT_TRUE(lowered("import pytest\n", "mail/send.py").files[0].isTest);
}

// ---- versions ----

struct VersionCase {
  const char* specifier;
  std::vector<int> versions;
};

TEST(Versions, FollowSpecifiers) {
  const VersionCase cases[] = {
      {">=3.8", {8, 9, 10, 11, 12, 13, 14}}, {"~=3.12", {12, 13, 14}}, {">=3.6,<3.9", {6, 7, 8}},   {"==3.11.*", {11}},
      {">=3.10, !=3.11.*,<4", {10, 12, 13, 14}}, {"^3.13", {13, 14}},  {"~3.10", {10}},              {"<3", {kPython27}},
      {">=2.7", {8, 9, 10, 11, 12, 13, 14}}, {"~=3.9.2", {9}},         {"^2.7 || ^3.12", {12, 13, 14}}, {"nonsense", {}},
      {">=3.8.1,<3.9.0", {8}},
  };
  for (const VersionCase& one : cases) EXPECT_EQ(versionsFromSpecifier(one.specifier), one.versions) << one.specifier;
}

TEST(Versions, FollowTheStrongestSource) {
  EXPECT_EQ(versionsInForce({}, false), (std::vector<int>{8, 9, 10, 11, 12, 13, 14}));
  EXPECT_EQ(versionsInForce({}, true), (std::vector<int>{kPython27}));
  EXPECT_EQ(versionsInForce({.explicitVersion = "3.11", .requiresPython = ">=3.8"}, false), (std::vector<int>{11}));
  EXPECT_EQ(versionsInForce({.pythonVersionFile = "# pinned\n3.12.4\n"}, false), (std::vector<int>{12}));
  EXPECT_EQ(versionsInForce({.classifiers = {"Programming Language :: Python :: 3.12", "Topic :: Email"}}, false), (std::vector<int>{12, 13, 14}));
  EXPECT_EQ(versionsInForce({.classifiers = {"Programming Language :: Python :: 2.7"}}, false), (std::vector<int>{kPython27}));
}

}  // namespace
}  // namespace tls_tidy::python
