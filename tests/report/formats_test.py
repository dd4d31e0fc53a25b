#!/usr/bin/env python3
"""Reports of files with hostile names, read back the way their readers do.

    tests/report/formats_test.py TLS-TIDY

The runner of GitHub's workflow commands and its unescaping are written down here once more, from its documentation.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

CALL = "import smtplib, ssl\n\n\ndef f():\n    mail = smtplib.SMTP('mail.example.org')\n    mail.starttls(context=ssl._create_unverified_context())\n    mail.login('user', 'secret')\n"
NAMES = ["plain.py", "::error::a.py", "a,line=9::b%0A%.py", "line\n::stop-commands::x.py", "\"><script>alert(1)<!--.py", "]]>&amp;'.py", "\u202ex\u00e9\U0001f512.py"]
COMMAND = re.compile(r"^::(\w+)(?: ([^:]*))?::(.*)$")


def commands(text):
    """(command, properties, data) of each line, as the runner takes them; a line that is none is an error."""
    for line in text.splitlines():
        match = COMMAND.match(line)
        assert match, f"no command: {line!r}"
        data = match[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        properties = {}
        for pair in (match[2] or "").split(","):
            name, value = pair.split("=", 1)
            for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
                value = value.replace(code, character)
            assert name not in properties, f"twice: {name} in {line!r}"
            properties[name] = value
        yield match[1], properties, data


def main():
    tool = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        for name in NAMES:
            (folder / name).write_text(CALL)
        outputs = {form: folder / f"report.{form}" for form in ("github", "gitlab", "junit", "json", "html") if form in known(tool)}
        run = subprocess.run([tool, "scan", "--no-cache", *[f"--output={form}={file}" for form, file in outputs.items()], ".", "gone.py"],
                             cwd=folder, capture_output=True, text=True, timeout=300)
        assert run.returncode == 1, run
        findings = json.loads(outputs["json"].read_text())["findings"]
        places = sorted((each["location"]["path"], each["location"]["line"]) for each in findings)
        assert sorted({path for path, _ in places}) == sorted(NAMES), places

        told = list(commands(outputs["github"].read_bytes().decode("utf-8")))
        assert sorted((p["file"], int(p["line"])) for c, p, _ in told if p["title"] != "not analysed") == places, told
        assert [p["file"] for _, p, _ in told if p["title"] == "not analysed"] == ["gone.py"], told

        quality = json.loads(outputs["gitlab"].read_text())
        assert sorted((each["location"]["path"], each["location"]["lines"]["begin"]) for each in quality) == places
        assert len({each["fingerprint"] for each in quality}) == len(quality)

        suite = ElementTree.parse(outputs["junit"]).getroot()
        cases = suite.findall("testsuite/testcase")
        failed = [case for case in cases if case.find("failure") is not None]
        assert int(suite.get("tests")) == len(cases) == len(findings) + 1
        assert int(suite.get("failures")) == len(failed) == len(findings)
        assert [case.get("classname") for case in cases if case.find("error") is not None] == ["gone.py"]
        assert not list(suite.iter("script"))

        again = subprocess.run([tool, "scan", "--no-cache", "--quiet", "--output", "gitlab", "plain.py"], cwd=folder, capture_output=True, timeout=300)
        assert len(json.loads(again.stdout)) == 1 and again.returncode == 1
    print(f"{len(NAMES)} hostile names, {len(outputs)} formats: 0 failures")


def known(tool):
    """The formats the program takes, from what it says about one it does not."""
    run = subprocess.run([tool, "scan", "--output", "?"], capture_output=True, text=True, timeout=60)
    return re.search(r"is none of ([a-z, ]*)", run.stderr)[1].split(", ")


if __name__ == "__main__":
    main()
