#!/usr/bin/env python3
"""Configs that are wrong, hostile or odd: what is said and where, and that the schema says the same as the program.

    tests/cli/config_test.py PROGRAM

The ordinary use of a config is the case tests/cli/config.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

import jsonschema

program = str(pathlib.Path(sys.argv[1]).resolve())
house = pathlib.Path(__file__).resolve().parents[2]
schema = json.loads((house / "docs" / "config.schema.json").read_text())
failures = []


def check(name, wanted, seen):
    if wanted != seen:
        failures.append(f"{name}:\n  wanted {wanted!r}\n  saw    {seen!r}")


def run(folder, *words):
    result = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, errors="backslashreplace", timeout=60,
                            env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    return result.returncode, result.stdout, result.stderr


# A config, what is said about it behind its name (None: nothing), whether the schema sees it too.
kRules = "`tls-tidy rules` lists them"
kCases = [
    ('', None, True),
    ('fail-on = "never"\nmin-severity = "error"\nmin-confidence = "low"\nforce-exclude = true\nexclude = []\n', None, True),
    ('protocols = ["imap", "other"]\npython-version = "3.11"\n', None, True),
    ('python-version = ["2.7", "3.8"]\nmodels = []\n', None, True),
    ('rules = {weak-protocol = "off", tls-null-context = "default"}\n', None, True),
    ('[[paths]]\nmatch = ["a"]\n[[paths]]\nmatch = ["a", "b/**"]\nrules.tls-null-context = "note"\n', None, True),
    ('fail-onn = "error"\n', "1:1: unknown key `fail-onn`; did you mean `fail-on`?", True),
    ('\n  zzz = 1\n', "2:3: unknown key `zzz`; expected one of compile-commands, exclude, fail-on, force-exclude, min-confidence, "
     "min-severity, models, paths, protocols, python-version, rules", True),
    ('fail-on = "eror"\n', "1:11: `fail-on`: `eror` is none of note, warning, error, never; did you mean `error`?", True),
    ('fail-on = 3\n', "1:11: `fail-on`: expected a string", True),
    ('force-exclude = "yes"\n', "1:17: `force-exclude`: expected true or false", True),
    ('exclude = "build"\n', "1:11: `exclude`: expected a list of strings", True),
    ('exclude = ["a", 1]\n', "1:17: `exclude`: expected a string", True),
    ('exclude = [""]\n', "1:12: `exclude`: an empty glob matches nothing", True),
    (f'exclude = ["{"*a" * 501}"]\n', "1:12: `exclude`: a glob of more than 1000 bytes", True),
    ('python-version = 3.11\n', "1:18: `python-version`: expected a version as a string, like \"3.11\"", True),
    ('python-version = ["3.11", "4.0"]\n', "1:27: `python-version`: `4.0` is no version like 3.11 or 2.7", True),
    ('protocols = []\n', "1:13: `protocols`: an empty list leaves nothing to report", True),
    ('protocols = ["imaps"]\n', "1:14: `protocols`: `imaps` is none of ftp, imap, nntp, other, pop3, smtp; did you mean `imap`?", True),
    ('rules = "off"\n', "1:9: `rules`: expected a table of rules and levels", True),
    ('[rules]\nweak-protocoll = "off"\n', "2:1: no rule is called `weak-protocoll`; did you mean `tls-weak-protocol`?", True),
    ('[rules]\nnonsense = "off"\n', f"2:1: no rule is called `nonsense`; {kRules}", True),
    ('[rules]\nweak-protocol = "fatal"\n', "2:17: `tls-weak-protocol`: `fatal` is none of off, note, warning, error, default", True),
    ('[rules]\nweak-protocol = "off"\ntls-weak-protocol = "note"\n', "2:1: `tls-weak-protocol` is there twice", False),
    ('[paths]\nmatch = ["a"]\n', "1:1: `paths`: expected [[paths]] tables", True),
    ('[[paths]]\nmatchh = ["a"]\n', "1:1: `paths`: `match`, a list of globs, is missing", True),
    ('[[paths]]\nmatch = []\n', "1:1: `paths`: `match`, a list of globs, is missing", True),
    ('[[paths]]\nmatch = ["a"]\nlevel = "off"\n', "3:1: unknown key `level`; expected one of match, rules", True),
    ('[[paths]]\nmatch = ["a"]\n[paths.rules]\nweak = "off"\n', f"4:1: no rule is called `weak`; {kRules}", True),
    ('min-severity = "x"\nfail-on = "x"\n', "1:16: `min-severity`: `x` is none of note, warning, error", True),  # the first in the file
    ('a = \n', "1:5: Error while parsing key-value pair: expected value, saw '\\n'", False),
    ('models = ["/etc/passwd"]\n', "1:11: `models`: `/etc/passwd` has to lie below the folder of this file", False),
    ('models = ["../up.json"]\n', "1:11: `models`: `../up.json` has to lie below the folder of this file", False),
    ('models = ["link.json"]\n', "1:11: `models`: `link.json` has to lie below the folder of this file", False),
    ('models = ["gone.json"]\n', "1:11: `models`: no such file: `gone.json`", False),
    ('compile-commands = ".."\n', "1:20: `compile-commands`: `..` has to lie below the folder of this file", False),
    ('"\\u001b[31m" = 1\n', None, True),  # told below: nothing of it acts in a terminal
]
with tempfile.TemporaryDirectory(prefix="tls-tidy-config-") as scratch:
    outer = pathlib.Path(scratch)
    (outer / "up.json").write_text("{}")
    project = outer / "project"
    project.mkdir()
    (project / "link.json").symlink_to(outer / "up.json")
    (project / "a.py").write_text("answer = 42\n")
    for name, before in ((".tls-tidy.toml", ""), ("pyproject.toml", "[project]\n[tool.tls-tidy]\n")):
        for text, told, by_schema in kCases:
            if before and (text.startswith("[") or "\n[" in text):
                text = re.sub(r"^(\[+)", r"\1tool.tls-tidy.", text, flags=re.MULTILINE)
                if not text.startswith("["):
                    continue
            file = project / name
            file.write_text(before + text)
            code, out, err = run(project, "scan", "--no-cache", "a.py")
            if "u001b" in text:
                check("escape", (2, True, False), (code, "unknown key" in err, "\x1b" in err))
                continue
            if told and before:
                line, rest = told.split(":", 1)
                column = rest.split(":", 1)
                told = f"{int(line) + 2}:{rest}"
                if text.startswith("[") and "Error while" not in told:  # the header is longer
                    told = re.sub(r"^3:1:", "3:1:", told)
            check(f"{name} {text!r}", (0, "") if told is None else (2, f"tls-tidy: {name}:{told}\n"), (code, "" if told is None else err))
            if not before and by_schema:
                problems = list(jsonschema.Draft7Validator(schema).iter_errors(tomllib.loads(text)))
                check(f"schema of {text!r}", told is None, not problems)
        file.unlink()

    # Where it is looked for.
    (outer / ".tls-tidy.toml").write_text('fail-on = "broken"\n')
    check("above the current folder, no repository", 0, run(project, "scan", "--no-cache", "a.py")[0])
    check("at the current folder", 2, run(outer, "scan", "--no-cache", "project/a.py")[0])
    below = project / "below"
    (below / "deep").mkdir(parents=True)
    (below / "deep" / "b.py").write_text("answer = 42\n")
    (outer / ".git").mkdir()
    check("up to the repository's root", 2, run(below, "scan", "--no-cache", "deep")[0])
    check("standard input", 2, run(below, "scan", "--no-cache", "--stdin-filename", "deep/b.py", "-")[0])
    (project / "pyproject.toml").write_text('[project]\nname = "a"\n')
    check("a pyproject.toml without our table", 2, run(below, "scan", "--no-cache", "deep")[0])
    (project / "pyproject.toml").write_text("[project\n")
    check("another tool's trouble", 2, run(below, "scan", "--no-cache", "deep")[0])
    (project / "pyproject.toml").write_text("[tool.tls-tidy]\n")
    check("an empty table ends the search", 0, run(below, "scan", "--no-cache", "deep")[0])
    (below / ".git").write_text("gitdir: elsewhere\n")
    (project / "pyproject.toml").write_text("[tool.tls-tidy]\nx = 1\n")
    check("not above a repository of its own", 0, run(below, "scan", "--no-cache", "deep")[0])
    (below / ".tls-tidy.toml").symlink_to("/dev/zero")
    check("no regular file", (2, "", "tls-tidy: .tls-tidy.toml: is no regular file\n"), run(below, "scan", "--no-cache", "deep"))
    (below / ".tls-tidy.toml").unlink()
    (below / ".tls-tidy.toml").write_bytes(b"#" * (128 << 10) + b"\n")
    check("large", (2, "", "tls-tidy: .tls-tidy.toml: is larger than 128 KiB\n"), run(below, "scan", "--no-cache", "deep"))
    for text in ("[" * 100000, "a" + ".a" * 65000 + " = 1", "[a" + ".a" * 65000 + "]", "a = " + "[" * 100000, "a = " + "{a = " * 20000,
                 'exclude = ["' + "*a" * 400 + 'b"]'):
        (below / ".tls-tidy.toml").write_text(text + "\n")
        code, _, err = run(below, "scan", "--no-cache", "deep")
        check(f"{text[:20]}...", (True, True), (code in (0, 2), err.count("\n") < 5))

    # What `config` prints is a config that says the same.
    (below / "models").mkdir()
    (below / "models/own.json").write_text('{"schema": 1, "library": "own", "language": "python", "apis": []}')
    (below / ".tls-tidy.toml").write_text('models = ["models/own.json"]\nexclude = ["a\\\\b\\"c\\u0007"]\nfail-on = "note"\n[rules]\nweak-protocol = "off"\n'
                                          '[[paths]]\nmatch = ["x", "y"]\nrules.null-context = "note"\n')
    code, first, err = run(below, "config")
    check("config", (0, ""), (code, err))
    (below / ".tls-tidy.toml").write_text(first)
    code, second, err = run(below, "config")
    check("config of its own output", (0, ""), (code, err))
    check("same values", tomllib.loads(first), tomllib.loads(second))
    jsonschema.Draft7Validator(schema).validate(tomllib.loads(first))

# The schema names what the program knows.
listed = set(subprocess.run([program, "rules"], capture_output=True, text=True, check=True).stdout.split())
pattern, = schema["definitions"]["rules"]["patternProperties"]
named = set(re.search(r"\(tls-\)\?\((.*)\)\$", pattern)[1].split("|"))
check("rules of the schema", {word for word in listed if word.startswith("tls-")}, {"tls-" + word for word in named})
jsonschema.Draft7Validator.check_schema(schema)
for line in kCases:
    if line[1] and line[1].startswith("2:3: unknown key `zzz`"):
        check("keys of the schema", sorted(schema["properties"]), line[1].split("expected one of ")[1].split(", "))

print("\n".join(failures) or f"{len(kCases)} configs, all as told")
sys.exit(1 if failures else 0)
