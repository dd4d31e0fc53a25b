#!/usr/bin/env python3
"""The models against the libraries' real headers, as Clang reads them.

    tests/real_headers/check.py [--install] [LIBRARY...]

For each model in checks/models of a C or C++ library: every modelled name exists, a C function is declared as the model
says (so that argument positions mean the same), every constant has the model's value, and every macro expands to the
call and the fixed arguments that the model names. Packages and flags are those of tests/lab/libraries.json; --install
installs what is missing. What this system's version of a library lacks is listed as not checked, and is a failure
unless the entry's note says that not every build or release has it. Not looked at: the parameters of C++ methods.
"""
import argparse
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CLANG = "clang-19"
NOT_EVERYWHERE = re.compile(r"only|newer|older|builds|releases|deprecated|1\.0", re.I)


class Headers:
    """A library's headers, and questions to Clang about them: one line of source per question."""

    def __init__(self, model, flags, folder):
        self.cxx = model["language"] == "cxx"
        self.flags = flags
        self.file = folder / ("probe.cpp" if self.cxx else "probe.c")
        self.headers = self.usable(model["headers"])
        self.include = self.text_of(self.headers)

    def usable(self, names):
        """The headers that are there, without those that are one file under two names or do not go with the ones before."""
        found, seen = [], set()
        for name in names:
            self.include = self.text_of([*found, name])
            self.file.write_text(self.include)
            listed = subprocess.run(self.command("-M", str(self.file)), capture_output=True, text=True).stdout
            places = {str(pathlib.Path(word).resolve()) for word in listed.split() if word.endswith(name)}
            if not places or places & seen:
                continue
            if subprocess.run(self.command("-fsyntax-only", str(self.file)), capture_output=True).returncode == 0:
                seen |= places
                found.append(name)
        return found

    def text_of(self, names):
        standard = "#include <stddef.h>\n#include <stdint.h>\n#include <stdio.h>\n" + ("#include <utility>\n" if self.cxx else "")
        return standard + "".join(f"#if __has_include(<{name}>)\n#include <{name}>\n#endif\n" for name in names)

    def command(self, *more):
        return [CLANG, *(["-std=c++20", "-fPIC"] if self.cxx else ["-std=gnu17"]), "-w", "-ferror-limit=0", *self.flags, *more]

    def wrong(self, lines):
        """Those of the lines that do not compile after the headers: index -> what Clang says."""
        head = self.include.count("\n")
        self.file.write_text(self.include + "".join(line + "\n" for line in lines))
        done = subprocess.run(self.command("-fsyntax-only", str(self.file)), capture_output=True, text=True)
        faults = {}
        for found in re.finditer(re.escape(str(self.file)) + r":(\d+):\d+: (?:fatal )?error: (.*)", done.stderr):
            faults.setdefault(int(found[1]) - head - 1, found[2])
        if not faults and done.returncode != 0:
            raise SystemExit(f"{self.file.name}: {done.stderr[:600]}")
        return {index: text for index, text in faults.items() if index >= 0}

    def expanded(self, calls):
        """What the preprocessor makes of each text."""
        self.file.write_text(self.include + "".join(f"TLS_TIDY_PROBE {call}\n" for call in calls))
        text = subprocess.run(self.command("-E", "-P", str(self.file)), capture_output=True, text=True).stdout
        return [part.strip() for part in text.split("TLS_TIDY_PROBE")[1:]]


def arguments(call):
    """The text of a call's arguments, split at its own commas."""
    depth, parts, part = 0, [], ""
    for c in call[call.index("("):]:
        if c in ")]}":
            depth -= 1
            if depth == 0:
                break
        if c == "," and depth == 1:
            parts.append(part.strip())
            part = ""
        elif depth:
            part += c
        if c in "([{":
            depth += 1
    return parts + [part.strip()]


def names_of(entry):
    return [entry["name"], *entry.get("aliases", [])]


