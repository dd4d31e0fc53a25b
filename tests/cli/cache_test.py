#!/usr/bin/env python3
"""One cache for several scans at a time, as pre-commit starts them: the answers are those of a scan without any, then and later.

    tests/cli/cache_test.py PROGRAM
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
PYTHON = "import smtplib, ssl\nmail = smtplib.SMTP('h{0}')\nmail.starttls(context=ssl._create_unverified_context())\nmail.login('u', 'p')\n"
NATIVE = ("#include <openssl/ssl.h>\nint session{0}(SSL_CTX *context, int fd) {{\n  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, 0);\n  SSL *connection = SSL_new(context);\n"
          "  SSL_set_fd(connection, fd);\n  if (SSL_connect(connection) != 1) return 1;\n  return SSL_write(connection, \"a1 LOGIN user secret\\r\\n\", 22);\n}}\n")


def start(folder, *words):
    return subprocess.Popen([PROGRAM, "scan", "--model-headers", "--quiet", "--output", "json", *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def answer(scan):
    out, said = scan.communicate(timeout=120)
    assert scan.returncode == 1 and not said, (scan.returncode, said)
    return sorted((each["location"]["path"], each["location"]["line"], each["rule"]) for each in json.loads(out)["findings"])


def main():
    with tempfile.TemporaryDirectory(prefix="tls-tidy-cache-") as scratch:
        folder, cache = pathlib.Path(scratch) / "work", pathlib.Path(scratch) / "cache"
        folder.mkdir()
        for number in range(12):
            (folder / f"mail{number}.py").write_text(PYTHON.format(number))
            (folder / f"mail{number}.c").write_text(NATIVE.format(number))
        names = sorted(each.name for each in folder.iterdir())
        wanted = answer(start(folder, "--no-cache", *names))
        assert len(wanted) == 24, wanted
        chance = random.Random(1)
        scans = [start(folder, "--cache-dir", str(cache), *chance.sample(names, len(names))) for _ in range(6)]
        for scan in scans:
            assert answer(scan) == wanted
        assert answer(start(folder, "--cache-dir", str(cache), *names)) == wanted
        entries = [each for each in cache.rglob("*") if each.is_file()]
        assert entries and not [each for each in entries if "." in each.name], "something half-written stays"
        # What was damaged is made anew: cut short anywhere, and other JSON than was written.
        for damaged in (lambda text: text[:chance.randrange(60)], lambda text: b"", lambda text: text[:1], lambda text: text[:-1], lambda text: b"{}", lambda text: b"[5]",
                        lambda text: b'[{"path": 5, "sha256": []}]', lambda text: b'[{"path": "mail0.c"}]', lambda text: bytes(len(text))):
            for each in entries:
                each.write_bytes(damaged(each.read_bytes()))
            assert answer(start(folder, "--cache-dir", str(cache), *names)) == wanted
    print("0 failures")


if __name__ == "__main__":
    main()
