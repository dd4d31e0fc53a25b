// Rows of Python, of every version, and their outline or tree; and broken code, of which only the broken statement is lost.
// Whole files are compared with CPython's ast by compare_with_cpython.py.
#include "checks/python/parser.h"

#include <gtest/gtest.h>

#include <string>

#include "checks/python/tree_listing.h"

namespace tls_tidy::python {
namespace {

/// The outline without its ranges, a line a `;`.
std::string outlined(const std::string& text) {
  std::string out, listed = listOutline(parse("m.py", text));
  for (size_t start = 0; start < listed.size();) {
    const size_t end = listed.find('\n', start);
    std::string line = listed.substr(start, end - start);
    start = end + 1;
    if (!line.starts_with("error")) {
      const size_t range = line.find('\t'), rest = line.find('\t', range + 1);
      line.erase(range, rest - range);
    }
    while (line.ends_with('\t')) line.pop_back();
    for (char& c : line)
      if (c == '\t') c = ' ';
    out += (out.empty() ? "" : "; ") + line;
  }
  return out;
}

struct Row {
  const char* name;
  std::string text;
  std::string want;
  bool python2 = false;
};

const Row kRows[] = {
    {"Imports", "import a.b as c, d\nfrom . import (e, f as g,)\nfrom ...h.i import *\n", "Import a.b=c,d; ImportFrom . e,f=g; ImportFrom ...h.i *"},
    {"ImportOverLines", "import a . \\\n b", "Import a.b"},
    {"Calls", "f(a, *b, c=1, **d)(e)[0].g(h for h in i)", "Call f(a, *b, c=1, **d)(e)[0].g 1; Call f(a, *b, c=1, **d) 1; Call f 2 c,**"},
    {"CalleeInParentheses", "(a)(b)", "Call a 1"},
    {"Assignments", "a = b, *c = d\ne += 1\nf.g: int = 2\n(h) = 3", "Assign a,b, *c; AugAssign e; AnnAssign f.g; Assign h"},
    {"Function", "def f(a, /, b=g(), *c, d: int = 1, **e) -> h(): pass", "FunctionDef f a,b,*c,d,**e; Call h 0; Call g 0"},
    {"KeywordOnly", "def f(*, a): pass", "FunctionDef f a"},
    {"Class", "@a(1)\nclass B(C, metaclass=D, **e):\n  async def f(self): await g()\n", "ClassDef B 1 metaclass,**; Call a 1; AsyncFunctionDef f self; Call g 0"},
    {"Walrus", "if (a := f()) and [b := 1, c[d := g()]]: pass", "Call f 0; Call g 0"},
    {"Lambda", "a = lambda b=f(), *c: g(b)", "Assign a; Call g 1; Call f 0"},
    {"Comprehensions", "[f(a) for a, b in g() if h() if i() async for c in d] + [{j(): k() for x in y}]",
     "Call f 1; Call g 0; Call h 0; Call i 0; Call j 0; Call k 0"},
    {"Starred", "print(*a, sep='')\nfor b in *c, d(): pass\nreturn *e, f()", "Call print 1 sep; Call d 0; Call f 0"},
    {"Chained", "a(b.c(1).d(2))", "Call a 1; Call b.c(1).d 1; Call b.c 1"},
    {"Slices", "a[b():c(), ..., *d()][e()]", "Call b 0; Call c 0; Call d 0; Call e 0"},
    {"With", "with a() as b, c(): pass\nwith (d() as e, f(),): pass\nwith (g()): pass\nwith (h, i()) as j: pass\nwith (yield): pass",
     "Call a 0; Call c 0; Call d 0; Call f 0; Call g 0; Call i 0"},
    {"Try", "try: a()\nexcept B as e: c()\nexcept* (D, E): f()\nelse: g()\nfinally: h()", "Call a 0; Call c 0; Call f 0; Call g 0; Call h 0"},
    {"RaiseFrom", "raise A(1) from b()", "Call A 1; Call b 0"},
    {"AssertMessage", "assert a(), b()", "Call a 0; Call b 0"},
    {"FormatStrings", "f'{a(1)!r:>{b(2)}} {c()=}' 'd' rf\"{e(\"f\")}\"", "FormatCall a 1; FormatCall c 0; FormatCall e 1; FormatCall b 1"},
    {"NestedFormatStrings", "f\"{f\"{f\"{a()}\"}\"}\"", "FormatCall a 0"},
    {"TemplateStrings", "t'{a()}'", "FormatCall a 0"},
    {"Match", "match a():\n  case B(c=1) | {'d': [e, *f], **g} as h if i(): j()\n  case -1 | 1+2j | 'x' 'y' | None | k.l: pass\n  case (m, n), *_: pass\n",
     "Call a 0; Call i 0; Call j 0"},
    {"SoftKeywordsAsNames", "match = case\ntype = match(1)\nmatch[a] = 1\nprint = exec\ncase: int = type(x)\nmatch (a)\nasync_ = await_\n",
     "Assign match; Assign type; Call match 1; Assign match[a]; Assign print; AnnAssign case; Call type 1; Call match 1; Assign async_"},
    {"Generics", "def f[T: (int, g()) = h(), *Ts, **P](a: T) -> T: pass\nclass A[T](B): pass\ntype C[T] = d()",
     "FunctionDef f a; Call g 0; Call h 0; ClassDef A 1; Call d 0"},
    {"ExceptWithoutParentheses", "try: a()\nexcept ValueError, TypeError: b()", "Call a 0; Call b 0"},
    {"AsyncNames", "async = 1\nf(async=True)\nawait = async", "Assign async; Call f 0 async; Assign await", false},
    {"Semicolons", "a(); b = 1; c()", "Call a 0; Assign b; Call c 0"},

    {"PrintStatement", "print 'a', b(),\nprint\nprint >>c, d\nprint not e\nprint (f), g", "Call print 2; Call b 0; Call print 2; Call print 1; Call print 1", true},
    {"ExecStatement", "exec a() in b, c\nexec 'd'", "Call exec 3; Call a 0; Call exec 1", true},
    {"Backticks", "a = `b, c`", "Assign a; Call repr 1", true},
    {"LessGreater", "if a <> b: c()", "Call c 0", true},
    {"ExceptComma", "try: a()\nexcept B, e: c()\nexcept (D, E), f: g()", "Call a 0; Call c 0; Call g 0", true},
    {"RaiseComma", "raise A, b(), c", "Call b 0", true},
    {"OldOctal", "os.chmod(a, 0644)", "Call os.chmod 2", true},
    {"LongNumber", "f(10L)", "Call f 1", true},
    {"TupleParameter", "def f(a, (b, c)=d()): pass\nlambda (e, f): g()", "FunctionDef f a,<tuple>; Call d 0; Call g 0", true},
    {"ListOverTuple", "[a(x) for x in 1, b()]", "Call a 1; Call b 0", true},

    // Broken: only the statement itself is lost.
    {"BrokenLine", "a()\nb( = 1\nc()", "Call a 0; Call c 0; error 2 this bracket is never closed; error 2 this statement is no Python this tool can read"},
    {"BrokenHeader", "if a b:\n  c()\nd()", "Call c 0; Call d 0; error 1 this statement is no Python this tool can read"},
    {"MissingColon", "def f(a)\n  b()\nc()", "FunctionDef f a; Call b 0; Call c 0; error 1 a colon is missing"},
    {"MissingBlock", "def f():\ndef g():\n  a()", "FunctionDef f; FunctionDef g; Call a 0; error 1 no indented block follows"},
    {"HeaderDeleted", "class A:\n  def f(self):\n    a()\n      b()\n  def g(self): c()\nd()",
     "ClassDef A 0; FunctionDef f self; Call a 0; Call b 0; FunctionDef g self; Call c 0; Call d 0; error 4 this line is indented more than its block"},
    {"BrokenElif", "if a: b()\nelif = :\n  c()\nelse: d()\ne()",
     "Call b 0; Call c 0; Call e 0; error 2 this statement is no Python this tool can read; error 4 this statement is no Python this tool can read"},
    {"BrokenExcept", "try: a()\nexcept B as 1:\n  b()\nexcept C: c()\nd()", "Call a 0; Call b 0; Call c 0; Call d 0; error 2 this statement is no Python this tool can read"},
    {"TryAlone", "try:\n  a()\nb()", "Call a 0; Call b 0; error 1 this try has no except and no finally"},
    {"ExceptAlone", "except A:\n  b()\nc()", "Call b 0; Call c 0; error 1 this statement is no Python this tool can read"},
    {"BrokenFormat", "a(f'{b c}')\nd()", "Call d 0; error 1 this statement is no Python this tool can read"},
};

class Parser : public testing::TestWithParam<Row> {};
TEST_P(Parser, HasThisOutline) {
  EXPECT_EQ(outlined(GetParam().text), GetParam().want);
  EXPECT_EQ(parse("m.py", GetParam().text).python2Only, GetParam().python2);
}
INSTANTIATE_TEST_SUITE_P(Rows, Parser, testing::ValuesIn(kRows), [](auto& info) { return info.param.name; });

TEST(ParserRanges, AreThoseOfAst) {
  EXPECT_EQ(listOutline(parse("m.py", "@d\nasync def é(a):\n    x = (f)(1,\n  2);\n\n")), "AsyncFunctionDef\t2:0-4:5\té\ta\nAssign\t3:4-4:4\tx\nCall\t3:8-4:4\tf\t2\t\n");
}

/// The text of the only string in `text`.
std::string constantOf(const std::string& text) {
  const Tree tree = parse("m.py", text);
  for (const Expr& expr : tree.exprs)
    if (expr.kind == ExprKind::kConstant) return std::string(expr.text);
  return "none";
}

TEST(ParserLiterals, AreDecoded) {
  EXPECT_EQ(constantOf("'plain'"), "plain");
  EXPECT_EQ(constantOf("'a' \"b\" '''c'''"), "abc");
  EXPECT_EQ(constantOf(R"('\x41\102\n\u00e9\U0001f600\q\'')"), "AB\né😀\\q'");
  EXPECT_EQ(constantOf(R"(r'\x41')"), "\\x41");
  EXPECT_EQ(constantOf(R"(b'\u00e9')"), "\\u00e9");
  EXPECT_EQ(constantOf("'a\\\nb'"), "ab");
}

int64_t integerOf(const std::string& text) { return parse("m.py", text).exprs.front().integer; }

TEST(ParserLiterals, HaveTheirValue) {
  EXPECT_EQ(integerOf("0x_ff"), 255);
  EXPECT_EQ(integerOf("0b101"), 5);
  EXPECT_EQ(integerOf("0o17"), 15);
  EXPECT_EQ(integerOf("017"), 15);
  EXPECT_EQ(integerOf("1_000"), 1000);
  EXPECT_EQ(integerOf("9L"), 9);
  EXPECT_EQ(integerOf("99999999999999999999"), 0);
}

TEST(ParserTree, SpellsPatternsAsExpressions) {
  EXPECT_EQ(listTree(parse("m.py", "match a:\n  case B(c, d=1) as e: pass\n")),
            "Match 1:1\n  Name 1:7 a\ncase\n  NamedExpr 2:8 B(c, d=1) as e\n    Name 2:21 e\n    Call 2:8 B(c, d=1)\n      Name 2:8 B\n      Name 2:10 c\n      d=Constant 2:15 1\n  Pass 2:24\n");
}

TEST(ParserTree, ReturnsOnlyFromFunctions) {
  EXPECT_EQ(listTree(parse("m.py", "return a\ndef f():\n  return\n  class B:\n    return\n")),
            "Expr 1:1\n  Name 1:8 a\nFunctionDef 2:1 f\n  Return 3:3\n  ClassDef 4:3 B\n    Pass 5:5\n");
}

TEST(ParserBounds, DeepAndLongInputEnds) {
  const auto repeated = [](const std::string& piece, size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += piece;
    return text;
  };
  for (const std::string& text :
       {repeated("(", 100000), repeated("[", 100000) + repeated("]", 100000), repeated("f(", 50000), repeated("{1:", 50000), repeated("not ", 100000), repeated("-", 100000),
        "a" + repeated(".b", 100000), "a" + repeated("()", 100000), "a" + repeated("+a", 100000), repeated("lambda: ", 50000), "a" + repeated(" if b else c", 50000),
        "a" + repeated("**a", 100000), repeated("f'{", 50000), repeated("if a:\n", 1000), "if a: b\n" + repeated("elif a: b\n", 50000), repeated("x = (\n", 20000),
        repeated("'''\n", 20001), repeated("f'''{'''", 20000), repeated("\\'''\n", 50000), "match a:\n  case " + repeated("[", 50000)}) {
    const Tree tree = parse("m.py", text);
    EXPECT_LT(listOutline(tree).size(), 100u * text.size());
  }
  std::string blocks;
  for (size_t i = 0; i < 2000; ++i) blocks += std::string(i, ' ') + "if a:\n";
  EXPECT_FALSE(parse("m.py", blocks).body.empty());
}

}  // namespace
}  // namespace tls_tidy::python
