// Rows of IR text and the findings expected: no front end, no files. The library is made up and small, so that a row
// says all there is to know: context() verifies nobody, open(c) copies, handshake(s) is 1 when it went well.
#include "checks/flow/engine.h"

#include <gtest/gtest.h>

#include <sstream>

#include "checks/ir/text.h"
#include "checks/link/program.h"
#include "checks/rules/verdicts.h"

namespace tls_tidy {
namespace {

constexpr const char* kLibrary = R"json({"schema": 1, "library": "made-up", "language": "c",
 "phrases": {"remembers": "accepted$", "compares": "cmp$", "orders": "cmp$", "speaks": "^print$"}, "apis": [
 {"name": "context", "source": "here", "event": "create", "on": "result", "type": "Context", "object": "context",
  "state": {"peer": "missing", "name": "on", "role": "client"}},
 {"name": "verify", "source": "here", "event": "set", "on": "arg:0", "property": "peer",
  "value": {"of": "arg:1", "cases": [[{"equals": 0}, "off"]], "else": "on"}},
 {"name": "host", "source": "here", "event": "set", "on": "arg:0", "property": "name",
  "value": {"of": "arg:1", "cases": [[{"null": true}, "off"]], "else": "on", "unknown": "on"}},
 {"name": "open", "source": "here", "effects": [
  {"event": "create", "on": "result", "type": "Connection", "object": "connection", "protocol": "imap", "state": {"transport": "clear"}},
  {"event": "derive", "on": "result", "from": "arg:0"}]},
 {"name": "dial", "source": "here", "event": "create", "on": "result", "type": "Connection", "object": "connection", "protocol": "imap",
  "state": {"transport": "clear", "role": "client", "peer": "on", "name": "on"}},
 {"name": "starttls", "source": "here", "event": "upgrade-request", "on": "arg:0", "success": {"equals": 1}},
 {"name": "handshake", "source": "here", "event": "handshake", "on": "arg:0", "success": {"equals": 1}},
 {"name": "verdict", "source": "here", "event": "read-result", "on": "arg:0", "properties": ["peer"], "success": "zero"},
 {"name": "certificate", "source": "here", "event": "create", "on": "result", "type": "Certificate", "object": "certificate", "from": "arg:0"},
 {"name": "subject", "source": "here", "event": "create", "on": "arg:1.*", "object": "name", "type": "Text", "from": "arg:0"},
 {"name": "ask_me", "source": "here", "event": "callback", "on": "arg:0", "from": "arg:1", "property": "peer", "accepts": "nonzero", "verdict_parameter": 0,
  "codes": [18, 19]},
 {"name": "what_is_wrong", "source": "here", "event": "none", "answers_code": true},
 {"name": "country", "source": "here", "event": "none"},
 {"name": "import", "source": "here", "event": "create", "on": "arg:0.*", "type": "Certificate", "object": "certificate", "from": "arg:1"},
 {"name": "verdict_of_chain", "source": "here", "event": "read-result", "on": "arg:0.*", "properties": ["peer"], "success": "zero"},
 {"name": "flags", "source": "here", "event": "read-result", "on": "arg:0", "properties": ["peer"], "success": "zero", "codes": [66, 2050]},
 {"name": "hang_up", "source": "here", "event": "refuse", "on": "arg:0"},
 {"name": "login", "source": "here", "event": "send", "on": "arg:0", "what": "credentials"}]})json";

/// A module of functions; every line that has no place of its own gets its number within `functions`.
Module moduleOf(const std::string& functions) {
  std::istringstream lines(functions);
  std::string text = "module c mail.c\nfile mail.c\n";
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const bool isEvent = line.find("call ") != std::string::npos || line.find(" = ") != std::string::npos;
    text += line + (isEvent || line.starts_with("function") ? "  @" + std::to_string(number) : "") + "\n";
  }
  Result<Module> module = parseText(text);
  if (!module.ok()) ADD_FAILURE() << text << module.error().line << ": " << module.error().what;
  return module.ok() ? std::move(*module) : Module();
}

