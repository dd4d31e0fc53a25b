// Snippets and the events that must come out of them, written the short way `printed` shows them.
#include <gtest/gtest.h>

#include <set>

#include "checks/cpp/parse.h"

namespace tls_tidy {
namespace {

const char* const kLibrary = R"(
typedef struct ssl_st SSL; typedef struct ssl_ctx_st SSL_CTX; typedef struct ssl_method_st SSL_METHOD; typedef void CURL;
#ifdef __cplusplus
extern "C" {
#endif
const SSL_METHOD *TLS_client_method(void); SSL_CTX *SSL_CTX_new(const SSL_METHOD *); SSL *SSL_new(SSL_CTX *);
void SSL_CTX_set_verify(SSL_CTX *, int, int (*)(int, void *)); int SSL_connect(SSL *); void SSL_CTX_free(SSL_CTX *);
long SSL_CTX_ctrl(SSL_CTX *, int, long, void *); int SSL_write(SSL *, const void *, int);
CURL *curl_easy_init(void); int curl_easy_setopt(CURL *, int, ...);
int snprintf(char *, unsigned long, const char *, ...); void exit(int) __attribute__((noreturn)); void *calloc(unsigned long, unsigned long);
#ifdef __cplusplus
}
#endif
#define SSL_CTX_set_min_proto_version(c, v) SSL_CTX_ctrl(c, 123, v, (void *)0)
#line 1
)";

std::string print(const Module& module, const Function& function, const Operand& operand) {
  std::string text;
  switch (operand.kind) {
    case Operand::kNone: return "-";
    case Operand::kNull: text = "null"; break;
    case Operand::kBool: text = operand.integer ? "true" : "false"; break;
    case Operand::kInt: text = std::to_string(operand.integer); break;
    case Operand::kString: text = "\"" + module.text(operand.name) + "\""; break;
    case Operand::kFloat: text = "float"; break;
    case Operand::kLocal: text = function.locals[operand.local].name ? module.text(function.locals[operand.local].name) : "_"; break;
    case Operand::kGlobal: text = "@" + module.text(operand.name); break;
    case Operand::kUnknown: text = "?"; break;
  }
  for (Name step : operand.path) text += "." + module.text(step);
  return (operand.address ? "&" : "") + text;
}

std::string print(const Module& module, const Function& function, const Event& event) {
  auto show = [&](const Operand& operand) { return print(module, function, operand); };
  std::string text = event.dest.kind == Operand::kNone ? "" : show(event.dest) + " = ";
  if (event.kind == Event::kThrow) return "throw";
  if (event.kind == Event::kDelete) return "delete " + show(event.a);
  if (event.kind == Event::kAssign) {
    static const char* const kNames[] = {"", "==", "!=", "<", "<=", ">", ">=", "not", "&", "|", "~", "+", "in", "is", "new", "phi", "unknown"};
    std::string name = kNames[static_cast<int>(event.op)];
    return text + (name.empty() ? "" : name + " ") + show(event.a) + (event.b.kind == Operand::kNone ? "" : ", " + show(event.b));
  }
  text += event.method ? show(event.receiver) + "." + module.text(event.method) : show(event.callee);
  text += "(";
  for (size_t i = 0; i < event.arguments.size(); ++i) text += (i ? ", " : "") + show(event.arguments[i].value);
  return text + ")";
}

/// One line per event and terminator, a block's number in front.
std::string printed(const Module& module) {
  std::string text;
  for (const Function& function : module.functions) {
    text += "function " + module.text(function.key) + "\n";
    for (size_t i = 0; i < function.blocks.size(); ++i) {
      const Block& block = function.blocks[i];
      std::string head = std::to_string(i) + ": ";
      for (const Handler& handler : block.handlers) {
        text += head + "catch " + (handler.types.empty() ? "all" : module.text(handler.types[0])) + " " + std::to_string(handler.target) + "\n";
      }
      for (const Event& event : block.events) text += head + print(module, function, event) + "\n";
      const Terminator& end = block.end;
      if (end.kind == Terminator::kBranch) text += head + "branch " + print(module, function, end.value) + " " + std::to_string(end.yes) + " " + std::to_string(end.no) + "\n";
      if (end.kind == Terminator::kReturn && end.value.kind != Operand::kNone) text += head + "return " + print(module, function, end.value) + "\n";
      if (end.kind == Terminator::kUnreachable) text += head + "unreachable\n";
    }
  }
  for (const Global& global : module.globals) text += "global " + module.text(global.name) + " = " + print(module, {}, global.value) + (global.constant ? " const" : "") + "\n" + (global.record ? "record " + module.text(global.name) + "\n" : "");
  return text;
}

Module lowered(const std::string& snippet, const std::string& file = "a.c", const std::set<std::string>& more = {}) {
  ParseOptions options;
  options.resourceFolder = findResourceFolder("");
  Parser parser(options);
  std::string text = kLibrary + snippet;
  ParseJob job;
  job.file = "/tls-tidy-test/" + file;
  job.text = &text;
  if (file.back() == 'c') job.flags = {"-std=gnu17"};
  else job.flags = {"-std=gnu++20", "-nostdinc++"};
  job.lower.mainName = file;
  job.lower.triggers = {"SSL", "SSL_CTX", "SSL_CTX_new", "SSL_connect", "SSL_CTX_set_verify", "CURL", "curl_easy_setopt"};
  job.lower.triggers.insert(more.begin(), more.end());
  return parser.parse(job);
}

struct Case {
  const char* name;
  const char* file;
  const char* snippet;
  std::vector<std::string> want;    // lines
  std::vector<std::string> unwanted;
};

const Case kCases[] = {
    {"HandlesAndConstants", "a.c", "#define OFF 0\nvoid f(void) { SSL_CTX *ctx = SSL_CTX_new(TLS_client_method()); SSL_CTX_set_verify(ctx, OFF, (void *)0); }",
     {"0: _ = @TLS_client_method()", "0: ctx = @SSL_CTX_new(_)", "0: @SSL_CTX_set_verify(ctx, 0, null)"}, {}},
    {"PointerToHandle", "a.c", "void f(SSL_CTX *c, SSL **out) { *out = SSL_new(c); SSL_connect(*out); }\nvoid g(SSL_CTX *c) { SSL *s; f(c, &s); SSL_connect(s); }",
     {"0: out.* = @SSL_new(c)", "0: @SSL_connect(out.*)", "0: @f(c, &s)", "0: @SSL_connect(s)"}, {}},
    {"RecordsAreTheirAddress", "a.c", "struct conf { SSL *ssl; int verify; };\nvoid f(struct conf *c) { SSL_connect(c->ssl); (*c).verify = 1; }\nvoid g(void) { struct conf x; f(&x); }",
     {"0: @SSL_connect(c.ssl)", "0: c.verify = 1", "0: @f(x)"}, {}},
    {"ConditionalValue", "a.c", "void f(SSL_CTX *c, int v) { SSL_CTX_set_verify(c, v ? 1 : 0, 0); }",
     {"0: branch v 1 3", "1: _ = 1", "3: _ = 0", "2: @SSL_CTX_set_verify(c, _, null)"}, {}},
    {"ShortCircuit", "a.c", "int f(SSL *s, int a, int b) { if (a && !b) return SSL_connect(s); return 0; }", {"0: branch a 1 2", "1: branch b 2 3", "3: _ = @SSL_connect(s)"}, {}},
    {"AssignedInCondition", "a.c", "int f(SSL *s) { int r; if ((r = SSL_connect(s)) != 1) return r; return 0; }", {"0: r = @SSL_connect(s)", "0: _ = != r, 1", "0: branch _ 1 2"}, {}},
    {"Switch", "a.c", "void f(SSL_CTX *c, int m) { switch (m) { case 1: SSL_CTX_set_verify(c, 0, 0); break; default: SSL_CTX_set_verify(c, 1, 0); } }",
     {"0: _ = == m, 1", "0: branch _ 1 3"}, {}},
    {"NoReturn", "a.c", "void f(SSL *s) { if (SSL_connect(s) != 1) exit(1); SSL_write(s, \"x\", 1); }", {"1: @exit(1)", "1: unreachable"}, {}},
    {"Formats", "a.c", "void f(SSL *s, const char *u) { char b[99]; snprintf(b, 99, \"%s LOGIN %s\\r\\n\", \"a1\", u); SSL_write(s, b, 9); }",
     {"0: b = \"a1 LOGIN \x01\r\n\"", "0: @SSL_write(s, b, 9)"}, {}},
    {"StaticKeysAndCallbacks", "a.c", "static int yes(int ok, void *c) { return 1; }\nvoid f(SSL_CTX *c) { SSL_CTX_set_verify(c, 1, yes); }",
     {"function a.c::yes", "0: @SSL_CTX_set_verify(c, 1, @a.c::yes)"}, {}},
    {"Globals", "a.c", "struct o { int verify; int (*cb)(int, void *); };\nstatic int yes(int ok, void *c) { return 1; }\nstatic struct o opts = { .verify = 1, .cb = yes };\nvoid f(SSL_CTX *c) { SSL_CTX_set_verify(c, opts.verify, opts.cb); }",
     {"0: @SSL_CTX_set_verify(c, @a.c::opts.verify, @a.c::opts.cb)", "global a.c::opts.verify = 1", "global a.c::opts.cb = @a.c::yes"}, {}},
    {"StaticsNobodyWrites", "a.c", "static int off = 0, on = 1;\nvoid set(void) { on = 0; }\nvoid f(SSL_CTX *c) { SSL_CTX_set_verify(c, off, 0); SSL_CTX_set_verify(c, on, 0); }",
     {"global a.c::off = 0 const", "global a.c::on = 1"}, {}},
    {"ARecordDeclaredBeforeItsTentativeDefinition", "a.c", "struct options { int verify; }; extern struct options options; struct options options;\nvoid f(SSL_CTX *c) { SSL_CTX_set_verify(c, options.verify, 0); }",
     {"record options"}, {}},
    {"ARecordOfAnotherUnit", "a.c", "struct options { int verify; }; extern struct options options;\nvoid f(SSL_CTX *c) { SSL_CTX_set_verify(c, options.verify, 0); }",
     {"record options"}, {}},
    {"FlagSetters", "a.c", "struct o { int verify; };\nvoid init(struct o *o) { o->verify = 0; }\nint other(int x) { return x + 1; }\nvoid f(SSL_CTX *c, struct o *o) { SSL_CTX_set_verify(c, o->verify, 0); }",
     {"function init", "0: o.verify = 0"}, {"function other"}},
    {"ZeroedRecord", "a.c", "struct o { int verify; SSL *s; };\nvoid f(SSL_CTX *c) { struct o *o = calloc(1, sizeof *o); SSL_CTX_set_verify(c, o->verify, 0); }",
     {"0: o = new @a.c::o", "0: o.verify = 0", "0: o.s = null"}, {}},
    {"CurlStatementExpression", "a.c",
     "#define curl_easy_setopt(h, o, v) __extension__({ int _curl_opt = (o); if (_curl_opt == 5) exit(3); curl_easy_setopt(h, _curl_opt, v); })\nvoid f(CURL *c) { curl_easy_setopt(c, 64, 0L); }",
     {"2: @curl_easy_setopt(c, 64, 0)"}, {}},
    {"ProtocolLiteral", "a.c", "extern int put(int, const char *);\nint f(int fd) { return put(fd, \"STARTTLS\\r\\n\"); }", {"function f"}, {}},
    {"UnknownTypesAndMissingHeaders", "a.c", "#include <nowhere.h>\nint f(Session *s, SSL *ssl) { s->state; undeclared(s); return SSL_connect(ssl); }", {"0: _ = @SSL_connect(ssl)", "0: @undeclared(s)"}, {}},
    {"HiddenBlock", "a.c", "#ifdef HAVE_TLS\nint f(SSL *ssl) { return SSL_connect(ssl); }\n#endif", {}, {}},
    {"Constructor", "a.cpp", "struct M { SSL_CTX *c; bool verify = true; M(SSL_CTX *x) : c(x) {} void go() { SSL_CTX_set_verify(c, verify, 0); } };\nvoid f(SSL_CTX *x) { M m(x); m.verify = false; m.go(); }",
     {"function M::M(ssl_ctx_st *)", "0: this.c = x", "0: this.verify = true", "0: m = new @M", "0: @M::M(ssl_ctx_st *)(m, x)", "0: m.verify = false", "0: @M::go()(m)"}, {}},
    {"Virtual", "a.cpp", "struct B { virtual int check(SSL *s) { return SSL_connect(s); } };\nint f(B *b, SSL *s) { return b->check(s); }", {"0: _ = b.check(s)"}, {}},
    {"References", "a.cpp", "void make(SSL_CTX *&out) { out = SSL_CTX_new(nullptr); }\nvoid f() { SSL_CTX *c; make(c); SSL_CTX_set_verify(c, 1, nullptr); }",
     {"0: out.* = @SSL_CTX_new(null)", "0: @make(ssl_ctx_st *&)(&c)"}, {}},
    {"Lambda", "a.cpp", "void f(SSL_CTX *c) { SSL_CTX_set_verify(c, 1, [](int, void *) { return 1; }); }",
     {"0: @SSL_CTX_set_verify(c, 1, @f(ssl_ctx_st *)::lambda@16:47)", "function f(ssl_ctx_st *)::lambda@16:47", "0: return 1"}, {}},
    {"TryCatch", "a.cpp", "struct E {};\nvoid g(SSL *s) { if (SSL_connect(s) != 1) throw E(); }\nvoid f(SSL *s) { try { g(s); } catch (const E &) { SSL_write(s, \"x\", 1); } }",
     {"1: throw", "0: catch E 2", "2: @SSL_write(s, \"x\", 1)"}, {}},
    {"Delete", "a.cpp", "struct C { SSL_CTX *c; ~C() { SSL_CTX_free(c); } };\nvoid f(SSL *s) { C c; c.c = SSL_CTX_new(nullptr); SSL_connect(s); }", {"0: delete c"}, {}},
    {"SmartPointer", "a.cpp",
     "namespace std { template <class T, class D> struct unique_ptr { unique_ptr(T *p); T *get() const; ~unique_ptr(); }; }\nstruct D {};\nvoid f() { std::unique_ptr<SSL_CTX, D> c(SSL_CTX_new(nullptr)); SSL_CTX_set_verify(c.get(), 0, nullptr); }",
     {"0: c = @SSL_CTX_new(null)", "0: @SSL_CTX_set_verify(c, 0, null)"}, {}},
    {"RecoveredCall", "a.cpp", "void f(SSL_CTX *c) { SSL_CTX_set_verify(c, 0, unknown_callback); }", {"0: @SSL_CTX_set_verify(c, 0, ?)"}, {}},
};

class Lower : public testing::TestWithParam<Case> {};
TEST_P(Lower, GivesTheEvents) {
  std::string text = "\n" + printed(lowered(GetParam().snippet, GetParam().file));
  for (const std::string& line : GetParam().want) {
    EXPECT_NE(text.find("\n" + line + "\n"), std::string::npos) << line << "\nis not in" << text;
  }
  for (const std::string& line : GetParam().unwanted) EXPECT_EQ(text.find("\n" + line + "\n"), std::string::npos) << line << "\nis in" << text;
}
INSTANTIATE_TEST_SUITE_P(Snippets, Lower, testing::ValuesIn(kCases), [](auto& info) { return info.param.name; });

TEST(LowerPlaces, ACallKnowsItsParentheses) {
  Module module = lowered("int f(SSL *s) {\n  return SSL_connect ( s );\n}");
  ASSERT_EQ(module.functions.size(), 1u);
  const Event& event = module.functions[0].blocks[0].events[0];
  EXPECT_EQ(event.at.column, 10u);
  EXPECT_EQ(event.calleeEnd, event.at.begin + 11);
  EXPECT_EQ(event.openParen, event.at.begin + 12);
  EXPECT_EQ(event.closeParen, event.at.end - 1);
  EXPECT_FALSE(event.inMacro);
}

TEST(LowerPlaces, ACallFromAMacroBodyIsMarked) {
  Module module = lowered("void f(SSL_CTX *c) {\n  SSL_CTX_set_min_proto_version(c, 769);\n}");
  ASSERT_EQ(module.functions.size(), 1u);
  EXPECT_TRUE(module.functions[0].blocks[0].events[0].inMacro);
}

TEST(LowerNotices, AMissingHeaderIsANotice) {
  Module module = lowered("#include <nowhere.h>\nint f(SSL *s) { return SSL_connect(s); }");
  ASSERT_FALSE(module.notices.empty());
  EXPECT_EQ(module.notices[0].kind, Notice::kMissingHeader);
  EXPECT_EQ(module.notices[0].what, "header `nowhere.h` not found");
}

TEST(LowerNotices, ABlockThatHidesAllTlsCallsIsSwitchedOn) {
  Module module = lowered("#ifdef HAVE_TLS\nint login(void *s) { return SSL_get_it(s); }\n#endif", "a.c", {"SSL_get_it"});
  ASSERT_EQ(module.functions.size(), 1u);
  ASSERT_FALSE(module.notices.empty());
  EXPECT_EQ(module.notices.back().kind, Notice::kGuess);
}

TEST(LowerNotices, ABlockWithStubsInItsElseIsSwitchedOn) {
  const std::string block = "#ifdef HAVE_TLS\nint login(void *s) { return SSL_get_it(s); }\n#else\n";
  Module stubs = lowered(block + "int login(void *s) { return -1; }\n#endif", "a.c", {"SSL_get_it", "other_get_it"});
  ASSERT_FALSE(stubs.notices.empty());
  EXPECT_EQ(stubs.notices.back().kind, Notice::kGuess);
  Module choice = lowered(block + "int login(void *s) { return other_get_it(s); }\n#endif", "a.c", {"SSL_get_it", "other_get_it"});
  for (const Notice& notice : choice.notices) EXPECT_NE(notice.kind, Notice::kGuess) << "the other arm speaks to another library";
}

TEST(LowerNotices, AMissingFileIsANotice) {
  Parser parser({});
  ParseJob job;
  job.file = "/tls-tidy-test/gone.c";
  Module module = parser.parse(job);
  ASSERT_EQ(module.notices.size(), 1u);
  EXPECT_EQ(module.notices[0].kind, Notice::kUnreadable);
}

}  // namespace
}  // namespace tls_tidy
