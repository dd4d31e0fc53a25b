#!/usr/bin/env python3
"""Hold the gate against a real history: one project's commits before, at and after a fix.

    tests/devset/history.py --tls-tidy build/tls-tidy --mirror GITDIR --fix COMMIT [--commits 50] [-- more arguments for `tls-tidy scan`]

Asked of the program, with the commits checked out one after the other in a folder of their own:
    come      before the fix, compared with the fix (as if it were undone): the findings are new
    go        at the fix, compared with the commit before: they are not there, and nothing but notes is new
    baseline  taken in N commits before the fix; each commit up to it is scanned: nothing new, nothing stale, the file the same
    compared  the last of those commits compared with the first: nothing new
    shrinks   at the fix: the entries of what it mended are told of and taken out, nothing but notes is new

The commits are those of the first parents. Exit code 0 when all of it holds. GITDIR is only read; git is needed here, by this
script, not by the program.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

FINISHED = (0, 1, 3)


class History:
    def __init__(self, arguments, scratch):
        self.program = str(pathlib.Path(arguments.tls_tidy).resolve())
        self.more = arguments.more
        self.folder = pathlib.Path(scratch) / "work"
        self.baseline = self.folder / ".git" / "known.json"  # its paths start from the repository; no clean-up takes it
        self.cache = pathlib.Path(scratch) / "cache"
        subprocess.run(["git", "clone", "-q", "--shared", "--no-checkout", str(pathlib.Path(arguments.mirror).resolve()), str(self.folder)], check=True)
        self.git("config", "core.hooksPath", "/dev/null")

    def git(self, *words):
        return subprocess.run(["git", "-C", str(self.folder), *words], check=True, capture_output=True, text=True).stdout

    def check_out(self, commit):
        self.git("checkout", "-q", "--force", "--detach", commit)
        self.git("clean", "-q", "-ffdx")

    def scan(self, *words):
        """What a scan of the folder finds and notes about the baseline."""
        result = subprocess.run([self.program, "scan", "--quiet", "--output", "json", "--cache-dir", str(self.cache), "--no-config", *words, *self.more, "."],
                                cwd=self.folder, capture_output=True, text=True)
        if result.returncode not in FINISHED:
            raise SystemExit(f"{words}: exit code {result.returncode}\n{result.stderr}")
        report = json.loads(result.stdout)
        stale = [each["message"] for each in report["notifications"] if " is gone: " in each["message"]]
        return report["findings"], stale


def places(findings):
    return [f"{each['location']['path']}:{each['location']['line']} {each['rule']}" for each in findings]


def graver(findings):
    return [each for each in findings if each["severity"] != "note"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tls-tidy", required=True)
    parser.add_argument("--mirror", required=True)
    parser.add_argument("--fix", required=True)
    parser.add_argument("--commits", type=int, default=50)
    parser.add_argument("more", nargs="*")
    arguments = parser.parse_args()
    failures = 0

    def tell(what, holds, detail=""):
        nonlocal failures
        failures += not holds
        print(f"{'holds' if holds else 'FAILS'}  {what}{': ' + detail if detail else ''}", flush=True)

    with tempfile.TemporaryDirectory(prefix="tls-tidy-history-") as scratch:
        history = History(arguments, scratch)
        commits = history.git("rev-list", "--first-parent", f"--max-count={arguments.commits + 2}", arguments.fix).split()[::-1]
        start, before, fix = commits[0], commits[-2], commits[-1]

        history.check_out(before)
        found, _ = history.scan()
        come, _ = history.scan("--diff-base", fix)
        tell("come", bool(come), f"{len(come)} new of {len(found)}: {', '.join(places(come))}")
        history.check_out(fix)
        left, _ = history.scan()
        go, _ = history.scan("--diff-base", before)
        mended = len(graver(found)) - len(graver(left))
        tell("go", mended >= len(graver(come)) and not graver(go), f"{mended} mended; new: {', '.join(places(go)) or 'nothing'}")

        history.check_out(start)
        history.scan("--baseline", str(history.baseline), "--update-baseline")
        taken = history.baseline.read_text()
        known = {each["path"] for each in json.loads(taken)["findings"]}
        new = stale = changed = touched = rewritten = 0
        begun = time.monotonic()
        for commit in commits[1:-1]:
            history.check_out(commit)
            names = history.git("diff", "--name-only", f"{commit}^", commit).splitlines()
            changed += len(names)
            touched += bool(known & set(names))
            findings, gone = history.scan("--baseline", str(history.baseline))
            new += len(findings)
            stale += len(gone)
            rewritten += history.baseline.read_text() != taken
            if findings or gone:
                print(f"       {commit[:12]} {places(findings)} {gone}")
        entries = len(json.loads(taken)["findings"])
        tell("baseline", new == stale == rewritten == 0, f"{entries} entries through {len(commits) - 2} commits with {changed} changed files, "
             f"{touched} of them in files with entries: {new} new, {stale} stale, {rewritten} times rewritten")
        seconds = time.monotonic() - begun
        print(f"       {seconds / (len(commits) - 2):.1f} s a commit")
        begun = time.monotonic()
        findings, _ = history.scan("--diff-base", start)
        tell("compared", not findings, f"{len(findings)} new in {time.monotonic() - begun:.1f} s: {', '.join(places(findings)) or 'nothing'}")
        history.check_out(fix)
        findings, gone = history.scan("--baseline", str(history.baseline))
        after = len(json.loads(history.baseline.read_text())["findings"])
        tell("shrinks", not graver(findings) and len(gone) == entries - after > 0, f"{len(gone)} taken out, {after} left; new: {', '.join(places(findings)) or 'nothing'}")
    return 1 if failures else 0


sys.exit(main())
