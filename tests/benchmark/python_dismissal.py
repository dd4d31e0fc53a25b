#!/usr/bin/env python3
"""How fast Python files that name nothing a model knows are put aside, beside GNU grep on the same files in the same run.

    tests/benchmark/python_dismissal.py --tls-tidy build/tls-tidy [--megabytes N] [--runs N] TREE...

Collects Python files without any trigger word of the models from the TREEs (copied into a scratch folder, default 300 MB, taken
again under new names when there are not enough), reads them once so that they are in memory, then
runs `tls-tidy scan --no-cache -j 1` and `grep -rlF -f TRIGGERS` over the folder: CPU seconds (user and system), the best of N
runs (default 5). tls-tidy's time is that of the whole program: finding the files, reading, searching, reporting.
"""
import argparse
import json
import pathlib
import re
import shutil
import sys
import tempfile

from processes import use_of

MODELS = pathlib.Path(__file__).resolve().parents[2] / "checks" / "models"


def triggers():
    words = set()
    for path in MODELS.glob("*.json"):
        model = json.loads(path.read_text())
        if model.get("language") == "python":
            words.update(model.get("triggers") or [name.split(".")[0] for name in model.get("types", {})])
    return sorted(words)


def collect(trees, megabytes, folder):
    named = re.compile("|".join(map(re.escape, triggers())).encode())
    quiet = []
    for tree in trees:
        for path in sorted(pathlib.Path(tree).rglob("*.py")):
            text = path.read_bytes() if path.is_file() else b""
            if text and not named.search(text):
                quiet.append(text)
    if not quiet:
        sys.exit(f"no quiet Python files below {', '.join(trees)}")
    size = count = 0
    while size < megabytes * 1e6:
        text = quiet[count % len(quiet)]
        place = folder / f"part{count // 500}"
        place.mkdir(exist_ok=True)
        (place / f"file{count}.py").write_bytes(text)
        size, count = size + len(text), count + 1
    return size, count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tls-tidy", required=True)
    parser.add_argument("--megabytes", type=float, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("trees", nargs="+", metavar="TREE")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.tls_tidy).resolve())
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="tls-tidy-benchmark-"))
    try:
        folder = scratch / "code"
        folder.mkdir()
        size, count = collect(arguments.trees, arguments.megabytes, folder)
        (scratch / "triggers").write_text("\n".join(triggers()) + "\n")
        commands = {"grep -rlF": ["grep", "-rlF", "-f", str(scratch / "triggers"), str(folder)],
                    "tls-tidy": [program, "scan", "--no-cache", "-j", "1", "-q", str(folder)]}
        print(f"{count} files, {size / 1e6:.0f} MB, none with a trigger word")
        for name, command in commands.items():
            best = min((use_of(command) for _ in range(arguments.runs)), key=lambda use: use.cpu)
            print(f"{name:10} {best.cpu:6.2f} s CPU, {size / 1e6 / best.cpu:7.0f} MB/s")
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    sys.exit(main())
