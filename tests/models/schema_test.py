#!/usr/bin/env python3
"""checks/models/schema.json and the program's own reading of models say the same.

    tests/models/schema_test.py TLS-TIDY

Every shipped model is valid; a model that uses every word of the format is taken by both; each bad model is
refused by both, by the program with path, line, key and what was expected. What no schema can say is listed apart: there
the program alone refuses. Needs python3-jsonschema.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

MODELS = pathlib.Path(__file__).resolve().parent.parent.parent / "checks" / "models"
SCHEMA = json.loads((MODELS / "schema.json").read_text())
ENTRY = '{"schema": 1, "library": "l", "language": "python",\n "apis": [\n  {"name": "m.f", "source": "s",\n   %s}]}'
C_FILE = '{"schema": 1, "library": "l", "language": "c", "headers": ["l.h"], "constants": {"TEN": 10, "WORD": "w"},\n "apis": [\n  {"name": "f", "source": "s",\n   %s}]}'
SET = '"event": "set", "on": "self", "property": "peer",\n   '

# What the format can say, each word at least once.
EVERYTHING = """
{"$schema": "schema.json", "schema": 1, "library": "l", "language": "c", "headers": ["l.h"],
 "constants": {"TEN": 10, "WORD": "w"}, "types": {"T": {"bases": ["B"], "declaration": "typedef struct t T;"}},
 "exceptions": {"E": ["handshake", "upgrade", "io"]}, "triggers": ["word"], "enums": [{"name": "e", "values": {"A": 1}}], "macros": ["#define X 1"],
 "apis": [
  {"name": "look", "event": "none", "source": "s", "by": "measured", "note": "n", "corpus": []},
  {"name": "make", "aliases": ["make2"], "macro_of": "call", "fixed": {"1": "TEN", "2": true, "3": 4}, "header": "l.h", "declaration": "T make(void);",
   "attribute": false, "constructor": true, "signatures": [{"since": 8, "until": 12, "parameters": "a, /, b=(1, 2), *, c='x', **d"}, {"parameters": "*e"}],
   "fix": {"keyword": "k", "value": "v", "import": "i", "missing-context": "c"}, "source": "s", "by": "hand",
   "effects": [
    {"event": "create", "on": "result", "type": "T", "object": "connection", "protocol": "imap", "state": {"peer": "off", "transport": "clear"}},
    {"event": "derive", "on": "result", "from": "arg:context", "reference": true, "null": {"peer": "missing"}},
    {"event": "set", "on": "arg:0.*", "property": "peer", "secure": "TEN", "remedy": "r",
     "value": {"of": "arg:1.[0]", "cases": [[{"equals": "TEN"}, "on"], [{"not-equals": "text"}, "off"], [{"null": true}, "null"], [{"not-null": true}, "weak"],
       [{"true": true}, "accept-all"], [{"false": true}, "strippable"], [{"present": true}, "client"], [{"absent": true}, "server"], [{"bits": 2}, "tls"],
       [{"no-bits": "TEN"}, "clear"], [{"contains": "c"}, "missing"], [{"matches": "m.*"}, "keep"], [{"less": 3}, "unknown"], [{"at-least": 3}, "on"]],
      "else": "off", "unknown": "unknown"}},
    {"event": "set", "on": "process", "property": "floor", "value": "weak",
     "when": [{"of": "self.a.b", "test": {"null": true}}, {"of": "arg:0", "property": "host", "value": "on"}]},
    {"event": "callback", "on": "arg:0", "from": "arg:1", "property": "peer", "accepts": "clears-flags:2", "verdict_parameter": 0, "only_on_failure": true, "null": "keep"},
    {"event": "handshake", "on": "arg:0", "success": {"equals": "TEN"}}, {"event": "upgrade-request", "on": "arg:0", "success": {"not-equals": 1}},
    {"event": "capability", "on": "arg:0"}, {"event": "read-result", "on": "arg:0", "properties": ["peer"], "success": "zero"},
    {"event": "refuse", "on": "arg:0"}, {"event": "send", "on": "arg:0", "what": "file"}, {"event": "drop-tls", "on": "arg:0"},
    {"event": "escape", "on": "arg:0"}, {"event": "store", "on": "arg:0", "from": "arg:1"}, {"event": "return", "from": "arg:0"}]}]}
