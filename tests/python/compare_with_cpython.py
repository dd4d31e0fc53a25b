#!/usr/bin/env python3
"""Compares tls-tidy's tokens and trees with Python's own, file by file.

    tests/python/compare_with_cpython.py [--python COMMAND] [--what tokens|analysis|outline] [--jobs N] [--batch N] PROGRAM FOLDER...

Each FOLDER is a corpus: all its .py files are listed by PROGRAM and by COMMAND (default: the Python that runs this), which
may be any Python from 2.7 to 3.14. Tokens must be the same in kind, text, start and end. "analysis" compares the tokens the
analysis reads, with a Python from 3.12 on: comments and empty lines are none of them. Of the outline every import,
assignment, function, class and call must be the same in range and names. Where Python refuses a file, tokens up to
there must be the same, and tls-tidy must report an error on the same line. Exit code 0: everything is equal.
"""
import argparse
import collections
import concurrent.futures
import pathlib
import re
import shlex
import subprocess
import sys

WORKER = pathlib.Path(__file__).with_name("reference_listing.py")


def split_files(text):
    """{path: lines} of an output with `file PATH` lines."""
    files, lines = {}, []
    for line in text.split("\n"):
        if line.startswith("file "):
            lines = files.setdefault(line[5:], [])
        elif line:
            lines.append(line)
    return files


def ours(program, what, version, paths):
    stage = {"outline": "tree=outline", "analysis": "tokens", "tokens": "tokens=" + version}[what]
    output = subprocess.run([program, "scan", "--dump=" + stage, *paths], capture_output=True, cwd="/")
    text = output.stdout.decode("utf-8", "surrogatepass")
    if len(paths) == 1:
        text = f"file {paths[0]}\n{text}"
    if output.returncode not in (0, 1):
        raise SystemExit(f"{program} ended with {output.returncode} on one of {paths}: {output.stderr.decode()}")
    return {str(pathlib.Path("/", path)): lines for path, lines in split_files(text).items()}


def theirs(python, what, paths):
    output = subprocess.run([*python, str(WORKER), "outline" if what == "outline" else "tokens"], input="\n".join(paths).encode(), capture_output=True)
    if output.returncode:
        raise SystemExit(f"{shlex.join(python)} ended with {output.returncode}: {output.stderr.decode()[-2000:]}")
    files = split_files(output.stdout.decode("utf-8", "surrogatepass"))
    if what == "analysis":
        passed_over = re.compile(r"[^\t]*\t(?:COMMENT|NL|ENCODING)\t|[^\t]*\t[FT]STRING_MIDDLE\t''$")
        files = {path: [line for line in lines if not passed_over.match(line)] for path, lines in files.items()}
    return files


def difference_of_tokens(got, wanted):
    """None, or what differs first."""
    errors = {int(line.split()[1].split(",")[0]) for line in got if line.startswith("error ")}
    got = [line for line in got if not line.startswith("error ")]
    refused = wanted[-1].split(" ", 2) if wanted and wanted[-1].startswith("refused ") else None
    if refused:
        wanted = wanted[:-1]
        line = int(refused[1])
        if line and line not in errors:
            return f"no error on line {line} ({refused[2]}), but on {sorted(errors)[:5]}"
        got = got[:len(wanted)] if line else wanted
    for mine, other in zip(got, wanted):
        if mine != other:
            return f"{mine!r} instead of {other!r}"
    if len(got) != len(wanted):
        return f"{len(got)} tokens instead of {len(wanted)}"
    return f"error on line {min(errors)} where Python sees none" if errors and not refused else None


def difference_of_outlines(got, wanted):
    errors = {int(line.split("\t")[1]) for line in got if line.startswith("error\t")}
    got = [line for line in got if not line.startswith("error\t")]
    if wanted and wanted[0].startswith("refused "):
        line = int(wanted[0].split(" ")[1])
        return None if not line or line in errors else f"no error on line {line} ({wanted[0]})"
    if any(line.startswith("FormatCall\t") and ":" not in line for line in wanted):
        got = [re.sub(r"^FormatCall\t[^\t]*\t.*\t(\d+)\t", r"FormatCall\t\1\t", line) for line in got]
    mine, other = collections.Counter(got), collections.Counter(wanted)
    more, less = sorted((mine - other).elements()), sorted((other - mine).elements())
    if more or less:
        return f"{len(more)} too many {more[:1]}, {len(less)} missing {less[:1]}"
    return f"error on line {min(errors)} where Python sees none" if errors else None


def compare(program, python, what, version, paths):
    """[(path, was refused, lines, difference or None)]"""
    got, wanted = ours(program, what, version, paths), theirs(python, what, paths)
    result = []
    for path in paths:
        mine, other = got.get(path), wanted.get(path, [])
        refused = any(line.startswith("refused ") for line in other)
        find = difference_of_outlines if what == "outline" else difference_of_tokens
        result.append((path, refused, len(other), "not listed" if mine is None else find(mine, other)))
    return result


def run(program, python, what, folders, jobs, batch):
    version = subprocess.run([*python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True).stdout.strip()
    same = True
    for folder in folders:
        paths = sorted(str(path.resolve()) for path in pathlib.Path(folder).rglob("*.py") if path.is_file() and not path.is_symlink())
        batches = [paths[i:i + batch] for i in range(0, len(paths), batch)]
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            results = [row for rows in pool.map(lambda part: compare(program, python, what, version, part), batches) for row in rows]
        unequal = [row for row in results if row[3]]
        refused = [row for row in results if row[1]]
        print(f"{folder}: {what} of {version}: {len(results)} files, {sum(row[2] for row in results)} lines, "
              f"{len(results) - len(unequal)} equal, {len(unequal)} unequal; {len(refused)} refused by Python, "
              f"{len([row for row in refused if not row[3]])} of them on the same line", flush=True)
        for path, _, _, difference in unequal[:10]:
            print(f"    {path}: {difference[:400]}", flush=True)
        same = same and not unequal
    return same


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--what", choices=["tokens", "analysis", "outline"], default="tokens")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=60, help="files a process")
    parser.add_argument("program")
    parser.add_argument("folders", nargs="+")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    return 0 if run(program, shlex.split(options.python), options.what, options.folders, options.jobs, options.batch) else 1


if __name__ == "__main__":
    sys.exit(main())
