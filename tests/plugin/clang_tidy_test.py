#!/usr/bin/env python3
"""The plugin in clang-tidy as its users drive it: alone, from a database, on a diff, with options, in a host it is not for.

    tests/plugin/clang_tidy_test.py TLS-TIDY

What it finds in each corpus case is tests/corpus_test.cpp's business, NOLINT that of tests/cli/nolint_test.py.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PLUGIN = PROGRAM.parent / "plugin" / "tls-tidy-plugin.so"
RULE = "tls-peer-verification-off"
HEADER = """#pragma once
typedef struct ssl_ctx_st SSL_CTX; typedef struct ssl_st SSL;
#define SSL_VERIFY_NONE 0
#define SSL_VERIFY_PEER 1
void SSL_CTX_set_verify(SSL_CTX *, int, void *); SSL *SSL_new(SSL_CTX *); int SSL_set_fd(SSL *, int);
int SSL_connect(SSL *); int SSL_write(SSL *, const void *, int);
"""
SESSION = """  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, fd);
  if (SSL_connect(connection) != 1) return 1;
  return SSL_write(connection, "a1 LOGIN user secret\\r\\n", 22);
}
"""
UNIT = '#include "tls.h"\n\nint session(SSL_CTX *context, int fd) {\n  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, 0);\n' + SESSION
MACRO = '#include "tls.h"\n#define RELAX(context) SSL_CTX_set_verify(context, SSL_VERIFY_NONE, 0)\n\nint session(SSL_CTX *context, int fd) {\n  RELAX(context);\n' + SESSION
INLINE = '#pragma once\n#include "tls.h"\nstatic inline int session(SSL_CTX *context, int fd) {\n  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, 0);\n' + SESSION


def run(*words, folder, code=0, **options):
    done = subprocess.run([str(word) for word in words], cwd=folder, capture_output=True, text=True, timeout=120, **options)
    if code is not None and done.returncode != code:
        raise SystemExit(f"{words}: exit {done.returncode}, not {code}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def tidy(folder, *words, options=("-std=c11",), code=0):
    return run("clang-tidy-19", "-load", PLUGIN, "-checks=-*,tls-*", "--quiet", *words, "--", *options, folder=folder, code=code)


def places(said):
    """What was reported, as file:line, in order and as often as it was."""
    return [f"{pathlib.Path(match[1]).name}:{match[2]}" for match in re.finditer(r"^([^\s:]+):(\d+):\d+: (?:warning|remark|error): [^\n]*\[tls-", said, re.M)]


def expect(condition, said):
    if not condition:
        raise SystemExit(said)


def write(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"tls_h": HEADER, **files}.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def parts(folder):
    """Nothing of LLVM is linked in, and each major's plugin has a folder of its own."""
    for file in (PLUGIN, PLUGIN.parent / "tls-tidy" / "19" / "plugin.so"):
        needed = re.findall(r"NEEDED.*\[(.*)\]", run("readelf", "-d", file, folder=folder))
        expect(needed and not any("LLVM" in each or "clang" in each for each in needed), f"{file}: {needed}")
    expect([each.name for each in (PLUGIN.parent / "tls-tidy").iterdir()] == ["19"], "folders")
    expect([each.name for each in (PLUGIN.parent / "tls-tidy" / "19").iterdir()] == ["plugin.so"], "files")
    said = run("clang-tidy-19", "-load", PLUGIN, "-checks=-*,tls-*", "-list-checks", folder=folder)
    rules = [line.split()[0] for line in run(PROGRAM, "rules", folder=folder).splitlines()]
    listed = re.findall(r"^ +(\S+)$", said, re.M)
    expect(listed == sorted(listed) and set(rules) - set(listed) <= {"tls-invalid-suppression", "tls-unused-suppression"} and len(listed) > 8, said)


def foreign_host(folder):
    """A program built on another LLVM, or on none, ends with a message instead of going on without checks."""
    (folder / "empty.c").write_text("int of_llvm;\n")
    (folder / "host.c").write_text('#include <dlfcn.h>\n#include <stdio.h>\nint main(int n, char **words) {\n  (void)n;\n  if (!dlopen(words[1], RTLD_NOW)) puts(dlerror());\n  puts("went on");\n}\n')
    run("cc", "-shared", "-fPIC", "-Wl,-soname,libLLVM-14.so.1", "-o", "libLLVM-14.so.1", "empty.c", folder=folder)
    run("cc", "-o", "host14", "host.c", "-Wl,--no-as-needed", "./libLLVM-14.so.1", "-ldl", "-Wl,-rpath,$ORIGIN", folder=folder)
    run("cc", "-o", "host", "host.c", "-ldl", folder=folder)
    said = run("./host14", PLUGIN, folder=folder, code=2)
    expect("built on LLVM 14 and there is no plugin for it" in said and "went on" not in said, said)
    said = run("./host", PLUGIN, folder=folder, code=2)
    expect("cannot be told" in said and "went on" not in said, said)


