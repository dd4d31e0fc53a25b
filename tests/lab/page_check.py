"""Looks at evidence.html in headless Chromium: its script runs, a cell's dialog opens, nothing is fetched, no error.

    page_check.py FILE PICTURES_FOLDER     (scripts/prove does it after every run)
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PICTURES = {"phone": (390, 1), "desk": (1500, 1), "dark": (1500, 0)}  # width in pixels, preferred colours: 0 dark, 1 light


def chromium(browser, *arguments):
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}", "--enable-logging=stderr", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=180)


def complaints(browser, page, folder):
    address = page.resolve().as_uri()
    done = chromium(browser, "--dump-dom", address + "#1")
    document = done.stdout
    rows = len(re.findall(r'<th scope="row">', document))
    shown = re.search(r'id="shown"[^>]*>(\d+) programs', document)
    if not shown or int(shown[1]) != rows or not rows:
        yield f"the script counts {shown and shown[1]} programs, the table has {rows}"
    if not re.search(r'<dialog id="detail"[^>]* open', document):
        yield "a cell's dialog does not open"
    transcript = re.search(r'id="detail-transcript"[^>]*>([^<]*)<', document)
    if not transcript or "handshake" not in transcript[1] and "S " not in transcript[1]:
        yield "the dialog shows no transcript"
    unnamed = re.findall(r"<td class=\"(?:intercepted|refused|reached|missed)\"><button(?![^>]*aria-label)", document)
    if unnamed:
        yield f"{len(unnamed)} cells have no name for a screen reader"
    if re.search(r"""(?:src|href)=["'](?:https?:)?//""", document):
        yield "the page points to the network"
    for line in done.stderr.splitlines():
        if "CONSOLE" in line:
            yield "the browser complains: " + line[-200:]
    for name, (width, colours) in PICTURES.items():
        picture = folder / f"evidence-{name}.png"
        chromium(browser, f"--window-size={width},1100", f"--blink-settings=preferredColorScheme={colours}", f"--screenshot={picture}", address)
        if not picture.exists() or picture.stat().st_size < 20000:
            yield f"no picture at {width} pixels"


def look(page, folder):
    """Prints what is wrong and leaves pictures in the folder; 1 if anything is. Without a browser nobody looks."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        print("evidence.html: no Chromium here, nobody looked at it", file=sys.stderr)
        return 0
    found = list(complaints(browser, page, folder))
    for line in found:
        print("evidence.html: " + line, flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(look(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
