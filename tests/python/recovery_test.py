#!/usr/bin/env python3
"""Where deleting a line breaks the syntax, findings in other top-level statements stay: some deletions in the corpus.

recovery_rate.py measures the same on any folder, with more of them.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import recovery_rate  # noqa: E402


def main():
    folders = [pathlib.Path(__file__).parents[2] / "corpus" / "python" / name for name in ("smtplib", "ftplib")]
    return 1 if recovery_rate.measure(str(pathlib.Path(sys.argv[1]).resolve()), folders, 40, 1, 2) else 0


if __name__ == "__main__":
    sys.exit(main())
