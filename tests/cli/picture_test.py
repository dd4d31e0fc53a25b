#!/usr/bin/env python3
"""The picture in the README is what the program prints.

    tests/cli/picture_test.py TLS-TIDY [--update]      --update draws docs/finding.svg anew
"""
import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PICTURE = HERE.parent.parent / "docs" / "finding.svg"
STYLES = {"1": "b", "1;31": "e", "1;34": "l", "1;33": "w", "0": ""}
CHARACTER, LINE, EDGE = 7.8, 18, 14


def draw(text):
    lines = text.rstrip("\n").split("\n")
    width = max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines) * CHARACTER + 2 * EDGE
    height = len(lines) * LINE + 2 * EDGE
    drawn = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}" role="img" aria-label="a finding on the terminal">',
             "<style>text{font:13px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#d8dee9;white-space:pre}"
             ".b{font-weight:bold;fill:#fff}.e{font-weight:bold;fill:#ff6b6b}.w{font-weight:bold;fill:#ffd166}.l{font-weight:bold;fill:#74b9ff}</style>",
             f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#1e222a"/>']
    for number, line in enumerate(lines):
        style, column, pieces = "", 0, []
        for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
            if piece.startswith("\x1b"):
                style = STYLES[piece[2:-1]]
                continue
            if piece.strip():  # every piece at its own column, so that no font can shift the marks
                kind = f' class="{style}"' if style else ""
                pieces.append(f'<tspan{kind} x="{EDGE + column * CHARACTER:.1f}" textLength="{len(piece) * CHARACTER:.1f}">{html.escape(piece, quote=False)}</tspan>')
            column += len(piece)
        if pieces:
            drawn.append(f'<text y="{EDGE + number * LINE + 13}" xml:space="preserve">{"".join(pieces)}</text>')
    return "\n".join([*drawn, "</svg>", ""])


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:  # below tests/ it would be test code, and a note
        shutil.copy(HERE / "picture" / "report.py", folder)
        done = subprocess.run([program, "scan", "--no-cache", "--color", "always", "report.py"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1, done
    drawn = draw("\x1b[1m$ tls-tidy scan report.py\x1b[0m\n" + done.stdout)
    if "--update" in sys.argv:
        PICTURE.write_text(drawn)
    elif PICTURE.read_text() != drawn:
        raise SystemExit("docs/finding.svg shows something else than the program prints: look at it, then --update")
    print("0 failures")


if __name__ == "__main__":
    main()