def canary(folder):
    """The sample in docs/ that tells whether the plugin is at work."""
    shutil.copy(ROOT / "docs" / "canary.c", folder)
    (line,) = [number for number, text in enumerate((folder / "canary.c").read_text().splitlines(), 1) if f"/* {RULE} */" in text]
    said = tidy(folder, "canary.c", options=())
    expect(places(said) == [f"canary.c:{line}"] and f"[{RULE}]" in said, said)
    expect(places(tidy(folder, "canary.c", "-warnings-as-errors=tls-*", options=(), code=1)) == [f"canary.c:{line}"], "as errors")


def options(folder):
    """Stored, dumped, heeded; a wrong value and a missing file are told."""
    write(folder, mail_c=UNIT)
    said = run("clang-tidy-19", "-load", PLUGIN, "-checks=-*,tls-*", "--dump-config", "mail.c", "--", folder=folder)
    expect(re.search(rf"{RULE}\.MinConfidence: +medium", said), said)
    shown = json.loads((ROOT / "checks" / "models" / "openssl.json").read_text())
    like = next(api for api in shown["apis"] if api["name"] == "SSL_CTX_set_verify")
    model = {**{key: value for key, value in shown.items() if key not in ("apis", "types", "constants", "headers")}, "library": "ours", "headers": [],
             "constants": shown["constants"], "apis": [{**like, "name": "our_set_verify"}]}
    for key in ("header", "declaration"):
        model["apis"][0].pop(key, None)
    (folder / "ours.json").write_text(json.dumps(model))
    write(folder, ours_c=UNIT.replace("SSL_CTX_set_verify(context", "our_set_verify(context").replace("\n\nint", "\n\nvoid our_set_verify(SSL_CTX *, int, void *);\nint"))
    expect(places(tidy(folder, "ours.c")) == [], "our wrapper is not known yet")
    given = "{CheckOptions: {Models: ours.json}}"
    expect(places(tidy(folder, f"-config={given}", "ours.c")) == ["ours.c:5"], tidy(folder, f"-config={given}", "ours.c"))
    said = tidy(folder, "-config={CheckOptions: {Models: gone.json}}", "ours.c", code=None)
    expect("gone.json: " in said, said)
    said = tidy(folder, f"-config={{CheckOptions: {{{RULE}.MinConfidence: hihg}}}}", "mail.c", code=None)
    expect(f"invalid configuration value 'hihg' for option '{RULE}.MinConfidence'" in said and places(said), said)
    (folder / ".clang-tidy").write_text(f"Checks: '-*,tls-*'\nCheckOptions: {{{RULE}.MinConfidence: high, Models: ours.json}}\n")
    run("clang-tidy-19", "-load", PLUGIN, "--verify-config", folder=folder)
    (folder / ".clang-tidy").write_text("Checks: '-*,tls-peer-verification-of'\n")
    said = run("clang-tidy-19", "-load", PLUGIN, "--verify-config", folder=folder, code=1)
    expect("did you mean 'tls-peer-verification-of" in said, said)


def fixes(folder):
    """What clang-apply-replacements makes of the exported fixes is what --fix makes; macro bodies and system headers are left alone."""
    shapes = {"plain": {"mail_c": UNIT}, "crlf": {"mail_c": UNIT.replace("\n", "\r\n")}, "macro": {"mail_c": MACRO},
              "marked": {"mail_c": "\ufeff" + UNIT}, "header": {"mail_c": '#include "inline.h"\nint use(SSL_CTX *context) { return session(context, 0); }\n', "inline_h": INLINE}}
    for name, files in shapes.items():
        results = []
        for way in ("program", "exported", "clang-tidy"):
            place = folder / name / way
            place.mkdir(parents=True)
            for file, text in {"tls_h": HEADER, **files}.items():
                (place / file.replace("_", ".")).write_bytes(text.encode())
            if way == "program":
                said = run(PROGRAM, "scan", "--no-cache", "--fix", "--quiet", "mail.c", folder=place, code=None)
            elif way == "exported":
                if not shutil.which("clang-apply-replacements-19"):
                    continue
                tidy(place, "--header-filter=.*", "-export-fixes=fixes.yaml", "mail.c")
                run("clang-apply-replacements-19", place, folder=place, code=None)
                (place / "fixes.yaml").unlink(missing_ok=True)
            else:
                tidy(place, "--header-filter=.*", "--fix", "mail.c")
            results.append({file.name: file.read_bytes() for file in place.iterdir()})
        expect(all(each == results[0] for each in results), f"{name}: {results}")
        mended = any(b", SSL_VERIFY_PEER, 0" in text for text in results[0].values())
        expect(mended == (name != "macro"), f"{name}: {results[0]}")
    system = folder / "system"
    write(system / "include", inline_h=INLINE)
    (system / "mail.c").write_text("#include <inline.h>\nint use(SSL_CTX *context) { return session(context, 0); }\n")
    said = tidy(system, "--header-filter=.*", "--fix", "mail.c", options=("-isystem", "include"))
    expect(not places(said) and (system / "include" / "inline.h").read_text() == INLINE, said)