"""

# text, line, key, part of the message
BAD = [
    ('[]', 1, "", "expected an object"),
    ('{"library": "l", "language": "c", "apis": []}', 1, "schema", 'expected `"schema": 1`'),
    ('{"schema": "1", "library": "l", "language": "c", "apis": []}', 1, "schema", 'expected `"schema": 1`'),
    ('{"schema": 2, "library": "l", "language": "c", "apis": []}', 1, "schema", "a newer tls-tidy is needed"),
    ('{"schema": 1,\n "library": "l",\n "language": "c"}', 1, "apis", "this key is missing"),
    ('{"schema": 1, "library": "l",\n "language": "c",\n "apis": {}}', 3, "apis", "expected a list"),
    ('{"schema": 1, "library": "l",\n "language": "go", "apis": []}', 2, "language", "expected c, cxx or python"),
    ('{"schema": 1,\n "library": 7, "language": "c", "apis": []}', 2, "library", "expected a string"),
    ('{"schema": 1, "language": "c", "apis": []}', 1, "library", "this key is missing"),
    ('{"schema": 1, "library": "l", "language": "c",\n "apis": [],\n "apps": []}', 3, "apps", "unknown key, did you mean `apis`?"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "headers": "l.h"}', 2, "headers", "expected a list"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "headers": ["a.h",\n 7]}', 3, "headers[1]", "expected a string"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "constants": {"A":\n 1.5}}', 2, "constants.A", "expected a whole number or a string"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "types": {"T": 1}}', 2, "types.T", "expected an object"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "types": {"T":\n {"base": []}}}', 3, "types.T.base", "did you mean `bases`?"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "exceptions": {"E": "io"}}', 2, "exceptions.E", "expected a list"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "exceptions": {"E": ["oi"]}}', 2, "exceptions.E[0]", "expected handshake, upgrade or io"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "enums": [{"values": {"A": 1}}]}', 2, "enums[0].name", "this key is missing"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "enums": [{"name": "e", "values": {"A": "1"}}]}', 2, "enums[0].values.A", "expected a whole number"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "macros": [1]}', 2, "macros[0]", "expected a string"),
    ('{"schema": 1, "library": "l", "language": "c", "apis": [],\n "triggers": 1}', 2, "triggers", "expected a list"),
    ('{"schema": 1, "library": "l", "language": "c",\n "apis": [7]}', 2, "apis[0]", "expected an object"),
    ('{"schema": 1, "library": "l", "language": "c",\n "apis": [{"source": "s", "event": "none"}]}', 2, "apis[0].name", "this key is missing"),
    ('{"schema": 1, "library": "l", "language": "c",\n "apis": [{"name": "f", "event": "none"}]}', 2, "apis[0].source", "this key is missing"),
    (ENTRY % '"note": "no event"', 3, "apis[0].event", "this key is missing"),
    (ENTRY % '"event": "sett"', 4, "apis[0].event", "did you mean `set`?"),
    (ENTRY % '"propery": "peer", "event": "none"', 4, "apis[0].propery", "did you mean `property`?"),
    (ENTRY % '"event": "none", "on": "self"', 4, "apis[0].on", "an event `none` has no `on`"),
    (ENTRY % '"effects": [], "event": "none"', 4, "apis[0].event", "belongs into an element of `effects`"),
    (ENTRY % '"effects": [{"event": "none"},\n {"event": "refuse",\n "name": "x", "on": "self"}]', 6, "apis[0].effects[1].name", "unknown key"),
    (ENTRY % '"effects": {}', 4, "apis[0].effects", "expected a list"),
    (ENTRY % '"by": "guess", "event": "none"', 4, "apis[0].by", "expected hand or measured"),
    (ENTRY % '"corpus": "x", "event": "none"', 4, "apis[0].corpus", "expected a list"),
    (ENTRY % '"aliases": [1], "event": "none"', 4, "apis[0].aliases[0]", "expected a string"),
    (ENTRY % '"constructor": 1, "event": "none"', 4, "apis[0].constructor", "expected true or false"),
    (ENTRY % '"attribute": "yes", "event": "none"', 4, "apis[0].attribute", "expected true or false"),
    (ENTRY % '"fix": {"imports": "x"}, "event": "none"', 4, "apis[0].fix.imports", "did you mean `import`?"),
    (ENTRY % '"fixed": {"first": 1}, "event": "none"', 4, "apis[0].fixed.first", "the position of an argument"),
    (ENTRY % '"fixed": {"1": 1.5}, "event": "none"', 4, "apis[0].fixed.1", "expected a number or the name of a constant"),
    (ENTRY % '"signatures": [{"since": 8}], "event": "none"', 4, "apis[0].signatures[0].parameters", "this key is missing"),
    (ENTRY % '"signatures": [{"since": "3.8",\n "parameters": ""}], "event": "none"', 4, "apis[0].signatures[0].since", "expected a whole number"),
    (ENTRY % '"signatures": [{"from": 8, "parameters": ""}], "event": "none"', 4, "apis[0].signatures[0].from", "unknown key"),
    (ENTRY % '"event": "create", "on": "result", "object": "context"', 3, "apis[0].type", "a `create` needs it"),
    (ENTRY % '"event": "create", "on": "result", "type": "T", "object": "thing"', 4, "apis[0].object", "expected context, connection"),
    (ENTRY % '"event": "create", "on": "result", "type": "T", "object": "connection", "protocol": "http"', 4, "apis[0].protocol", "expected imap, smtp"),
    (ENTRY % '"event": "create", "on": "result", "type": "T", "object": "context", "state": {"peer": "yes"}', 4, "apis[0].state.peer", "expected on, off"),
    (ENTRY % '"event": "derive", "on": "self"', 3, "apis[0].from", "a `derive` needs it"),
    (ENTRY % '"event": "derive", "on": "self", "from": "arg:0", "reference": "yes"', 4, "apis[0].reference", "expected true or false"),
    (ENTRY % '"event": "derive", "on": "self", "from": "arg:0", "null": {"peer": 0}', 4, "apis[0].null.peer", "expected on, off"),
    (ENTRY % '"event": "refuse", "on": "argument:0"', 4, "apis[0].on", 'got "argument:0"'),
    (ENTRY % '"event": "refuse", "on": "arg:1x"', 4, "apis[0].on", 'got "arg:1x"'),
    (ENTRY % '"event": "refuse", "on": "self..sock"', 4, "apis[0].on", "a step of"),
    (ENTRY % '"event": "refuse", "on": 0', 4, "apis[0].on", "expected \"result\""),
    (ENTRY % '"event": "set", "on": "self", "value": "on"', 3, "apis[0].property", "a `set` needs it"),
    (ENTRY % (SET + '"value": "unset"'), 5, "apis[0].value", "expected on, off"),
    (ENTRY % (SET + '"value": {"cases": []}'), 5, "apis[0].value.of", "this key is missing"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "case": []}'), 5, "apis[0].value.case", "did you mean `cases`?"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "cases": [[{"null": true}]]}'), 5, "apis[0].value.cases[0]", "expected [test, value]"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "cases": [[{"nul": true}, "on"]]}'), 5, "apis[0].value.cases[0][0].nul", "did you mean `null`?"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "cases": [[{"null": false}, "on"]]}'), 5, "apis[0].value.cases[0][0].null", "expected true"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "cases": [[{}, "on"]]}'), 5, "apis[0].value.cases[0][0]", "an object with one test"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "cases": [[{"null": true, "true": true}, "on"]]}'), 5, "apis[0].value.cases[0][0]", "an object with one test"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "cases": [[{"less": 1.5}, "on"]]}'), 5, "apis[0].value.cases[0][0].less", "expected a number"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "cases": [[{"contains": 1}, "on"]]}'), 5, "apis[0].value.cases[0][0].contains", "expected a string"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "else": "no"}'), 5, "apis[0].value.else", "expected on, off"),
    (ENTRY % (SET + '"value": "on", "when": {}'), 5, "apis[0].when", "expected a list"),
    (ENTRY % (SET + '"value": "on", "when": [{"test": {"null": true}}]'), 5, "apis[0].when[0].of", "this key is missing"),
    (ENTRY % (SET + '"value": "on", "when": [{"of": "arg:0"}]'), 5, "apis[0].when[0]", "expected `test`, or `property` and `value`"),
    (ENTRY % (SET + '"value": "on", "when": [{"of": "arg:0", "property": "x", "test": {"null": true}, "value": "on"}]'), 5, "apis[0].when[0]", "expected `test`, or"),
    (ENTRY % (SET + '"value": "on", "when": [{"of": "arg:0", "property": "", "value": "on"}]'), 5, "apis[0].when[0]", "expected `test`, or"),
    (ENTRY % '"event": "callback", "on": "self", "from": "arg:0", "property": "peer"', 3, "apis[0].accepts", "a `callback` needs it"),
    (ENTRY % '"event": "callback", "on": "self", "from": "arg:0", "property": "peer", "accepts": "yes"', 4, "apis[0].accepts", "expected nonzero, positive"),
    (ENTRY % '"event": "callback", "on": "self", "from": "arg:0", "property": "peer", "accepts": "clears-flags:N"', 4, "apis[0].accepts", "N the position of a parameter"),
    (ENTRY % '"event": "callback", "on": "self", "from": "arg:0", "property": "peer", "accepts": "true", "verdict_parameter": "0"', 4, "apis[0].verdict_parameter", "expected a whole number"),
    (ENTRY % '"event": "read-result", "on": "self", "properties": ["peer"]', 3, "apis[0].success", "a `read-result` needs it"),
    (ENTRY % '"event": "read-result", "on": "self", "properties": "peer", "success": "zero"', 4, "apis[0].properties", "expected a list"),
    (ENTRY % '"event": "handshake", "on": "self", "success": "ok"', 4, "apis[0].success", "expected raises, zero"),
    (ENTRY % '"event": "handshake", "on": "self", "success": {"equals": 1, "not-equals": 2}', 4, "apis[0].success", "expected raises, zero"),
    (ENTRY % '"event": "send", "on": "self"', 3, "apis[0].what", "a `send` needs it"),
    (ENTRY % '"event": "send", "on": "self", "what": "mail"', 4, "apis[0].what", "expected credentials, data or file"),
    (ENTRY % '"event": "return"', 3, "apis[0].from", "a `return` needs it"),
    (ENTRY % '"event": "store", "on": "self"', 3, "apis[0].from", "a `store` needs it"),
]

# The same, for the program alone: these need more than one place of the file, or a language of their own.
BEYOND_A_SCHEMA = [
    (C_FILE % '"header": "m.h", "event": "none"', 4, "apis[0].header", "`m.h` is not in the file's `headers`, did you mean `l.h`?"),
    (C_FILE % '"fixed": {"1": "TEM"}, "event": "none"', 4, "apis[0].fixed.1", "no constant is called `TEM`, did you mean `TEN`?"),
    (C_FILE % '"fixed": {"1": "WORD"}, "event": "none"', 4, "apis[0].fixed.1", "no constant is called `WORD`"),
    (ENTRY % (SET + '"value": {"of": "arg:0", "cases": [[{"matches": "("}, "on"]]}'), 5, "apis[0].value.cases[0][0].matches", "this pattern is not understood"),
    (ENTRY % '"signatures": [{"since": 9, "until": 8, "parameters": ""}], "event": "none"', 4, "apis[0].signatures[0]", "no version is both since 9 and until 8"),
    (ENTRY % '"signatures": [{"parameters": "a, 1b"}], "event": "none"', 4, "apis[0].signatures[0].parameters", "`1b` is no parameter"),
    (ENTRY % '"event": "none",\n "event": "none"', 5, "apis[0].event", "this key stands twice"),
    ('{"schema": 1.0, "library": "l", "language": "c", "apis": []}', 1, "schema", 'expected `"schema": 1`'),
]

NO_JSON = [
    ('{"schema": 1,\n "library": }', 2, "this is no JSON"),
    ('', 1, "this is no JSON"),
    ('{"schema": 1, "library": "\xff"}', 1, "this is no JSON"),
    ('{"schema": 1e999}', None, "this is no JSON"),
]


def said(tool, folder, text):
    (folder / "bad.json").write_bytes(text.encode("latin-1"))
    run = subprocess.run([tool, "scan", "--no-cache", "--models", "bad.json", "a.py"], cwd=folder, capture_output=True, text=True, timeout=60)
    return run.returncode, run.stdout + run.stderr


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    wrong = []
    for path in sorted(MODELS.glob("*.json")):
        if path.name != "schema.json":
            wrong += [f"{path.name}: {list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(json.loads(path.read_text()))]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        (folder / "a.py").write_text("pass\n")
        wrong += [f"everything, the schema: {error.message}" for error in validator.iter_errors(json.loads(EVERYTHING))]
        code, words = said(tool, folder, EVERYTHING)
        if code != 0:
            wrong.append(f"everything, the program: {words}")
        for table, schema_refuses in ((BAD, True), (BEYOND_A_SCHEMA, False)):
            for text, line, key, part in table:
                if validator.is_valid(json.loads(text)) == schema_refuses:
                    wrong.append(f"the schema {'takes' if schema_refuses else 'refuses'}: {text}")
                code, words = said(tool, folder, text)
                want = f"tls-tidy: bad.json:{line}: " + (f"`{key}`: " if key else "")
                if code != 2 or not words.startswith(want) or part not in words:
                    wrong.append(f"{text}\n  wanted: {want}... {part} (exit 2)\n  got:    {words.strip()} (exit {code})")
        for text, line, part in NO_JSON:
            code, words = said(tool, folder, text)
            if code != 2 or not words.startswith("tls-tidy: bad.json:" + (f"{line}: " if line else "")) or part not in words:
                wrong.append(f"{text!r}: {words.strip()} (exit {code})")
    print("\n".join([*wrong, f"{len(BAD) + len(BEYOND_A_SCHEMA) + len(NO_JSON)} bad models; {len(wrong)} failures"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
