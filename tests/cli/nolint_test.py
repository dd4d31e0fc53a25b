#!/usr/bin/env python3
"""NOLINT alike in clang-tidy with the plugin and in the program, and the program's own comments in the plugin.

    tests/cli/nolint_test.py PROGRAM
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

kHead = """struct ssl_st; struct ssl_ctx_st; struct ssl_method_st;
extern "C" {
typedef struct ssl_st SSL; typedef struct ssl_ctx_st SSL_CTX; typedef struct ssl_method_st SSL_METHOD;
const SSL_METHOD *TLS_client_method(void);
SSL_CTX *SSL_CTX_new(const SSL_METHOD *);
void SSL_CTX_set_verify(SSL_CTX *, int, int (*)(int, void *));
SSL *SSL_new(SSL_CTX *);
int SSL_set_fd(SSL *, int);
int SSL_connect(SSL *);
int SSL_write(SSL *, const void *, int);
}
"""
# What stands for the one line that is reported.
kCall = "SSL_CTX_set_verify(context, 0, nullptr);"
kName = "tls-peer-verification-off"
kShapes = [
    kCall,
    f"{kCall}  // NOLINT",
    f"{kCall}  // NOLINT: a reason",
    f"{kCall}  // NOLINT({kName})",
    f"{kCall}  // NOLINT(tls-*) a reason",
    f"{kCall}  // NOLINT(tls-weak-protocol)",
    f"{kCall}  // NOLINT(bugprone-*,tls-peer-*)",
    f"{kCall}  // NOLINT(-{kName})",
    f"{kCall}  // NOLINT(*,-{kName})",
    f"{kCall}  // NOLINT()",
    f"{kCall}  // NOLINT( {kName} )",
    f"{kCall}  // NOLINT ({kName})",
    f"{kCall}  // NOLINT(bugprone-x",
    f"{kCall}  // NOLINTX",
    f"{kCall}  // xNOLINT",
    f"{kCall}  // NOLINT(bugprone-x) NOLINT({kName})",
    f"/* NOLINT */ {kCall}",
    f"// NOLINT\n  {kCall}",
    f"// NOLINTNEXTLINE\n  {kCall}",
    f"// NOLINTNEXTLINE({kName})\n  {kCall}",
    f"// NOLINTNEXTLINE({kName})\n\n  {kCall}",
    f"{kCall}  // NOLINTNEXTLINE",
    f"/* NOLINTNEXTLINE({kName})\n */ {kCall}",
    "SSL_CTX_set_verify(  // NOLINT\n      context, 0, nullptr);",
    "SSL_CTX_set_verify(\n      context, 0, nullptr);  // NOLINT",
    "SSL_CTX_set_verify(context,\n      0,  // NOLINT\n      nullptr);",
    f"// NOLINTBEGIN\n  {kCall}\n  // NOLINTEND",
    f"// NOLINTBEGIN({kName})\n  {kCall}\n  // NOLINTEND({kName})",
    f"// NOLINTBEGIN(tls-*)\n  {kCall}\n  // NOLINTEND(tls-*)",
    f"// NOLINTBEGIN(bugprone-*)\n  {kCall}\n  // NOLINTEND(bugprone-*)",
    f"// NOLINTBEGIN(x)\n  // NOLINTBEGIN(tls-*)\n  {kCall}\n  // NOLINTEND(tls-*)\n  // NOLINTEND(x)",
    f"// NOLINTBEGIN(tls-*)\n  // NOLINTEND(tls-*)\n  {kCall}",
    f"{kCall}  // tls-tidy: allow {kName}",
    f"// tls-tidy: allow {kName} a reason\n  // and more of it\n  {kCall}",
    f"SSL_CTX_set_verify(context,  // tls-tidy: allow {kName}\n      0, nullptr);",
    f"{kCall}  // tls-tidy: allow tls-weak-protocol",
    f"{kCall}  // tls-tidy: allow {kName} until=2020-01-01",
]


def text_of(shape):
    return (f"{kHead}int run(int fd, const char *secret) {{\n  SSL_CTX *context = SSL_CTX_new(TLS_client_method());\n  {shape}\n"
            "  SSL *ssl = SSL_new(context);\n  SSL_set_fd(ssl, fd);\n  if (SSL_connect(ssl) != 1) return 1;\n"
            "  return SSL_write(ssl, secret, 3);\n}\n")


def reported(command):
    output = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    return {match[1] for match in re.finditer(r"shape_(\d+)\.cpp:\d+:\d+: [^\n]*\[" + kName + r"[\],]", output)}


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    plugin = program.parent / "plugin" / "tls-tidy-plugin.so"
    if not plugin.exists() or not shutil.which("clang-tidy-19"):
        print("no plugin here: nothing to compare")
        return 0
    with tempfile.TemporaryDirectory(prefix="tls-tidy-nolint-") as scratch:
        files = []
        for number, shape in enumerate(kShapes):
            file = pathlib.Path(scratch) / f"shape_{number}.cpp"
            file.write_text(text_of(shape))
            files.append(str(file))
        ours = reported([program, "scan", "--no-cache", "--output", "concise", "--quiet", *files])
        theirs = reported(["clang-tidy-19", "-load", plugin, "-checks=-*,tls-*", "--quiet", *files, "--"])
    wrong = [number for number in range(len(kShapes)) if (str(number) in ours) != (str(number) in theirs)]
    for number in wrong:
        print(f"reported by {'the program' if str(number) in ours else 'clang-tidy'} only:\n  {kShapes[number]}")
    print(f"{len(kShapes)} shapes, {len(ours)} reported, {len(wrong)} differ")
    return 1 if wrong or not 0 < len(ours) < len(kShapes) else 0


sys.exit(main())