struct Seen {
  std::vector<std::string> findings;  // "line rule severity"
  Judged judged;
};

Seen judged(const std::string& functions, const EngineLimits& limits = {}) {
  const Result<Models> models = Models::parse(kLibrary, "made-up.json");
  if (!models.ok()) {
    ADD_FAILURE() << models.error().what;
    return {};
  }
  std::vector<Module> modules;
  modules.push_back(moduleOf(functions));
  Program program = link(std::move(modules), *models);
  Seen seen;
  seen.judged = run(program, *models, limits);
  for (const Verdict& verdict : judge(program, seen.judged))
    seen.findings.push_back(std::to_string(verdict.finding.at.line) + " " + verdict.finding.rule.substr(4) + " " + std::string(nameOf(verdict.finding.severity)));
  return seen;
}

struct Case {
  const char* name;
  const char* functions;
  std::vector<std::string> want;
};
std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

class Engine : public testing::TestWithParam<Case> {};
TEST_P(Engine, Finds) { EXPECT_EQ(judged(GetParam().functions).findings, GetParam().want) << toText(moduleOf(GetParam().functions)); }
std::string nameOfCase(const testing::TestParamInfo<Case>& info) { return info.param.name; }

// ---- the order of settings ----

const Case kOrder[] = {
    {"NothingIsSet", R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  call @login(s)
)", {"2 peer-verification-missing error"}},
    {"LastSettingWins", R"(function main()
  c = call @context()
  call @verify(c, 0)
  call @verify(c, 1)
  s = call @open(c)
  call @handshake(s)
  call @login(s)
)", {}},
    {"LastSettingLoses", R"(function main()
  c = call @context()
  call @verify(c, 1)
  call @verify(c, 0)
  s = call @open(c)
  call @handshake(s)
  call @login(s)
)", {"4 peer-verification-off error"}},
    {"OpenCopiesWhatIsWeak", R"(function main()
  c = call @context()
  call @verify(c, 0)
  s = call @open(c)
  call @verify(c, 1)
  call @handshake(s)
  call @login(s)
)", {"3 peer-verification-off error"}},
    {"OpenCopiesWhatIsStrong", R"(function main()
  c = call @context()
  call @verify(c, 1)
  s = call @open(c)
  call @verify(c, 0)
  call @handshake(s)
  call @login(s)
)", {}},
    {"TheConnectionHasItsOwnSetting", R"(function main()
  c = call @context()
  s = call @open(c)
  call @verify(s, 1)
  call @handshake(s)
  call @login(s)
)", {}},
    {"AfterTheHandshakeIsTooLate", R"(function main()
  c = call @context()
  call @verify(c, 0)
  s = call @open(c)
  call @handshake(s)
  call @verify(s, 1)
  call @login(s)
)", {"3 peer-verification-off error"}},
    {"AfterTheHandshakeWeakensNothing", R"(function main()
  c = call @context()
  call @verify(c, 1)
  s = call @open(c)
  call @handshake(s)
  call @verify(s, 0)
  call @login(s)
)", {}},
    {"AnotherContext", R"(function main()
  c = call @context()
  call @verify(c, 1)
  d = call @context()
  call @verify(d, 0)
  s = call @open(c)
  call @handshake(s)
  call @login(s)
)", {}},
    {"TheNameIsAPropertyOfItsOwn", R"(function main()
  c = call @context()
  call @verify(c, 1)
  call @host(c, null)
  s = call @open(c)
  call @handshake(s)
  call @login(s)
)", {"4 hostname-unchecked error"}},
    {"NobodyConnects", R"(function main()
  c = call @context()
  call @verify(c, 0)
  s = call @open(c)
)", {}},
};
INSTANTIATE_TEST_SUITE_P(Order, Engine, testing::ValuesIn(kOrder), nameOfCase);

// ---- guards ----