def check_names(model, headers, instances):
    """(missing, wrong): names that are not there, functions that are declared otherwise."""
    asked = {}
    for entry in model["apis"]:
        for name in names_of(entry):
            asked.setdefault(name, entry)
    names = list(asked)
    if not headers.cxx:
        lines = [line for i, name in enumerate(names) for line in (f"#ifndef {name}", f"void *probe_{i} = (void *)&{name};", "#endif")]
        missing = {names[index // 3] for index in headers.wrong(lines)}
        declared = [entry for entry in model["apis"] if entry.get("declaration") and not missing & {entry["name"]}]
        lines = []
        for entry in declared:
            lines += [f"#ifndef {entry['name']}", entry["declaration"], "#endif"]
        wrong = {declared[index // 3]["name"]: text for index, text in headers.wrong(lines).items()}
        return {name: asked[name] for name in missing}, wrong
    lines = []
    for i, name in enumerate(names):
        owner, dot, member = name.rpartition(".")
        space, _, last = name.rpartition("::")
        if dot:
            lines.append(f"struct Probe{i} : {instances.get(owner, owner)} {{ using Base = {instances.get(owner, owner)}; using Base::{member}; }};")
        elif asked[name].get("constructor"):
            lines.append(f"using Probe{i} = {instances.get(name, name)};")
        else:
            lines.append(f"namespace probe{i} {{ using {name if space else '::' + name}; }}")
    missing = {names[index] for index in headers.wrong(lines)}
    owner = lambda name: instances.get(name.rpartition("::")[0], name.rpartition("::")[0])
    again = [name for name in missing if "::" in name and "." not in name and not asked[name].get("constructor")]  # static members
    lines = [f"struct Static{i} : {owner(name)} {{ using Base = {owner(name)}; using Base::{name.rpartition('::')[2]}; }};" for i, name in enumerate(again)]
    still = headers.wrong(lines)
    missing -= {name for index, name in enumerate(again) if index not in still}
    return {name: asked[name] for name in missing}, {}


def check_constants(model, headers):
    constants = {name: value for name, value in model.get("constants", {}).items() if isinstance(value, int)}
    for each in model.get("enums", []):
        constants.update(each["values"])
    names = list(constants)
    exists = [f"enum {{ probe_{i} = sizeof({name}) }};" for i, name in enumerate(names)]
    missing = {names[index] for index in headers.wrong(exists)}
    present = [name for name in names if name not in missing]
    keyword = "static_assert" if headers.cxx else "_Static_assert"
    lines = [f'{keyword}((long long)({name}) == {constants[name]}LL || (unsigned)({name}) == (unsigned){constants[name]}LL, "");' for name in present]
    return missing, {present[index]: f"is not {constants[present[index]]}" for index in headers.wrong(lines)}


def check_macros(model, headers):
    """Macros that expand to another call than the model says."""
    macros = [entry for entry in model["apis"] if entry.get("macro_of")]
    if not macros:
        return {}
    wrong, asked = {}, []
    for entry in macros:
        given = len(re.findall(r"arg:\d+", json.dumps(entry))) and 1 + max(int(n) for n in re.findall(r"arg:(\d+)", json.dumps(entry)))
        for name in names_of(entry):
            for count in range(1, max(given, 1) + 2):
                asked.append((entry, name, f"{name}({', '.join(f'probe_{i}' for i in range(count))})"))
    results = headers.expanded([call for _, _, call in asked])
    good = set()
    seen = set()
    for (entry, name, call), text in zip(asked, results):
        seen.add(name)
        if entry["macro_of"] + "(" not in re.sub(r"\s+", "", text) or not text.strip():
            continue
        parts = arguments(text[text.index(entry["macro_of"]):])
        fixed = entry.get("fixed", {})
        plain = [re.sub(r"[()\s]", "", part) for part in parts]
        if all(int(i) < len(plain) and plain[int(i)] == str(value) for i, value in fixed.items()):
            good.add(name)
    return {name: "does not expand to the modelled call" for name in seen - good}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--install", action="store_true")
    parser.add_argument("libraries", nargs="*")
    options = parser.parse_args()
    packages = json.loads((ROOT / "tests/lab/libraries.json").read_text())["cpp"]
    instances = json.loads((HERE / "instances.json").read_text())
    failures = 0
    for path in sorted((ROOT / "checks/models").glob("*.json")):
        model = json.loads(path.read_text())
        library = model.get("library")
        if model.get("language") not in ("c", "cxx") or (options.libraries and library not in options.libraries):
            continue
        entry = packages.get(library)
        if not entry or "unavailable" in entry:
            print(f"{library}: not checked: {entry['unavailable'] if entry else 'no entry in tests/lab/libraries.json'}")
            continue
        if options.install:
            subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *entry["packages"]], check=True, stdout=subprocess.DEVNULL)
        flags = [flag for flag in entry.get("flags", []) if not flag.startswith("-l")]
        if entry.get("pkgConfig"):
            done = subprocess.run(["pkg-config", "--cflags", *entry["pkgConfig"]], capture_output=True, text=True)
            if done.returncode != 0:
                print(f"{library}: not checked: {done.stderr.strip().splitlines()[0]}")
                failures += options.install
                continue
            flags += shlex.split(done.stdout)
        with tempfile.TemporaryDirectory() as folder:
            headers = Headers(model, flags, pathlib.Path(folder))
            if not headers.headers:
                print(f"{library}: not checked: none of its headers is installed")
                failures += options.install
                continue
            missing, wrong = check_names(model, headers, instances)
            absent, values = check_constants(model, headers)
            wrong.update(values)
            wrong.update(check_macros(model, headers) if not headers.cxx else {})
        unexplained = sorted(name for name, entry in missing.items() if not NOT_EVERYWHERE.search(entry.get("note", "")))
        macros = {name for entry in model["apis"] if entry.get("macro_of") for name in names_of(entry)}
        unexplained = [name for name in unexplained if name not in macros]
        excused = sorted(set(missing) - set(unexplained) - macros)
        total = len({name for entry in model["apis"] for name in names_of(entry)})
        print(f"{library}: {total - len(missing)} names, {len(model.get('constants', {})) - len(absent)} constants checked")
        for name in excused:
            print(f"  not checked: {name}: not in this build or release")
        for name in sorted(absent):
            print(f"  not checked: {name}: this version has no such constant")
        for name in unexplained:
            print(f"  missing: {name}")
        for name, what in sorted(wrong.items()):
            print(f"  wrong: {name}: {what}")
        failures += len(unexplained) + len(wrong)
    print(f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
