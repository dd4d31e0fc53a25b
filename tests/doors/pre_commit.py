#!/usr/bin/env python3
"""The hooks of .pre-commit-hooks.yaml through the real `pre-commit run`, in repositories made for it.

    tests/doors/pre_commit.py TLS-TIDY PRE-COMMIT [--build]

The hooks' repository is this working tree as it is, committed elsewhere. With --build the hook that builds from source is tried
as well: that needs PyPI once, and is then repeated without network.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CLEAN = "import smtplib, ssl\nmail = smtplib.SMTP('mail.example.org')\nmail.starttls(context=ssl.create_default_context())\nmail.login('user', 'secret')\n"
DIRTY = CLEAN.replace("ssl.create_default_context()", "ssl._create_unverified_context()")
FIXABLE = CLEAN.replace("context=ssl.create_default_context()", "")
HEADER = "#include <openssl/ssl.h>\nstatic inline void relax(SSL_CTX *context) { SSL_CTX_set_verify(context, SSL_VERIFY_NONE, 0); }\n"
UNIT = ('#include "relax.h"\nint session(int fd) {\n  SSL_CTX *context = SSL_CTX_new(TLS_client_method());\n  relax(context);\n  SSL *connection = SSL_new(context);\n'
        '  SSL_set_fd(connection, fd);\n  if (SSL_connect(connection) != 1) return 1;\n  return SSL_write(connection, "a1 LOGIN user secret\\r\\n", 22);\n}\n')


class Place:
    """A scratch folder with the hooks' repository and what pre-commit keeps."""

    def __init__(self, scratch, tool, pre_commit):
        self.scratch, self.pre_commit = scratch, pre_commit
        self.hooks = scratch / "hooks"
        files = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True).stdout
        for name in filter(None, files.decode().split("\0")):
            if name.startswith(("corpus/", "tests/")) or not (ROOT / name).is_file():
                continue
            (self.hooks / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, self.hooks / name)
        names = {f"GIT_{who}_{what}": "t@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        self.environment = {**os.environ, **names, "PATH": f"{tool.parent}:{os.environ['PATH']}", "HOME": str(scratch), "PRE_COMMIT_HOME": str(scratch / "kept"),
                            "GIT_CONFIG_GLOBAL": "/dev/null", "CCACHE_DISABLE": "1", "PRE_COMMIT_COLOR": "never"}
        self.environment.pop("XDG_CACHE_HOME", None)
        self.revision = self.commit(self.hooks)

    def git(self, folder, *arguments):
        return subprocess.run(["git", *arguments], cwd=folder, env=self.environment, capture_output=True, text=True, check=True).stdout.strip()

    def commit(self, folder):
        if not (folder / ".git").is_dir():
            self.git(folder, "init", "-q")
        self.git(folder, "add", "-A")
        self.git(folder, "commit", "-q", "-m", "x")
        return self.git(folder, "rev-parse", "HEAD")

    def project(self, name, hook, files, arguments=()):
        folder = self.scratch / "projects" / name
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        (folder / ".pre-commit-config.yaml").write_text(
            f"repos:\n- repo: {self.hooks}\n  rev: {self.revision}\n  hooks:\n  - id: {hook}\n    args: [{', '.join(arguments)}]\n    verbose: true\n")
        self.commit(folder)
        return folder

    def run(self, folder, *before):
        run = subprocess.run([*before, self.pre_commit, "run", "--all-files", "--color", "never"], cwd=folder, env=self.environment, capture_output=True, text=True, timeout=900)
        code = re.search(r"^- exit code: (\d+)", run.stdout, re.M)
        return run.returncode, int(code[1]) if code else 0, run.stdout + run.stderr


def expect(said, condition, what):
    if not condition:
        raise SystemExit(f"{what}:\n{said}")


def per_file(place, hook, prefix=""):
    clean = place.project(prefix + "clean", hook, {"a.py": CLEAN, "notes.txt": "smtp\n"})
    code, hook_code, said = place.run(clean)
    expect(said, (code, hook_code) == (0, 0) and "1 connection seen: 1 verified" in said, "clean")
    code, hook_code, said = place.run(place.project(prefix + "dirty", hook, {"a.py": DIRTY}))
    expect(said, (code, hook_code) == (1, 1) and "tls-peer-verification-off" in said and "\x1b" not in said and "\r" not in said, "dirty")
    code, _, said = place.run(place.project(prefix + "nothing", hook, {"notes.txt": "x\n"}))
    expect(said, code == 0 and "no files to check" in said, "nothing of ours")
    folder = place.project(prefix + "fix", hook, {"a.py": FIXABLE}, ["--fix"])
    code, _, said = place.run(folder)
    expect(said, code == 1 and "files were modified by this hook" in said and "create_default_context()" in (folder / "a.py").read_text(), "fixing")
    place.commit(folder)
    code, _, said = place.run(folder)
    expect(said, code == 0, "after fixing")
    return clean


