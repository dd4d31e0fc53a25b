#!/usr/bin/env python3
"""A new user's first minutes on a Debian 12 that has its base system only, with the README's commands and no others.

    tests/doors/newcomer.py TLS-TIDY FOLDER [TRANSCRIPT]      FOLDER keeps the bare system; the transcript goes to TRANSCRIPT too

The commands are read from the README, section "First run". From the package the first finding must be there within two minutes, from
source, with everything that is built, within fifteen; on a machine with other work to do the time is told and not judged.
"""
import datetime
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys

from bare import Bare

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = pathlib.Path(sys.argv[1]).resolve().parent
PYTHON = "import smtplib, ssl\n\nmail = smtplib.SMTP('mail.example.org', 587)\nmail.starttls(context=ssl._create_unverified_context())\nmail.login('user', 'secret')\n"
NATIVE = ("#include <openssl/ssl.h>\n\nint session(SSL_CTX *context, int fd) {\n  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);\n  SSL *connection = SSL_new(context);\n"
          "  SSL_set_fd(connection, fd);\n  if (SSL_connect(connection) != 1) return 1;\n  return SSL_write(connection, \"a1 LOGIN user secret\\r\\n\", 22);\n}\n")
LIMITS = {"package": 120, "source": 900}
IDLE = os.getloadavg()[0] < 1


def commands():
    """{"package": [...], "source": [...]}: the first two blocks of the section."""
    section = (ROOT / "README.md").read_text().split("\n## First run\n")[1].split("\n## ")[0]
    blocks = re.findall(r"(?:^    .+\n)+", section, re.M)
    return {name: [line.split("  #")[0].strip() for line in block.splitlines()] for name, block in zip(LIMITS, blocks)}


def shown(text, lines=14):
    """The output as a user remembers it: a long one by its end."""
    kept = text.rstrip().splitlines()
    return kept if len(kept) <= 60 else [f"... {len(kept) - lines} lines ...", *kept[-lines:]]


def first_minutes(kind, words, bare):
    if kind == "package":
        (package,) = BUILD.glob("tls-tidy_*.deb")
        bare.put(package, "/root")
        folder = "/root"
    else:
        names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        for name in filter(None, names):
            (bare.root / "root" / "tls-tidy" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, bare.root / "root" / "tls-tidy" / name)
        folder = "/root/tls-tidy"
    project = bare.root / "root" / "project"
    project.mkdir()
    (project / "mail.py").write_text(PYTHON)
    (project / "mail.c").write_text(NATIVE)
    told, total, found, before = [], 0, False, processor()
    for word in words:
        code, said, seconds = bare.run(f"cd {folder} && {word}")
        total += seconds
        told += [f"$ {word}", *shown(said), f"[exit {code}, {seconds:.0f} s; {total:.0f} s since the beginning]", ""]
        if "mail.py:4:" in said and "mail.c:4:" in said and code == 1:
            found = True
            break
        if code:
            break
    text = "\n".join(told)
    if not found or (total > LIMITS[kind] and IDLE):
        raise SystemExit(f"{kind}: {'no finding' if not found else f'{total:.0f} s'}\n{text}")
    return text, total, processor() - before


def processor():
    """Seconds that all processes of this one have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    load = os.getloadavg()[0]
    text = (f"# A new user's first minutes\n\nWritten by `tests/doors/newcomer.py` on {datetime.date.today()}: the README's commands on a Debian 12 with its base system only "
            f"(debootstrap, minbase), {os.cpu_count()} cores, load {load:.0f} from other work at the beginning, packages from Debian's mirror. The project scanned has two files, one in Python and one in C.\n")
    for kind, words in commands().items():
        with Bare(sys.argv[2]) as bare:
            told, seconds, used = first_minutes(kind, words, bare)
        print(f"from {kind}: {seconds:.0f} s to the first finding, {used:.0f} s of processor time", flush=True)
        text += f"\n## From {'the package' if kind == 'package' else 'source'}: {seconds:.0f} s to the first finding ({used:.0f} s of processor time)\n\n```\n{told}```\n"
        if len(sys.argv) > 3:
            pathlib.Path(sys.argv[3]).write_text(text)
    print("0 failures")


if __name__ == "__main__":
    main()
