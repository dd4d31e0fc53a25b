#!/usr/bin/env python3
"""The baseline's life: taken in, silent through edits elsewhere, shrinking with every fix, never in a run that cannot know.

    tests/cli/baseline_test.py PROGRAM
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

program = str(pathlib.Path(sys.argv[1]).resolve())
failures = []

kMail = """import smtplib


def send(host, user, password):
    connection = smtplib.SMTP(host)
    connection.login(user, password)
"""
kFiles = """import ftplib


def fetch(host, user, password):
    connection = ftplib.FTP(host)
    connection.login(user, password)
"""


def check(name, wanted, seen):
    if wanted != seen:
        failures.append(f"{name}:\n  wanted {wanted!r}\n  saw    {seen!r}")


class Project:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / ".git").mkdir(parents=True)
        self.write("src/mail.py", kMail)
        self.write("src/files.py", kFiles)

    def write(self, name, text):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    def scan(self, *words, within="", baseline="known.json"):
        """Exit code, findings and notifications."""
        result = subprocess.run([program, "scan", "--no-cache", "--output", "json", "--quiet", "--baseline", baseline, *words],
                                cwd=self.folder / within, capture_output=True, text=True, timeout=60,
                                env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin"})
        if not result.stdout:
            return result.returncode, result.stderr
        report = json.loads(result.stdout)
        return (result.returncode, [f"{each['location']['path']}:{each['location']['line']}" for each in report["findings"]],
                [f"{each['location']['path']}: {each['message']}" for each in report["notifications"]])

    def entries(self):
        return [each["path"] for each in json.loads((self.folder / "known.json").read_text())["findings"]]


def project():
    folder = tempfile.TemporaryDirectory(prefix="tls-tidy-baseline-")
    made = Project(folder.name)
    made.keep = folder
    check("taken in", (0, [], []), made.scan("--update-baseline"))
    check("entries", ["src/files.py", "src/mail.py"], made.entries())
    return made


kQuiet = (0, [], [])
kGone = "tls-cleartext-credentials in `send` is gone: "

# Edits elsewhere, and of what is left out of the key.
it = project()
text = (it.folder / "known.json").read_text()
check("again", kQuiet, it.scan())
it.write("src/mail.py", "# one\n# more\n\n" + kMail.replace("(user, password)", "(user,\n                     password)"))
check("moved and formatted", kQuiet, it.scan())
it.write("src/mail.py", kMail.replace("import smtplib", "import os\nimport smtplib\n\n\ndef first():\n    return os.name"))
check("a function before it", kQuiet, it.scan())
check("from below", kQuiet, it.scan("..", within="src", baseline="../known.json"))
check("from below, only there", kQuiet, it.scan(within="src", baseline="../known.json"))
check("from above", kQuiet, it.scan(it.folder.name, within="..", baseline=it.folder.name + "/known.json"))
check("not written", text, (it.folder / "known.json").read_text())

# New ones.
it.write("src/new.py", kMail)
check("a copy in another file", (1, ["src/new.py:6"], []), it.scan())
it.write("src/new.py", "")
it.write("src/mail.py", kMail + "    connection.login(user, password)\n")
check("the same once more", (1, ["src/mail.py:7"], []), it.scan())
it.write("src/mail.py", kMail)

# Flags show less and make nothing stale.
for words in (["--protocol", "imap"], ["--min-confidence", "high"], ["--min-severity", "error"], ["--rule", "cleartext-credentials=off"],
              ["--exclude", "mail.py"], ["src/files.py"], ["src/mail.py", "src/files.py"]):
    code, findings, told = it.scan(*words)
    check(f"{words}", (0, [], []), (code, findings, told))
check("still not written", text, (it.folder / "known.json").read_text())

# A fix: told once, taken out, and new when it comes back.
it.write("src/mail.py", kMail.replace("SMTP(host)", "SMTP_SSL(host, context=__import__('ssl').create_default_context())"))
check("only some files: nothing concluded", kQuiet, it.scan("src/mail.py"))
it.write("src/broken.py", "")
os.chmod(it.folder / "src/broken.py", 0)
if os.geteuid() != 0:
    check("not to be trusted", 3, it.scan()[0])
    check("nothing concluded", text, (it.folder / "known.json").read_text())
(it.folder / "src/broken.py").unlink()
check("a diff writes nothing", [f"src/mail.py: {kGone}stale in known.json"], it.scan("--diff", "--output", "json=o.json")[1:] and
      [f"{each['location']['path']}: {each['message']}" for each in json.loads((it.folder / "o.json").read_text())["notifications"]])
check("a fix", (0, [], [f"src/mail.py: {kGone}taken out of known.json"]), it.scan())
check("the rest", ["src/files.py"], it.entries())
check("told once", kQuiet, it.scan())
it.write("src/mail.py", kMail)
check("back", (1, ["src/mail.py:6"], []), it.scan())

# Files and functions that get other names.
it = project()
(it.folder / "src/mail.py").rename(it.folder / "src/post.py")
check("moved", kQuiet, it.scan())
check("followed", ["src/files.py", "src/post.py"], it.entries())
it.write("src/post.py", kMail.replace("def send", "def submit"))
check("renamed", kQuiet, it.scan())
check("followed again", '"submit"' in (it.folder / "known.json").read_text(), True)
(it.folder / "src/post.py").unlink()
check("deleted", (0, [], ["src/post.py: tls-cleartext-credentials in `submit` is gone: taken out of known.json"]), it.scan())

# Updating a part keeps the rest.
it = project()
it.write("src/mail.py", kMail + "    connection.login(user, password)\n")
check("a part", kQuiet, it.scan("--update-baseline", "src/mail.py"))
check("the rest stays", ["src/files.py", "src/mail.py", "src/mail.py"], it.entries())
check("all known", kQuiet, it.scan())

# A comment answers as well; then the entry is not needed.
it = project()
it.write("src/mail.py", kMail.replace("    connection.login", "    # tls-tidy: allow tls-cleartext-credentials\n    connection.login"))
check("answered twice", (0, [], [f"src/mail.py: {kGone}taken out of known.json"]), it.scan())

# SARIF, the summary, and what is wrong.
it = project()
it.scan("--output", "sarif=a.sarif", "--sarif-suppressed")
results = json.loads((it.folder / "a.sarif").read_text())["runs"][0]["results"]
check("sarif", [[{"kind": "external", "status": "accepted", "justification": "in the baseline"}]] * 2, [each["suppressions"] for each in results])
(it.folder / "known.json").write_text("{\n]")
check("no JSON", (2, "tls-tidy: known.json:2: is no JSON\n"), it.scan())
check("no JSON is not written over", (2, "tls-tidy: known.json:2: is no JSON\n"), it.scan("--update-baseline"))
(it.folder / "known.json").unlink()
check("missing", (2, "tls-tidy: known.json: no such file; --update-baseline writes it\n"), it.scan())
os.mkfifo(it.folder / "known.json")
check("a pipe", (2, "tls-tidy: known.json: is no regular file\n"), it.scan())
check("no folder", 3, it.scan("--update-baseline", baseline="none/known.json")[0])
check("with --fix", 2, it.scan("--update-baseline", "--fix")[0])

# In SARIF each result has a state, and only then.
def states(project, *words):
    result = subprocess.run([program, "scan", "--no-cache", "--output", "sarif", "--quiet", "--sarif-suppressed", *words], cwd=project.folder, capture_output=True, text=True, timeout=60)
    return sorted(str(each.get("baselineState")) for each in json.loads(result.stdout)["runs"][0]["results"])


it = project()
it.write("src/new.py", kMail)
check("states", ["new", "unchanged", "unchanged"], states(it, "--baseline", "known.json"))
check("no states", ["None"] * 3, states(it))

print("\n".join(failures) or "as told")
sys.exit(1 if failures else 0)
