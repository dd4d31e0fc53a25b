#!/usr/bin/env python3
"""The standard library of the Python that runs this is tokenized and parsed as Python itself does it.

A part of what compare_with_cpython.py can compare: the top folder and `email`, `asyncio` and `json`, in some seconds.
"""
import pathlib
import sys
import sysconfig

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import compare_with_cpython  # noqa: E402


def main():
    if not (3, 8) <= sys.version_info[:2] <= (3, 14):
        print("nothing to compare with: this Python is none of 3.8 to 3.14")
        return 0
    program, library = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sysconfig.get_paths()["stdlib"])
    folders = [library, *(library / name for name in ("asyncio", "email", "json"))]
    paths = sorted({str(path.resolve()) for folder in folders for path in folder.glob("*.py")})
    version = "%d.%d" % sys.version_info[:2]
    failures = 0
    for what, part in (("tokens", paths[::4]), ("outline", paths)):
        rows = compare_with_cpython.compare(program, [sys.executable], what, version, part)
        unequal = [(path, difference) for path, _, _, difference in rows if difference]
        print(f"{what} of {version}: {len(rows)} files, {sum(row[2] for row in rows)} lines, {len(unequal)} unequal")
        for path, difference in unequal[:10]:
            print(f"    {path}: {difference[:400]}")
        failures += len(unequal) + (len(rows) < 20)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