def drivers(folder):
    """run-clang-tidy, clang-tidy-diff, --line-filter, --vfsoverlay, flags of gcc that Clang does not know."""
    write(folder, mail_c=UNIT, other_c='#include "inline.h"\nint one;\n', third_c='#include "inline.h"\nint two;\n', inline_h=INLINE)
    entries = [{"directory": str(folder), "file": name, "arguments": ["gcc", "-std=c11", "-fno-tree-slsr", "-Wno-maybe-uninitialized", "-mno-fancy-math-387", "-c", name]} for name in ("mail.c", "other.c", "third.c")]
    (folder / "compile_commands.json").write_text(json.dumps(entries))
    said = run("run-clang-tidy-19", "-clang-tidy-binary", "clang-tidy-19", "-load", PLUGIN, "-checks=-*,tls-*", "-quiet", "-p", ".", "mail.c", folder=folder, code=None)
    expect(set(places(said)) == {"mail.c:4"}, said)
    # Header findings: once however many units of a run include it, and only where the filter says.
    units = ("other.c", "third.c")
    said = run("clang-tidy-19", "-load", PLUGIN, "-checks=-*,tls-*", "--quiet", "--header-filter=.*", *units, folder=folder, code=None)
    expect(places(said) == ["inline.h:4"], said)
    expect(places(run("clang-tidy-19", "-load", PLUGIN, "-checks=-*,tls-*", "--quiet", *units, folder=folder, code=None)) == [], "headers unasked")
    for lines, wanted in (([[4, 4]], ["mail.c:4"]), ([[7, 7]], ["mail.c:4"]), ([[1, 3]], [])):  # a step in the lines is enough
        said = tidy(folder, "--line-filter=" + json.dumps([{"name": "mail.c", "lines": lines}]), "mail.c")
        expect(places(said) == wanted, said)
    change = "--- a/mail.c\n+++ b/mail.c\n@@ -{0},1 +{0},1 @@\n-x\n+y\n"
    for line, wanted in ((4, ["mail.c:4"]), (1, [])):
        said = run("clang-tidy-diff-19.py", "-clang-tidy-binary", "clang-tidy-19", "-load", PLUGIN, "-checks=-*,tls-*", "-p1", "-path", ".", folder=folder, code=None, input=change.format(line))
        expect(places(said) == wanted, said)
    (folder / "now.c").write_text("\n\n" + UNIT)
    overlay = {"version": 0, "roots": [{"type": "directory", "name": str(folder), "contents": [{"type": "file", "name": "mail.c", "external-contents": str(folder / "now.c")}]}]}
    (folder / "overlay.json").write_text(json.dumps(overlay))
    said = tidy(folder, "--vfsoverlay=overlay.json", str(folder / "mail.c"))
    expect([each.split(":")[1] for each in places(said)] == ["6"], said)


def alone(folder):
    """What a unit's callers decide is no finding of that unit; the program, which sees both, has one."""
    write(folder, use_c='#include "tls.h"\nint session(SSL_CTX *context, int fd) {\n' + SESSION,
          make_c='#include "tls.h"\nint session(SSL_CTX *context, int fd);\nSSL_CTX *SSL_CTX_new(const void *);\nconst void *TLS_client_method(void);\n'
                 'int main(void) {\n  SSL_CTX *context = SSL_CTX_new(TLS_client_method());\n  return session(context, 3);\n}\n')
    for unit in ("use.c", "make.c"):
        expect(places(tidy(folder, unit)) == [], unit)
    said = run(PROGRAM, "scan", "--no-cache", "--output", "concise", ".", folder=folder, code=1)
    expect("tls-peer-verification-missing" in said, said)


def silent(folder):
    """The cases docs/clang-tidy.md warns of: clang-tidy analyses nothing of ours and ends well."""
    write(folder, mail_c=UNIT)
    said = run("clang-tidy-19", "-load", "/nowhere.so", "-checks=-*,misc-unused-parameters,tls-*", "mail.c", "--", folder=folder)
    expect(not places(said), said)
    for text in ("Checks: '-*,tls-*'\nWarningsAsErrors: 'tls-*'\nChekcs: x\n", "Checks: '-*,misc-unused-parameters,tls-peer-verification-of'\n"):
        (folder / ".clang-tidy").write_text(text)
        said = run("clang-tidy-19", "-load", PLUGIN, "mail.c", "--", folder=folder)
        expect(not places(said), said)


def main():
    if not PLUGIN.exists() or not shutil.which("clang-tidy-19"):
        print("no plugin here: nothing to try")
        return
    with tempfile.TemporaryDirectory(prefix="tls-tidy-plugin-") as scratch:
        for part in (parts, foreign_host, canary, options, fixes, drivers, alone, silent):
            folder = pathlib.Path(scratch) / part.__name__
            folder.mkdir()
            part(folder)
            print(f"{part.__name__}: as told")
    print("0 failures")


if __name__ == "__main__":
    main()
