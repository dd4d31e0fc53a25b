#!/usr/bin/env python3
"""Counts which Python samples of the corpus other linters speak about, by rule: docs/comparison.md.

    tests/benchmark/peers.py RUFF BANDIT

Bad are the files with an expected finding, quiet those without one: all of these verify. The corpus is this project's own; the
count says what a linter looks for, nothing about how well it does that elsewhere.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

CORPUS = pathlib.Path(__file__).resolve().parent.parent.parent / "corpus" / "python"
TLS = {"ruff": {"S321", "S323", "S402", "S501", "S502", "S503", "S504"}, "bandit": {"B321", "B323", "B402", "B501", "B502", "B503", "B504"}}


def told(words):
    return json.loads(subprocess.run(words, capture_output=True, text=True).stdout)


def main():
    texts = {str(file): file.read_text(errors="replace") for file in CORPUS.rglob("*.py")}
    bad = {file for file, text in texts.items() if re.search(r"#.*want: tls-(?!broken|unused|invalid)", text)}
    quiet = {file for file, text in texts.items() if "want:" not in text}
    print(f"{len(texts)} files, {len(bad)} bad, {len(quiet)} quiet")
    ruff, bandit = sys.argv[1:3]
    found = {
        "ruff": [(each["code"], each["filename"]) for each in told([ruff, "check", "--isolated", "--no-cache", "--select", "S", "--output-format", "json", str(CORPUS)])],
        "bandit": [(each["test_id"], each["filename"]) for each in told([bandit, "-q", "-r", "-f", "json", str(CORPUS)])["results"]],
    }
    for linter, pairs in found.items():
        print(subprocess.run([sys.argv[1 + list(found).index(linter)], "--version"], capture_output=True, text=True).stdout.splitlines()[0])
        files = collections.defaultdict(set)
        for rule, file in pairs:
            files[rule].add(file)
        files["about TLS and FTP"] = set().union(*(files[rule] for rule in TLS[linter] & files.keys()))
        for rule in sorted(files):
            print(f"  {rule}: {len(files[rule] & bad)} bad, {len(files[rule] & quiet)} quiet")


if __name__ == "__main__":
    main()
