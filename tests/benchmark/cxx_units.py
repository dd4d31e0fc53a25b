#!/usr/bin/env python3
"""What reading C and C++ costs, as a ratio to the compiler's own front end over the same units in the same run.

    tests/benchmark/cxx_units.py --tls-tidy build/tls-tidy [--clang clang-19] [--runs N] DIR...

Each DIR holds a compile_commands.json. Its units are read twice, one after the other: by `clang -fsyntax-only` with the flags
of the database, and by `tls-tidy scan --no-cache` with the same database and only these files. Both on one core, CPU time
(user and system, all child processes), the smaller of N runs (default 2). tls-tidy's time is that of the whole scan, from reading
the files to writing a report: units that name nothing a model knows are not parsed, which is part of the product.

One row per DIR: units, seconds of clang, seconds of tls-tidy, ratio, peak memory of the largest process; then the sum.
"""
import argparse
import json
import os
import pathlib
import sys

from processes import use_of


class Project:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        database = json.loads((self.folder / "compile_commands.json").read_text())
        self.units = {}
        for entry in database:
            words = entry.get("arguments") or entry["command"].split()
            file = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
            flags, skip = [], False
            for word in words[1:]:
                if skip or word in ("-c", "-o") or os.path.normpath(os.path.join(entry["directory"], word)) == file:
                    skip = word == "-o"
                    continue
                flags.append(word)
            self.units[file] = (entry["directory"], flags)

    def clang(self, program):
        seconds = peak = 0
        for file, (directory, flags) in self.units.items():
            use = use_of([program, *flags, "-fsyntax-only", "-w", file], directory)
            seconds, peak = seconds + use.cpu, max(peak, use.peak_kib)
        return seconds, peak

    def tls_tidy(self, program):
        use = use_of([program, "scan", "--no-cache", "-j", "1", "-q", "-p", str(self.folder), *self.units], str(self.folder))
        return use.cpu, use.peak_kib


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tls-tidy", required=True)
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("folders", nargs="+", metavar="DIR")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.tls_tidy).resolve())
    print(f"{'project':44} {'units':>6} {'clang s':>9} {'tls-tidy s':>11} {'ratio':>7} {'clang MiB':>10} {'tls-tidy MiB':>13}")
    total_clang = total_tidy = units = 0
    for folder in arguments.folders:
        project = Project(folder)
        clang = [project.clang(arguments.clang) for _ in range(arguments.runs)]
        tidy = [project.tls_tidy(program) for _ in range(arguments.runs)]
        clang_seconds, tidy_seconds = min(s for s, _ in clang), min(s for s, _ in tidy)
        total_clang, total_tidy, units = total_clang + clang_seconds, total_tidy + tidy_seconds, units + len(project.units)
        print(f"{project.folder.name:44} {len(project.units):6} {clang_seconds:9.2f} {tidy_seconds:11.2f} {tidy_seconds / clang_seconds:7.2f} "
              f"{max(m for _, m in clang) / 1024:10.0f} {max(m for _, m in tidy) / 1024:13.0f}", flush=True)
    print(f"{'total':44} {units:6} {total_clang:9.2f} {total_tidy:11.2f} {total_tidy / total_clang:7.2f}")


if __name__ == "__main__":
    sys.exit(main())