const Case kGuards[] = {
    {"OneOfTwoSettings", R"(function main()
  c = call @context()
  a = call @ask()
  b = call @ask()
  s = call @open(c)
  call @handshake(s)
  branch a ? 1 : 4
  1:
    branch b ? 2 : 4
  2:
    v = call @verdict(s)
    bad = v != 0
    branch bad ? 3 : 4
  3:
    return null
  4:
    call @login(s)
)", {"2 peer-verification-missing note"}},
    {"BothBranchesAreSeen", R"(function main()
  c = call @context()
  x = call @ask()
  branch x ? 1 : 2
  1:
    call @verify(c, 1)
    jump 3
  2:
    call @verify(c, 0)
    jump 3
  3:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
)", {"9 peer-verification-off note"}},  // what unknown code answers is a setting
    {"AParameterIsASetting", R"(function connect(insecure=false)
  c = call @context()
  call @verify(c, 1)
  branch insecure ? 1 : 2
  1:
    call @verify(c, 0)
    jump 2
  2:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
)", {"6 peer-verification-off note"}},
    {"ItsDefaultCounts", R"(function connect(secure=false)
  c = call @context()
  call @verify(c, 1)
  branch secure ? 2 : 1
  1:
    call @verify(c, 0)
    jump 2
  2:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
)", {"6 peer-verification-off error"}},
    {"ACallerDecides", R"(function connect(insecure)
  c = call @context()
  call @verify(c, 1)
  branch insecure ? 1 : 2
  1:
    call @verify(c, 0)
    jump 2
  2:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
function main()
  call @connect(false)
)", {}},
    {"AnotherCallerDecidesOtherwise", R"(function connect(insecure)
  c = call @context()
  call @verify(c, 1)
  branch insecure ? 1 : 2
  1:
    call @verify(c, 0)
    jump 2
  2:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
function main()
  call @connect(false)
function other()
  call @connect(true)
)", {"6 peer-verification-off error"}},
    {"OneQuestionHasOneAnswer", R"(function connect(tls)
  c = call @context()
  branch tls ? 1 : 2
  1:
    call @verify(c, 1)
    jump 2
  2:
    branch tls ? 3 : 4
  3:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
    return
  4:
    return
)", {}},
};
INSTANTIATE_TEST_SUITE_P(Guards, Engine, testing::ValuesIn(kGuards), nameOfCase);

// ---- verdicts read after the handshake ----

