#!/usr/bin/env python3
"""How much of a file's findings survives when a line of it is lost.

    tests/python/recovery_rate.py [--deletions 2000] [--seed 1] [--jobs 2] PROGRAM FOLDER...

From the .py files of FOLDER that have findings when scanned alone, one line is deleted, at random, where that makes the file
unreadable to this Python and where another top-level statement than the line's has a finding: it must still be there. A
finding depends on what was deleted, and is counted apart, when it also goes from a file in which nothing is broken: the
whole top-level statement taken out, or a deleted header replaced by `if 1:`.
Exit code 0: none was lost otherwise. Test: recovery_test.py runs some on the corpus.
"""
import argparse
import ast
import concurrent.futures
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings


def findings_of(program, text, suffix=".py"):
    """{(rule, line)} of a file scanned alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "m" + suffix)
        path.write_bytes(b"".join(text))
        output = subprocess.run([program, "scan", "--no-cache", "--quiet", "--min-severity", "note", "--output", "json", str(path)], capture_output=True)
    if output.returncode not in (0, 1, 3):
        raise SystemExit(f"{program} ended with {output.returncode}: {output.stderr.decode()}")
    return {(finding["rule"], finding["location"]["line"]) for finding in json.loads(output.stdout)["findings"]}


def parsed(lines):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(b"".join(lines))
        except (SyntaxError, ValueError):
            return None


class File:
    def __init__(self, path, program):
        self.path, self.lines = path, path.read_bytes().splitlines(keepends=True)
        tree = parsed(self.lines)
        self.findings = findings_of(program, self.lines) if tree else set()
        decorated = lambda node: min([node.lineno] + [one.lineno for one in getattr(node, "decorator_list", [])])
        self.statements = [(decorated(node), node.end_lineno) for node in tree.body] if tree else []

    def elsewhere(self, line):
        """The findings outside of the line's top-level statement."""
        first, last = self.statement_of(line)
        return {(rule, at) for rule, at in self.findings if not first <= at <= last}

    def statement_of(self, line):
        return next(((first, last) for first, last in self.statements if first <= line <= last), (line, line))


def lost_by(program, file, line):
    """(findings that had to stay, lost ones, of them those that depend on what was deleted)"""
    first, last = file.statement_of(line)
    kept, lines = file.elsewhere(line), file.lines
    lost = kept - {(rule, at + (at >= line)) for rule, at in findings_of(program, lines[:line - 1] + lines[line:])}
    if not lost:
        return kept, lost, lost
    neat = [lines[:first - 1] + [b"\n"] * (last - first + 1) + lines[last:]]
    if lines[line - 1].rstrip().endswith(b":"):
        indent = lines[line - 1][:len(lines[line - 1]) - len(lines[line - 1].lstrip())]
        neat.append(lines[:line - 1] + [indent + b"if 1:\n"] + lines[line:])
    depends = set()
    for text in neat:
        if parsed(text):
            depends |= lost - findings_of(program, text)
    return kept, lost, depends


def measure(program, folders, deletions, seed, jobs, show=20):
    choose = random.Random(seed)
    paths = sorted(path for folder in folders for path in pathlib.Path(folder).rglob("*.py") if path.is_file())
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        files = [file for file in pool.map(lambda path: File(path, program), paths) if file.findings]
    if not files:
        raise SystemExit("no file has a finding")
    cases, tried = [], 0
    while len(cases) < deletions and tried < 1000 * deletions:
        tried += 1
        file = choose.choice(files)
        line = choose.randrange(1, len(file.lines) + 1)
        if file.lines[line - 1].strip() and file.elsewhere(line) and parsed(file.lines[:line - 1] + file.lines[line:]) is None:
            cases.append((file, line))
    kept = lost = dependent = spoilt = 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for (file, line), (stays, gone, depends) in zip(cases, pool.map(lambda case: lost_by(program, *case), cases)):
            kept, lost, dependent = kept + len(stays), lost + len(gone), dependent + len(depends)
            if gone - depends:
                spoilt += 1
                if spoilt <= show:
                    print(f"    {file.path}:{line}: {file.lines[line - 1].decode('utf-8', 'replace').strip()!r} takes {sorted(gone - depends)[:3]} along")
    print(f"{len(files)} files with findings, {len(cases)} deletions that break them: {kept} findings stand in other top-level statements, "
          f"{kept - lost} stayed, {dependent} depend on the broken one, {lost - dependent} were lost, by {spoilt} deletions")
    return spoilt


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deletions", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("program")
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    return 1 if measure(str(pathlib.Path(options.program).resolve()), options.folders, options.deletions, options.seed, options.jobs) else 0


if __name__ == "__main__":
    sys.exit(main())
