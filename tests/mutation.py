#!/usr/bin/env python3
"""Deletes what makes a quiet corpus case quiet, and expects a finding.

    tests/mutation.py TLS-TIDY

For every Python case without a `want:` each modelled step is taken out in turn: a call that upgrades, protects or
checks (starttls, prot_p, match_hostname, ...), an assignment to a modelled attribute, a context argument. Which names
those are is read from checks/models. All variants are scanned in one run; one without a finding fails, unless
the case says `mutation-ok: NAME: reason` in a comment. Standard library only.
"""
import ast
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROTECTS = {"upgrade-request", "handshake", "read-result", "derive"}
PROPERTIES = {"peer", "name", "floor", "data", "transport"}


def modelled():
    """Last name components of calls and attributes that protect, and the names of context parameters."""
    calls, attributes, contexts = set(), set(), set()
    for path in (ROOT / "checks" / "models").glob("*.json"):
        model = json.loads(path.read_text())
        if model.get("language") != "python":
            continue
        for api in model["apis"]:
            effects = api.get("effects", [api])
            events = {effect.get("event") for effect in effects}
            if any(effect.get("event") == "set" and effect.get("property") in PROPERTIES for effect in effects):
                events.add("derive")
            name = api["name"].rsplit(".", 1)[-1]
            for effect in effects:
                if effect.get("event") == "derive" and str(effect.get("from", "")).startswith("arg:"):
                    contexts.add(effect["from"][4:])
            if events & {"create", "send"} or not events & PROTECTS:
                continue
            (attributes if api.get("attribute") else calls).add(name)
    return calls, attributes, contexts


def offsets(text):
    starts = [0]
    for line in text.encode().split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def variants(text, calls, attributes, contexts):
    """Yields (name of what is taken out, line, new text)."""
    data, starts = text.encode(), offsets(text)

    def cut(node, replacement):
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        return (data[:begin] + replacement + data[end:]).decode()

    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
            if node.value.func.attr in calls:
                yield node.value.func.attr, node.lineno, cut(node, b"pass")
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute) and node.targets[0].attr in attributes:
            yield node.targets[0].attr, node.lineno, cut(node, b"pass")
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in contexts:
                    yield keyword.arg, keyword.value.lineno, cut(keyword, keyword.arg.encode() + b"=None")


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    calls, attributes, contexts = modelled()
    with tempfile.TemporaryDirectory() as scratch:
        made = {}
        for path in sorted((ROOT / "corpus" / "python").rglob("*.py")):
            text = path.read_text()
            if "want:" in text:
                continue
            for name, line, mutated in variants(text, calls, attributes, contexts):
                if f"mutation-ok: {name}:" in text:
                    continue
                folder = f"v{len(made)}"
                (pathlib.Path(scratch) / folder).mkdir()
                (pathlib.Path(scratch) / folder / path.name).write_text(mutated)
                made[folder] = f"{path.relative_to(ROOT)}:{line}: without {name}"
        run = subprocess.run([tool, "scan", "--no-cache", "--min-confidence", "low", "--output", "json", "."],
                             cwd=scratch, capture_output=True, text=True)
        if run.returncode not in (0, 1):
            print(run.stderr)
            return 1
        found = {finding["location"]["path"].split("/")[0] for finding in json.loads(run.stdout)["findings"]}
    silent = [what for folder, what in made.items() if folder not in found]
    for what in silent:
        print(f"{what}: still silent")
    print(f"{len(made) - len(silent)} passed, {len(silent)} failed")
    return 1 if silent or not made else 0


if __name__ == "__main__":
    sys.exit(main())