const Case kVerdicts[] = {
    {"ANameComparedWithTheHost", R"(function main(wanted)
  local text record
  c = call @context()
  call @verify(c, 1)
  call @host(c, null)
  s = call @open(c)
  call @handshake(s)
  x = call @certificate(s)
  call @subject(x, text)
  r = call @textcmp(text, wanted)
  other = r != 0
  branch other ? 1 : 2
  1:
    return null
  2:
    call @login(s)
)", {}},
    {"ANameComparedForNothing", R"(function main(wanted)
  local text record
  c = call @context()
  call @verify(c, 1)
  call @host(c, null)
  s = call @open(c)
  call @handshake(s)
  x = call @certificate(s)
  call @subject(x, text)
  r = call @textcmp(text, wanted)
  other = r != 0
  branch other ? 1 : 2
  1:
    call @print(text)
    jump 2
  2:
    call @login(s)
)", {"10 verify-result-ignored error"}},
    {"ANameComparedWithAWordOfTheProgram", R"(function main(wanted)
  local text record
  c = call @context()
  call @verify(c, 1)
  call @host(c, null)
  s = call @open(c)
  call @handshake(s)
  x = call @certificate(s)
  call @subject(x, text)
  r = call @textcmp(text, "/CN=")
  call @login(s)
)", {"5 hostname-unchecked error"}},
    {"ANameComparedWithAHostInTheProgram", R"(function main(wanted)
  local text record
  c = call @context()
  call @verify(c, 1)
  call @host(c, null)
  s = call @open(c)
  call @handshake(s)
  x = call @certificate(s)
  call @subject(x, text)
  r = call @textcmp(text, "mail.example.org")
  other = r != 0
  branch other ? 1 : 2
  1:
    return null
  2:
    call @login(s)
)", {}},
    {"ANameShown", R"(function main(wanted)
  local text record
  c = call @context()
  call @verify(c, 1)
  call @host(c, null)
  s = call @open(c)
  call @handshake(s)
  x = call @certificate(s)
  call @subject(x, text)
  call @print(text, wanted)
  call @login(s)
)", {"5 hostname-unchecked error"}},
    {"LettersOfANameComparedByTheProgram", R"(function same(a, b)
  alike = a.* == b.*
  return alike
function main(wanted)
  local text record
  c = call @context()
  call @verify(c, 1)
  call @host(c, null)
  s = call @open(c)
  call @handshake(s)
  x = call @certificate(s)
  call @subject(x, text)
  r = call @same(text, wanted)
  branch r ? 1 : 2
  1:
    call @login(s)
    return null
  2:
    return null
)", {}},
    {"ReadAndObeyed", R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  v = call @verdict(s)
  bad = v != 0
  branch bad ? 1 : 2
  1:
    return 1
  2:
    call @login(s)
)", {}},
    {"ReadAndDropped", R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  v = call @verdict(s)
  call @login(s)
)", {"5 verify-result-ignored error"}},
    {"ReadAndPassedOver", R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  v = call @verdict(s)
  bad = v != 0
  branch bad ? 1 : 2
  1:
    call @print("never mind")
    jump 2
  2:
    call @login(s)
)", {"5 verify-result-ignored error"}},
    {"ReadTooLate", R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  call @login(s)
  v = call @verdict(s)
  bad = v != 0
  branch bad ? 1 : 2
  1:
    return 1
  2:
    return 0
)", {"2 peer-verification-missing error"}},
    {"ReadBeforeTheHandshake", R"(function main()
  c = call @context()
  s = call @open(c)
  v = call @verdict(s)
  bad = v != 0
  branch bad ? 1 : 2
  1:
    return 1
  2:
    call @handshake(s)
    call @login(s)
)", {"2 peer-verification-missing error"}},
    {"ReadInAFunctionThatIsObeyed", R"(function genuine(s)
  v = call @verdict(s)
  good = v == 0
  return good
function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  g = call @genuine(s)
  branch g ? 2 : 1
  1:
    return 1
  2:
    call @login(s)
)", {}},
    {"OfAnotherConnection", R"(function main()
  c = call @context()
  s = call @open(c)
  d = call @context()
  call @verify(d, 1)
  t = call @open(d)
  call @handshake(s)
  call @handshake(t)
  v = call @verdict(t)
  bad = v != 0
  branch bad ? 1 : 2
  1:
    return 1
  2:
    call @login(s)
)", {"2 peer-verification-missing error"}},
    {"AChainThatALoopFills", R"(function main(n)
  d = call @context()
  t = call @open(d)
  call @handshake(t)
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  x = call @certificate(s)
  list = call @memory(n)
  i = 0
  jump 1
  1:
    call @import(&list.[], x)
    i = i + 1
    more = i < n
    branch more ? 1 : 3
  2:
    return null
  3:
    r = call @verdict_of_chain(list)
    branch r ? 4 : 5
  4:
    return null
  5:
    call @login(s)
    call @login(t)
    return
)", {"2 peer-verification-missing error"}},
    {"ACertificateThatCannotBeTraced", R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  list = call @chain_of(s)
  r = call @verdict_of_chain(list)
  branch r ? 1 : 2
  1:
    return null
  2:
    call @login(s)
)", {}},
    {"AFlagThatEveryBadOneHas", R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  r = call @flags(s)
  bad = r & 2
  branch bad ? 1 : 2
  1:
    return null
  2:
    call @login(s)
)", {}},
    {"AFlagThatNoneHas", R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  r = call @flags(s)
  bad = r & 32
  branch bad ? 1 : 2
  1:
    return null
  2:
    call @login(s)
)", {"5 verify-result-ignored error"}},
    {"AFlagThatOneOfThemHas", R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  r = call @flags(s)
  bad = r & 64
  branch bad ? 1 : 2
  1:
    return null
  2:
    call @login(s)
)", {"5 verify-result-ignored error"}},
};
INSTANTIATE_TEST_SUITE_P(Verdicts, Engine, testing::ValuesIn(kVerdicts), nameOfCase);

