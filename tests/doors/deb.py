#!/usr/bin/env python3
"""The Debian package: Debian's checker has nothing to say against it, and it works on a machine that had nothing before.

    tests/doors/deb.py TLS-TIDY FOLDER      FOLDER keeps the bare system between runs
"""
import pathlib
import subprocess
import sys

from bare import Bare

BUILD = pathlib.Path(sys.argv[1]).resolve().parent
PYTHON = "import smtplib, ssl\nmail = smtplib.SMTP('mail.example.org')\nmail.starttls(context=ssl._create_unverified_context())\nmail.login('user', 'secret')\n"
NATIVE = ("#include <openssl/ssl.h>\n#include <stddef.h>\nint session(SSL_CTX *context, int fd) {\n  SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);\n  SSL *connection = SSL_new(context);\n"
          "  SSL_set_fd(connection, fd);\n  if (SSL_connect(connection) != 1) return 1;\n  return SSL_write(connection, \"a1 LOGIN user secret\\r\\n\", 22);\n}\n")


def expect(condition, said):
    if not condition:
        raise SystemExit(said)


def main():
    for old in BUILD.glob("tls-tidy_*.deb"):
        old.unlink()
    subprocess.run(["cpack", "-G", "DEB", "-B", BUILD], cwd=BUILD, check=True, stdout=subprocess.DEVNULL)
    (package,) = BUILD.glob("tls-tidy_*.deb")
    checked = subprocess.run(["lintian", "--allow-root", "--fail-on", "error,warning", package], capture_output=True, text=True)
    expect(checked.returncode == 0, checked.stdout + checked.stderr)
    with Bare(sys.argv[2]) as bare:
        bare.put(package, "/root")
        (bare.root / "root" / "a.py").write_text(PYTHON)
        (bare.root / "root" / "a.c").write_text(NATIVE)
        code, said, install = bare.run(f"apt-get update -q && apt-get install -y -q --no-install-recommends ./{package.name}")
        expect(code == 0, said)
        code, said, scan = bare.run("tls-tidy scan --output concise")
        expect(code == 1 and "a.py:3:" in said and "a.c:4:" in said and said.count("tls-peer-verification-off") == 2, said)
        expect("were not found" not in said, said)  # Clang's builtin headers
        code, said, _ = bare.run("test -e /usr/share/man/man1/tls-tidy.1.gz || grep -q usr/share/man /etc/dpkg/dpkg.cfg.d/*; bash -c 'source /usr/share/bash-completion/completions/tls-tidy && complete -p tls-tidy'")
        expect(code == 0, said)
        code, said, _ = bare.run("apt-get purge -y -q tls-tidy; ls /usr/lib/tls-tidy /usr/libexec/tls-tidy /usr/share/doc/tls-tidy")
        expect(said.count("No such file") == 3, said)
    print(f"{package.name}: {package.stat().st_size / 1e6:.1f} MB; on a bare system {install:.0f} s to install with what it depends on, {scan:.1f} s to the first findings\n0 failures")


if __name__ == "__main__":
    main()
