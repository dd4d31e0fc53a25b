#!/usr/bin/env python3
"""What a second scan costs after one file changed.

    tests/benchmark/one_changed_file.py --tls-tidy build/tls-tidy [--runs N] TREE FILE

Copies TREE, scans the copy once with a cache of its own, then N times (default 9) appends a comment line to FILE (a path below
TREE) and scans again. Prints the first scan's and the median of the later ones' wall and CPU time in milliseconds. The tree's size and
what the scan says of itself are shown too.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from processes import use_of


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tls-tidy", required=True)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("tree", metavar="TREE")
    parser.add_argument("file", metavar="FILE")
    arguments = parser.parse_args()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="tls-tidy-benchmark-"))
    try:
        tree = scratch / "tree"
        shutil.copytree(arguments.tree, tree, symlinks=True)
        database = tree / "compile_commands.json"
        if database.is_file():  # it names the place it was copied from
            database.write_text(database.read_text().replace(str(pathlib.Path(arguments.tree).resolve()), str(tree)))
        command = [str(pathlib.Path(arguments.tls_tidy).resolve()), "scan", "--cache-dir", str(scratch / "cache"), "."]
        comment = "# changed\n" if arguments.file.endswith(".py") else "// changed\n"
        first = use_of(command, tree)
        uses = []
        for _ in range(arguments.runs):
            with open(tree / arguments.file, "a") as file:
                file.write(comment)
            uses.append(use_of(command, tree))
        print(subprocess.run(command, cwd=tree, capture_output=True, text=True).stdout.strip().splitlines()[-2:])
        print(f"first scan: {first.wall * 1e3:.0f} ms wall, {first.cpu * 1e3:.0f} ms CPU")
        print(f"one changed file, median of {len(uses)}: {statistics.median(u.wall for u in uses) * 1e3:.0f} ms wall, {statistics.median(u.cpu for u in uses) * 1e3:.0f} ms CPU")
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    sys.exit(main())