// ---- what somebody on the path decides ----

const Case kPath[] = {
    {"InClear", R"(function main()
  s = call @dial()
  call @login(s)
)", {"3 cleartext-credentials warning"}},
    {"ARefusedUpgradeGoesOn", R"(function main()
  s = call @dial()
  u = call @starttls(s)
  ok = u == 1
  branch ok ? 1 : 2
  1:
    call @handshake(s)
    jump 2
  2:
    call @login(s)
)", {"3 optional-starttls warning"}},
    {"ARefusedUpgradeEndsTheSession", R"(function main()
  s = call @dial()
  u = call @starttls(s)
  ok = u == 1
  branch ok ? 1 : 2
  1:
    call @handshake(s)
    call @login(s)
    return 0
  2:
    call @hang_up(s)
    return 1
)", {}},
    {"AFailedHandshakeIsTriedAgainWithLess", R"(function main()
  c = call @context()
  call @verify(c, 1)
  s = call @open(c)
  h = call @handshake(s)
  ok = h == 1
  branch ok ? 1 : 2
  1:
    call @login(s)
    return 0
  2:
    call @verify(c, 0)
    t = call @open(c)
    call @handshake(t)
    call @login(t)
)", {"12 verification-fallback error"}},
    {"AFailedHandshakeIsTriedAgainAsStrictly", R"(function main()
  c = call @context()
  call @verify(c, 1)
  s = call @open(c)
  h = call @handshake(s)
  ok = h == 1
  branch ok ? 1 : 2
  1:
    call @login(s)
    return 0
  2:
    t = call @open(c)
    call @handshake(t)
    call @login(t)
)", {}},
};
INSTANTIATE_TEST_SUITE_P(Path, Engine, testing::ValuesIn(kPath), nameOfCase);

// ---- loops, recursion, places ----

const Case kWays[] = {
    {"ALoopEnds", R"(function main()
  c = call @context()
  call @verify(c, 1)
  jump 1
  1:
    more = call @ask()
    branch more ? 2 : 3
  2:
    call @verify(c, 0)
    jump 1
  3:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
)", {"9 peer-verification-off note"}},
    {"ALoopWithoutAnEnd", R"(function main()
  c = call @context()
  jump 1
  1:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
    jump 1
)", {"2 peer-verification-missing error"}},
    {"AFunctionCallsItself", R"(function again(c, n)
  last = n == 0
  branch last ? 2 : 1
  1:
    m = call @less(n)
    call @again(c, m)
    return
  2:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
    return
function main()
  c = call @context()
  n = call @ask()
  call @again(c, n)
)", {"14 peer-verification-missing error"}},
    {"AFieldKeepsAContext", R"(function make(mail)
  c = call @context()
  call @verify(c, 0)
  mail.context = c
  return
function main()
  mail = new "struct"
  call @make(mail)
  s = call @open(mail.context)
  call @handshake(s)
  call @login(s)
)", {"3 peer-verification-off error"}},
    {"AnOutParameterGivesAConnection", R"(function make(to)
  c = call @context()
  to.* = call @open(c)
  return
function main()
  call @make(&s)
  call @handshake(s)
  call @login(s)
)", {"2 peer-verification-missing error"}},
    {"AGlobalKeepsAContext", R"(function setup()
  @shared = call @context()
  call @verify(@shared, 0)
  return
function main()
  call @setup()
  s = call @open(@shared)
  call @handshake(s)
  call @login(s)
)", {"3 peer-verification-off error"}},
};
INSTANTIATE_TEST_SUITE_P(Ways, Engine, testing::ValuesIn(kWays), nameOfCase);

// ---- callbacks that are told the library's verdict ----

