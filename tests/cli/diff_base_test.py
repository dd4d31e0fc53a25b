#!/usr/bin/env python3
"""--diff-base: only what is new since a revision, whatever was moved, and without running anything of the repository.

    tests/cli/diff_base_test.py PROGRAM

The repositories are written object by object: no git is needed, and none is on the program's PATH.
"""
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zlib

program = str(pathlib.Path(sys.argv[1]).resolve())
failures = []

kMail = """import smtplib


def send(host, user, password):
    connection = smtplib.SMTP(host)
    connection.login(user, password)
"""
kHeader = "#include <openssl/ssl.h>\n#define VERIFY {}\n"
kUnit = """#include "mode.h"

int dial(const char *host);

int send_mail(const char *host, const char *secret) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_verify(context, VERIFY, 0);
  SSL *connection = SSL_new(context);
  SSL_set1_host(connection, host);
  SSL_set_fd(connection, dial(host));
  if (SSL_connect(connection) != 1) return 1;
  return SSL_write(connection, secret, 3);
}
"""


def check(name, wanted, seen):
    if wanted != seen:
        failures.append(f"{name}:\n  wanted {wanted!r}\n  saw    {seen!r}")


class Repository:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.git = self.folder / ".git"
        for name in ("objects", "refs/heads"):
            (self.git / name).mkdir(parents=True)
        (self.git / "HEAD").write_text("ref: refs/heads/main\n")
        (self.git / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = false\n")

    def object(self, kind, content):
        data = f"{kind} {len(content)}".encode() + b"\0" + content
        name = hashlib.sha1(data).hexdigest()
        (self.git / "objects" / name[:2]).mkdir(exist_ok=True)
        (self.git / "objects" / name[:2] / name[2:]).write_bytes(zlib.compress(data))
        return name

    def tree(self, files):
        """files: name to text, to a dictionary of the same kind, or to (mode, id)."""
        entries = []
        for name, what in files.items():
            if isinstance(what, dict):
                entries.append((name + "/", "40000", name, self.tree(what)))
            elif isinstance(what, tuple):
                entries.append((name, what[0], name, what[1]))
            else:
                entries.append((name, "100644", name, self.object("blob", what.encode())))
        return self.object("tree", b"".join(f"{mode} {name}".encode() + b"\0" + bytes.fromhex(identity) for _, mode, name, identity in sorted(entries)))

    def commit(self, files, *parents, branch="main"):
        lines = [f"tree {self.tree(files)}", *(f"parent {parent}" for parent in parents)]
        lines += [f"{role} a <a@example.org> 1700000000 +0000" for role in ("author", "committer")]
        name = self.object("commit", ("\n".join(lines) + "\n\nx\n").encode())
        (self.git / "refs/heads" / branch).write_text(name + "\n")
        return name

    def lay_out(self, files, folder=None):
        folder = folder or self.folder
        for entry in folder.iterdir():
            if entry.name == ".git":
                continue
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        for name, what in files.items():
            if isinstance(what, dict):
                (folder / name).mkdir()
                self.lay_out(what, folder / name)
            elif isinstance(what, str):
                (folder / name).write_text(what)

    def scan(self, base, *words, within=""):
        """Exit code, findings and notifications; or the complaint."""
        result = subprocess.run([program, "scan", "--no-cache", "--model-headers", "--output", "json", "--quiet", "--diff-base", base, *words],
                                cwd=self.folder / within, capture_output=True, text=True, timeout=120, env={"HOME": str(self.folder), "PATH": ""})
        if not result.stdout:
            return result.returncode, result.stderr
        report = json.loads(result.stdout)
        return (result.returncode, [f"{each['location']['path']}:{each['location']['line']}" for each in report["findings"]],
                [each["message"] for each in report["notifications"] if "compile_commands.json" not in each["message"]])


scratch = tempfile.TemporaryDirectory(prefix="tls-tidy-diff-base-")
outer = pathlib.Path(scratch.name)
kSame = (0, [], [])
it = Repository(outer / "one")
first = it.commit({"src": {"mail.py": kMail, "old.py": "answer = 42\n"}, "mode.h": kHeader.format("SSL_VERIFY_PEER"), "mail.c": kUnit})

it.lay_out({"src": {"mail.py": kMail}})
check("nothing new", kSame, it.scan(first))
check("by branch", kSame, it.scan("main"))
check("from below", kSame, it.scan("HEAD", within="src"))
check("a file", kSame, it.scan("HEAD", "src/mail.py"))
check("a folder, from above", kSame, it.scan("HEAD", "one/src", within=".."))
it.lay_out({"src": {"mail.py": "# more\n\n\n" + kMail.replace("(user, password)", "(user,\n        password)")}})
check("moved lines", kSame, it.scan("HEAD"))
it.lay_out({"src": {"mail.py": kMail.replace("def send", "def submit")}})
check("another name for the function", kSame, it.scan("HEAD"))
it.lay_out({"lib": {"post.py": kMail}})
check("a moved file", kSame, it.scan("HEAD"))
it.lay_out({"src": {"mail.py": kMail, "copy.py": kMail}})
check("a copy", (1, ["src/copy.py:6"], []), it.scan("HEAD"))
it.lay_out({"src": {"mail.py": kMail + "    connection.login(user, password)\n"}})
check("once more", (1, ["src/mail.py:7"], []), it.scan("HEAD"))
it.lay_out({"src": {"old.py": kMail}})
(it.folder / "src/mail.py").write_text(kMail)
check("a file that was good", (1, ["src/old.py:6"], []), it.scan("HEAD"))
check("excluded", kSame, it.scan("HEAD", "--exclude", "old.py"))
check("turned off", kSame, it.scan("HEAD", "--rule", "cleartext-credentials=off"))
check("with a severity of its own", (0, ["src/old.py:6"], []), it.scan("HEAD", "--rule", "cleartext-credentials=note"))

# The header of then, not of now.
it.lay_out({"mode.h": kHeader.format("SSL_VERIFY_NONE"), "mail.c": kUnit})
check("a header made it bad", (1, ["mail.c:7"], []), it.scan("HEAD"))
check("a header elsewhere", (1, ["mail.c:7"], []), it.scan("HEAD", "mail.c"))
second = it.commit({"mode.h": kHeader.format("SSL_VERIFY_NONE"), "mail.c": kUnit}, first)
check("it was bad already", kSame, it.scan("HEAD"))
it.lay_out({"mode.h": kHeader.format("SSL_VERIFY_PEER"), "mail.c": kUnit})
check("a header mended it", kSame, it.scan("HEAD"))
it.lay_out({"mode2.h": kHeader.format("SSL_VERIFY_NONE"), "mail.c": kUnit.replace("mode.h", "mode2.h")})
check("the header of then is gone", kSame, it.scan("HEAD"))

# Merge bases: what main did since does not count.
side = it.commit({"src": {"mail.py": kMail, "new.py": kMail}}, first, branch="side")
(it.git / "HEAD").write_text("ref: refs/heads/side\n")
it.lay_out({"src": {"mail.py": kMail, "new.py": kMail}})
check("against main", (1, ["src/mail.py:6", "src/new.py:6"], []), it.scan("main"))
check("against the merge base", (1, ["src/new.py:6"], []), it.scan("main..."))
check("no merge base", 2, it.scan("nothing...")[0])

# Comments, and both gates at once.
quiet = kMail.replace("    connection.login", "    # tls-tidy: allow tls-cleartext-credentials\n    connection.login")
third = it.commit({"src": {"mail.py": quiet}}, side, branch="side")
it.lay_out({"src": {"mail.py": kMail}})
check("a comment that went", (1, ["src/mail.py:6"], []), it.scan("HEAD"))
it.lay_out({"src": {"mail.py": kMail, "new.py": kMail}})
(it.folder / "known.json").write_text('{"tls-tidy-baseline": 1, "findings": [{"path": "src/new.py", "function": "send", '
                                      '"rule": "tls-cleartext-credentials", "text": "connection.login(user,password)"}]}')
check("both gates", kSame, it.scan(first, "--baseline", "known.json"))

# Submodules: as they were, or told of.
inner = Repository(outer / "one/sub")
then = inner.commit({"mail.py": kMail})
with_sub = it.commit({"sub": ("160000", then)}, third, branch="side")
inner.lay_out({"mail.py": "# moved\n" + kMail, "more.py": kMail})
shutil.rmtree(it.folder / "src")
check("a submodule", (1, ["sub/more.py:6"], []), it.scan("HEAD"))
it.commit({"sub": ("160000", "1" * 40)}, third, branch="side")
code, findings, told = it.scan("HEAD")
check("a submodule's commit that is not here", (1, ["sub/mail.py:7", "sub/more.py:6"], True),
      (code, findings, any("what is found in it counts as new" in text for text in told)))

# A repository that would run things.
trap = outer / "trap"
trap.write_text(f"#!/bin/sh\ntouch {outer}/sprung\ncat\n")
trap.chmod(0o755)
hostile = Repository(outer / "hostile")
hostile.commit({"mail.py": kMail, ".gitattributes": "*.py filter=evil diff=evil\n", "deep": {"..": {"x.py": kMail}, "mail.py": ("120000", hostile.object("blob", b"/etc/passwd"))}})
(hostile.git / "config").write_text(f"""[core]
\trepositoryformatversion = 0
\tfsmonitor = {trap}
\thooksPath = {outer}
\tsshCommand = {trap}
[filter "evil"]
\tclean = {trap}
\tsmudge = {trap}
\tprocess = {trap}
\trequired = true
[diff "evil"]
\tcommand = {trap}
\ttextconv = {trap}
[include]
\tpath = /dev/zero/nothing
""")
hostile.lay_out({"mail.py": kMail, ".gitattributes": "*.py filter=evil diff=evil\n"})
check("hostile", kSame, hostile.scan("HEAD"))
check("nothing ran", False, (outer / "sprung").exists())
tree = hostile.object("tree", b"")
for _ in range(40):  # 2^40 files
    tree = hostile.object("tree", b"".join(b"40000 " + name + b"\0" + bytes.fromhex(tree) for name in (b"a", b"b")))
bomb = hostile.object("commit", f"tree {tree}\nauthor a <a@example.org> 1 +0000\ncommitter a <a@example.org> 1 +0000\n\nx\n".encode())
check("a tree without end", (2, f"tls-tidy: --diff-base: {bomb[:12]} cannot be read: more than 300,000 folders\n"), hostile.scan(bomb))

# What cannot be answered.
check("unknown", (2, True), (lambda code, text: (code, text.startswith("tls-tidy: --diff-base: `nope` is no revision here")))(*it.scan("nope")))
check("a blob", 2, it.scan(it.object("blob", b"x"))[0])
(it.git / "shallow").write_text(first + "\n")
check("shallow", True, "this clone is shallow" in it.scan("nope")[1])
(outer / "plain").mkdir()
(outer / "plain/a.py").write_text("answer = 42\n")
check("no repository", (2, "tls-tidy: plain: --diff-base: lies in no git repository\n"), it.scan("HEAD", "plain", within=".."))
check("two repositories", (2, "tls-tidy: hostile: --diff-base: lies in another repository than the paths before it\n"),
      it.scan("HEAD", "one", "hostile", within=".."))
damaged = hashlib.sha1(b"blob %d\0" % len(kMail) + kMail.encode()).hexdigest()
hostile.lay_out({"mail.py": kMail + "\n"})
(hostile.git / "objects" / damaged[:2] / damaged[2:]).write_bytes(b"damaged")
check("damaged", (2, True), (lambda code, text, *_: (code, "cannot be read" in text))(*hostile.scan("HEAD")))
for words in (["--update-baseline", "--baseline", "b"], ["--stdin-filename", "a.py", "-"]):
    check(f"{words}", 2, it.scan("HEAD", *words)[0])

print("\n".join(failures) or "as told")
sys.exit(1 if failures else 0)