def installed(place):
    """The hook that takes the program of the machine."""
    per_file(place, "tls-tidy")
    code, hook_code, said = place.run(place.project("usage", "tls-tidy", {"a.py": CLEAN}, ["--fail-onn", "error"]))
    expect(said, (code, hook_code) == (1, 2) and "--fail-on" in said, "usage error")
    folder = place.project("unreadable", "tls-tidy", {"a.c": UNIT}, ["--cxx-program", "/bin/false"])
    code, hook_code, said = place.run(folder)
    expect(said, (code, hook_code) == (1, 3), "an answer that cannot be trusted")
    code, hook_code, said = place.run(place.project("native", "tls-tidy", {"a.c": UNIT, "relax.h": HEADER}))
    expect(said, (code, hook_code) == (1, 1) and "relax.h:2" in said and "tls-peer-verification-off" in said and said.count("no compile_commands.json was found") == 1, "C without compile_commands.json")
    code, hook_code, said = place.run(place.project("excluded", "tls-tidy", {"old/a.py": DIRTY}, ["--exclude", "old/**"]))
    expect(said, (code, hook_code) == (0, 0), "left out although named")
    # More names than one command line holds: several calls, each file in one of them.
    many = {f"package_with_a_long_name_{i % 50}/module_with_a_name_that_fills_command_lines_{'x' * 60}_{i}.py": "import smtplib\n" for i in range(3000)}
    many["z.py"] = DIRTY
    begun = time.monotonic()
    code, hook_code, said = place.run(place.project("many", "tls-tidy", many))
    expect(said[:5000], (code, hook_code) == (1, 1) and said.count("error[tls-peer-verification-off]") == 1 and said.count(" seen: ") > 1, "many files")
    return time.monotonic() - begun, said.count(" seen: ")


def whole_project(place):
    files = {"helper.py": "import ssl\ndef context():\n    return ssl._create_unverified_context()\n",
             "use.py": "import smtplib\nimport helper\nmail = smtplib.SMTP('h')\nmail.starttls(context=helper.context())\nmail.login('u', 'p')\n"}
    folder = place.project("whole", "tls-tidy-project", files)
    place.git(folder, "checkout", "-q", "-b", "b")
    code, hook_code, said = place.run(folder)
    expect(said, (code, hook_code) == (1, 1) and "use.py" in said and "in 2 files" in said, "whole project")


def built(place):
    """Built from source in pre-commit's own environment; then a fresh clone, without network."""
    begun = time.monotonic()
    place.environment["PATH"] = os.environ["PATH"]
    clean = place.project("first", "tls-tidy-python", {"a.py": CLEAN})
    code, _, said = place.run(clean)
    expect(said, code == 0, "built from source")
    seconds = time.monotonic() - begun
    per_file(place, "tls-tidy-python", "python-")
    code, _, said = place.run(place.project("python-native", "tls-tidy-python", {"a.c": UNIT}))
    expect(said, code == 0 and "no files to check" in said, "C is not for the Python hook")
    programs = list((place.scratch / "kept").glob("*/py_env-*/bin/tls-tidy"))
    expect("", len(programs) == 1, f"installed: {programs}")
    run = subprocess.run([programs[0], "scan", "--no-cache", "a.c"], cwd=place.scratch / "projects" / "python-native", capture_output=True, text=True)
    expect(run.stdout, run.returncode == 3 and "the C and C++ front end (tls-tidy-cxx) is not installed" in run.stdout, "C without the front end")
    clone = place.scratch / "projects" / "clone"
    place.git(place.scratch, "clone", "-q", str(place.scratch / "projects" / "python-dirty"), str(clone))
    offline = ["unshare", "--net"] if subprocess.run(["unshare", "--net", "true"], capture_output=True).returncode == 0 else ["unshare", "--user", "--map-root-user", "--net"]
    code, hook_code, said = place.run(clone, *offline)
    expect(said, (code, hook_code) == (1, 1), "a fresh clone without network")
    return seconds


def main():
    tool, pre_commit = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    version = subprocess.run([pre_commit, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as scratch:
        place = Place(pathlib.Path(scratch), tool, str(pre_commit))
        subprocess.run([pre_commit, "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=True)
        seconds, calls = installed(place)
        whole_project(place)
        print(f"{version}: installed and whole-project hooks; 3001 files in {calls} calls, {seconds:.0f} s")
        if "--build" in sys.argv:
            print(f"{version}: built from source in {built(place):.0f} s, then without network")
    print("0 failures")


if __name__ == "__main__":
    main()