// Each answers within main(): verify(c, 1), ask_me(c, judge), and a login after the handshake.
#define ASKED "function main()\n  c = call @context()\n  call @verify(c, 1)\n  call @ask_me(c, @judge)\n  s = call @open(c)\n  call @handshake(s)\n  call @login(s)\n"
const Case kCallbacks[] = {
    {"AnswersWhatTheLibraryFound", "function judge(good)\n  return good\n" ASKED, {}},
    {"AnswersYes", "function judge(good)\n  return 1\n" ASKED, {"6 accept-all-callback error"}},
    {"ForgivesWhoSignsForHimself", R"(function judge(good)
  wrong = call @what_is_wrong()
  own = wrong == 18
  branch own ? 1 : 2
  1:
    return 1
  2:
    return good
)" ASKED, {"12 accept-all-callback error"}},
    {"ForgivesWhatNobodyCanMake", R"(function judge(good)
  wrong = call @what_is_wrong()
  old = wrong == 10
  branch old ? 1 : 2
  1:
    return 1
  2:
    return good
)" ASKED, {}},
    {"ForgivesWhereASettingSaysSo", R"(function allow(x)
  @careless = x
  return
function judge(good)
  branch @careless ? 1 : 2
  1:
    return 1
  2:
    return good
)" ASKED, {"13 accept-all-callback note"}},
    {"ForgivesWhereSomebodyIsAsked", R"(function judge(good)
  yes = call @prompt()
  branch yes ? 1 : 2
  1:
    return 1
  2:
    return good
)" ASKED, {}},
    {"ForgivesWhereASettingWithAKeySaysSo", R"(function judge(good)
  yes = call @option("ssl:careless")
  branch yes ? 1 : 2
  1:
    return 1
  2:
    return good
)" ASKED, {"11 accept-all-callback note"}},
    {"ForgivesWhereACallThatIsOnlySpelledSaysSo", R"row(function judge(good)
  branch ?"ask_user(store)" ? 1 : 2
  1:
    return 1
  2:
    return good
)row" ASKED, {}},
    {"ForgivesWhatWasAcceptedBefore", R"(function allow(x)
  @accepted = x
  return
function judge(good)
  branch @accepted ? 1 : 2
  1:
    return 1
  2:
    return good
)" ASKED, {}},
    {"ForgivesWhereWordsAreAnswered", R"(function judge(good)
  yes = call @prompt("Accept it?")
  branch yes ? 1 : 2
  1:
    return 1
  2:
    return good
)" ASKED, {}},
    {"ForgivesWhereASettingAndSomebodySaySo", R"(function allow(x)
  @careless = x
  return
function judge(good)
  branch @careless ? 1 : 3
  1:
    yes = call @prompt()
    branch yes ? 2 : 3
  2:
    return 1
  3:
    return good
)" ASKED, {}},
    {"RefusesWhatNoImpostorSends", R"(function judge(good)
  x = call @country()
  lost = x == null
  branch lost ? 1 : 2
  1:
    return 0
  2:
    return 1
)" ASKED, {"12 accept-all-callback error"}},
    {"LeavesTheCodeThatIsReadAfterwards", R"(function judge(good)
  @wrong = call @what_is_wrong()
  return good
function main()
  c = call @context()
  call @verify(c, 0)
  call @ask_me(c, @judge)
  s = call @open(c)
  call @handshake(s)
  branch @wrong ? 1 : 2
  1:
    return
  2:
    call @login(s)
    return
)", {}},
    {"LeavesAMarkThatIsReadAfterwards", R"(function judge(good)
  @called = 1
  return 1
function main()
  c = call @context()
  call @verify(c, 1)
  call @ask_me(c, @judge)
  s = call @open(c)
  @called = 0
  call @handshake(s)
  branch @called ? 1 : 2
  1:
    call @login(s)
    return
  2:
    return
)", {"7 accept-all-callback error"}},
};
#undef ASKED
INSTANTIATE_TEST_SUITE_P(Callbacks, Engine, testing::ValuesIn(kCallbacks), nameOfCase);

// ---- records that somebody outside fills ----

