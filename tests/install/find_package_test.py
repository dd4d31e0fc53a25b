#!/usr/bin/env python3
"""`cmake --install`, then what a project gets from it: find_package, a test that scans, and the plugin where it says.

    tests/install/find_package_test.py TLS-TIDY
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

BUILD = pathlib.Path(sys.argv[1]).resolve().parent
PROJECT = """cmake_minimum_required(VERSION 3.16)
project(mail C)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_package(tls-tidy 0.1 REQUIRED)
add_library(mail OBJECT mail.c)
enable_testing()
tls_tidy_test(tls --no-cache)
file(WRITE ${CMAKE_BINARY_DIR}/told "${tls-tidy_VERSION}\\n${tls-tidy_PROGRAM}\\n${tls-tidy_PLUGIN}\\n")
"""
UNIT = """#include "tls.h"
int session(SSL_CTX *context, int fd) {
  SSL_CTX_set_verify(context, 0, 0);
  SSL *connection = SSL_new(context);
  SSL_set_fd(connection, fd);
  if (SSL_connect(connection) != 1) return 1;
  return SSL_write(connection, "a1 LOGIN user secret\\r\\n", 22);
}
"""
HEADER = """typedef struct ssl_ctx_st SSL_CTX; typedef struct ssl_st SSL;
void SSL_CTX_set_verify(SSL_CTX *, int, void *); SSL *SSL_new(SSL_CTX *); int SSL_set_fd(SSL *, int);
int SSL_connect(SSL *); int SSL_write(SSL *, const void *, int);
"""


def run(*words, code=0, **options):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=120, **options)
    if done.returncode != code:
        raise SystemExit(f"{words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def main():
    with tempfile.TemporaryDirectory() as scratch:
        prefix, project = pathlib.Path(scratch) / "prefix", pathlib.Path(scratch) / "project"
        run("cmake", "--install", BUILD, "--prefix", prefix)
        project.mkdir()
        for name, text in (("CMakeLists.txt", PROJECT), ("mail.c", UNIT), ("tls.h", HEADER)):
            (project / name).write_text(text)
        run("cmake", "-S", project, "-B", project / "build", f"-DCMAKE_PREFIX_PATH={prefix}")
        version, program, plugin = (project / "build" / "told").read_text().splitlines()
        assert run(program, "--version").split() == ["tls-tidy", version]
        assert pathlib.Path(program) == prefix / "bin" / "tls-tidy", program
        said = run("ctest", "--test-dir", project / "build", "-V", code=8)
        assert "mail.c:3:" in said and "error[tls-peer-verification-off]" in said, said
        if (BUILD / "tls-tidy-cxx").exists():
            said = run("clang-tidy-19", "-load", plugin, "-checks=-*,tls-*", "mail.c", "--", "-std=c11", cwd=project)
            assert "mail.c:3:" in said and "[tls-peer-verification-off]" in said, said
        # What is told to be elsewhere is there.
        for part in ("share/man/man1/tls-tidy.1.gz", "share/bash-completion/completions/tls-tidy", "share/zsh/site-functions/_tls-tidy",
                     "share/fish/vendor_completions.d/tls-tidy.fish", "share/doc/tls-tidy/rules/tls-null-context.md"):
            assert (prefix / part).is_file(), part
        # Moved, it still finds its parts.
        shutil.move(prefix, pathlib.Path(scratch) / "elsewhere")
        said = run(pathlib.Path(scratch) / "elsewhere" / "bin" / "tls-tidy", "scan", "--no-cache", project / "mail.c", code=1)
        assert "mail.c:3:" in said, said
    print("0 failures")


if __name__ == "__main__":
    main()