const Case kFilled[] = {
    {"WhatOnlyStartsAsZero", R"(function main()
  o = new "options"
  o.verify = 0
  call @fill(o)
  c = call @context()
  call @verify(c, o.verify)
  s = call @open(c)
  call @handshake(s)
  call @login(s)
)", {"6 peer-verification-off error"}},
    {"WhatOnlyStartsAsZeroAndWeakens", R"(function main()
  o = new "options"
  o.careless = 0
  call @fill(o)
  c = call @context()
  call @verify(c, 1)
  branch o.careless ? 1 : 2
  1:
    call @verify(c, 0)
    jump 2
  2:
    s = call @open(c)
    call @handshake(s)
    call @login(s)
)", {"9 peer-verification-off note"}},
    {"WhatAHandlerStores", R"(function take(o, x)
  o.verify = x
  return
function main()
  o = new "options"
  o.verify = 1
  call @fill(@take, o)
  c = call @context()
  call @verify(c, o.verify)
  s = call @open(c)
  call @handshake(s)
  call @login(s)
)", {"9 peer-verification-off note"}},
    {"WhatNoHandlerStores", R"(function take(o, x)
  o.user = x
  return
function change(o, x)
  o.verify = x
  return
function main()
  o = new "options"
  o.verify = 1
  call @fill(@take, o)
  c = call @context()
  call @verify(c, o.verify)
  s = call @open(c)
  call @handshake(s)
  call @login(s)
)", {}},
};
INSTANTIATE_TEST_SUITE_P(Filled, Engine, testing::ValuesIn(kFilled), nameOfCase);

// ---- evidence and budget ----

// Two ways that failed with different codes meet, where there are too many ways to tell all apart: together they are still no success.
TEST(EngineJoin, ErrorCodesTogetherAreNoSuccess) {
  const EngineLimits limits{.exactWorldsPerBlock = 1};
  const Seen seen = judged(R"(function start(s, x, y)
    branch x ? 1 : 2
  1:
    return 3
  2:
    branch y ? 3 : 4
  3:
    return 5
  4:
    h = call @handshake(s)
    good = h == 1
    branch good ? 5 : 3
  5:
    return 0
function main(x, y)
  s = call @dial()
  r = call @start(s, x, y)
  jump 1
  1:
    branch r ? 2 : 3
  2:
    return
  3:
    call @login(s)
)",
                           limits);
  EXPECT_EQ(seen.findings, std::vector<std::string>{});
}

TEST(EngineEvidence, CountsConnections) {
  const Seen seen = judged(R"(function main()
  c = call @context()
  call @verify(c, 1)
  s = call @open(c)
  call @handshake(s)
  call @login(s)
  d = call @context()
  t = call @open(d)
  call @handshake(t)
  call @login(t)
)");
  EXPECT_EQ(seen.judged.connections, 2u);
  EXPECT_EQ(seen.judged.verified, 1u);
  EXPECT_EQ(seen.judged.unknown, 0u);
  EXPECT_EQ(seen.judged.overBudget, 0u);
}

TEST(EngineEvidence, VerifiedAfterTheHandshakeIsVerified) {
  const Seen seen = judged(R"(function main()
  c = call @context()
  s = call @open(c)
  call @handshake(s)
  v = call @verdict(s)
  bad = v != 0
  branch bad ? 1 : 2
  1:
    return 1
  2:
    call @login(s)
)");
  EXPECT_EQ(seen.judged.connections, 1u);
  EXPECT_EQ(seen.judged.verified, 1u);
}

/// `count` questions in a row, each of which sets something else; then a login over an unverified connection.
std::string manyQuestions(int count) {
  std::string text = "function main()\n  c = call @context()\n  jump 1\n";
  for (int i = 0; i < count; ++i) {
    const int block = 1 + 2 * i;
    const std::string number = std::to_string(i);
    text += "  " + std::to_string(block) + ":\n    q" + number + " = call @ask()\n    branch q" + number + " ? " + std::to_string(block + 1) + " : " + std::to_string(block + 2) + "\n";
    text += "  " + std::to_string(block + 1) + ":\n    call @note(" + number + ")\n    jump " + std::to_string(block + 2) + "\n";
  }
  return text + "  " + std::to_string(1 + 2 * count) + ":\n    s = call @open(c)\n    call @handshake(s)\n    call @login(s)\n";
}

TEST(EngineBudget, SixtyQuestionsFitIn) {
  const Seen seen = judged(manyQuestions(60));
  EXPECT_EQ(seen.findings, (std::vector<std::string>{"2 peer-verification-missing error"}));
  EXPECT_EQ(seen.judged.overBudget, 0u);
}

TEST(EngineBudget, WhatIsCutIsCounted) {
  EngineLimits limits;
  limits.stepsPerRoot = 40;
  EXPECT_GT(judged(manyQuestions(60), limits).judged.overBudget, 0u);
}

// Beyond the program's budget a root about mail is still walked, but not far.
TEST(EngineBudget, WhatComesLateIsWalkedShortly) {
  const std::string first = "function imap_first()\n  c = call @context()\n  s = call @open(c)\n  call @handshake(s)\n  call @login(s)\n";
  std::string last = "function imap_last()\n";
  for (int i = 0; i < 200; ++i) last += "  x = call @ask()\n";
  last += "  jump 1\n  1:\n    c = call @context()\n    s = call @open(c)\n    call @handshake(s)\n    call @login(s)\n    return\n";
  const auto findings = [&](size_t late) { return judged(first + last, {.stepsPerProgram = 0, .stepsWhenLate = late}).findings.size(); };
  EXPECT_EQ(findings(2000), findings(1'000'000));
  EXPECT_LT(findings(20), findings(2000));
}

TEST(EngineBudget, LoopsWithoutEventsEndHoweverDeep) {
  constexpr int kLoops = 60;
  std::string text = "function main(p)\n  jump 1\n";
  for (int i = 1; i <= 2 * kLoops; ++i) {
    const int back = 2 * kLoops + 1 - i;
    text += "  " + std::to_string(i) + ":\n    ";
    text += i <= kLoops ? "jump " + std::to_string(i + 1) + "\n" : "branch p ? " + std::to_string(back) + " : " + std::to_string(i + 1) + "\n";
  }
  text += "  " + std::to_string(2 * kLoops + 1) + ":\n    c = call @context()\n    s = call @open(c)\n    call @handshake(s)\n    call @login(s)\n";
  EXPECT_EQ(judged(text).findings.size(), 1u);
}

TEST(EngineBudget, WhatFollowsALoopIsWalkedOnce) {
  // A loop over twenty ways that all go on with it, and much to do behind it.
  constexpr int kWays = 20;
  std::string text = "function main()\n  jump 1\n  1:\n    m = call @more()\n    branch m ? 2 : 42\n";
  for (int i = 0; i < kWays; ++i) {
    const std::string own = std::to_string(2 + 2 * i);
    text += "  " + own + ":\n    k" + own + " = call @kind()\n    branch k" + own + " ? " + std::to_string(3 + 2 * i) + " : " + (i + 1 < kWays ? std::to_string(4 + 2 * i) : "1") + "\n";
    text += "  " + std::to_string(3 + 2 * i) + ":\n    jump 1\n";
  }
  text += "  42:\n";
  for (int i = 0; i < 40; ++i) text += "    call @note(" + std::to_string(i) + ")\n";
  text += "    c = call @context()\n    s = call @open(c)\n    call @handshake(s)\n    call @login(s)\n";
  EngineLimits limits;
  limits.stepsPerRoot = limits.stepsToCollect = 800;
  const Seen seen = judged(text, limits);
  EXPECT_EQ(seen.judged.overBudget, 0u);
  EXPECT_EQ(seen.findings.size(), 1u);
}

TEST(EngineJoin, AnAnsweredQuestionIsNotForgotten) {
  // Whichever was asked said yes, so nobody gets to the unverified login.
  EXPECT_EQ(judged(R"(function main()
  p = call @which()
  branch p ? 1 : 2
  1:
    v = 1 | null
    branch v ? 3 : 5
  2:
    v = 2 | null
    branch v ? 3 : 5
  3:
    branch v ? 5 : 4
  4:
    c = call @context()
    s = call @open(c)
    call @handshake(s)
    call @login(s)
    jump 5
  5:
    return null
)").findings,
            std::vector<std::string>{});
}

}  // namespace
}  // namespace tls_tidy
