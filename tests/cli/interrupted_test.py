#!/usr/bin/env python3
"""An interrupted scan leaves nothing behind: no process, no file for which it was not asked; its status names the signal."""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = os.path.abspath(sys.argv.pop(1))
LIMIT = 60  # seconds; far above what is needed, so that a busy machine changes nothing

# Takes Clang many seconds: each level doubles the work.
SLOW = """#include <openssl/ssl.h>
template <int n, int m> struct Deep { static constexpr unsigned long value = Deep<n - 1, 2 * m>::value + Deep<n - 1, 2 * m + 1>::value; };
template <int m> struct Deep<0, m> { static constexpr unsigned long value = m; };
unsigned long number = Deep<22, 1>::value;
SSL_CTX* make() { return SSL_CTX_new(TLS_client_method()); }
"""


FIXABLE = "import smtplib\n\nmail = smtplib.SMTP('mail.example.org')\nmail.starttls()\nmail.login('user', 'secret')\n"
SLOW_DISK = b"#include <unistd.h>\nint fsync(int file) { (void)file; sleep(300); return 0; }\n"


def wait_for(condition):
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def users_of(folder):
    """Processes that name the folder on their command line."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and folder.encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            pass  # gone
    return found


class Interrupted(unittest.TestCase):
    def end_by(self, number):
        with tempfile.TemporaryDirectory() as place:
            source, scratch = pathlib.Path(place, "source"), pathlib.Path(place, "scratch")
            source.mkdir()
            scratch.mkdir()
            (source / "slow.cpp").write_text(SLOW)
            environment = {**os.environ, "TMPDIR": str(scratch)}
            restore = lambda: signal.signal(number, signal.SIG_DFL)
            scan = subprocess.Popen([PROGRAM, "scan", "--no-cache", "--model-headers", str(source)], env=environment, stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL, preexec_fn=restore)
            self.assertTrue(wait_for(lambda: len(users_of(str(scratch))) > 0), "the front end is not started")
            scan.send_signal(number)
            self.assertEqual(scan.wait(LIMIT), -number)
            self.assertEqual(list(scratch.iterdir()), [])
            self.assertTrue(wait_for(lambda: not users_of(str(scratch))), "the front end lives on")

    def test_while_a_file_is_mended(self):
        with tempfile.TemporaryDirectory() as place:
            library, source = pathlib.Path(place, "slow.so"), pathlib.Path(place, "source")
            subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", library], input=SLOW_DISK, check=True)
            source.mkdir()
            (source / "mail.py").write_text(FIXABLE)
            scan = subprocess.Popen([PROGRAM, "scan", "--no-cache", "--fix", source], env={**os.environ, "LD_PRELOAD": str(library)},
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.assertTrue(wait_for(lambda: len(list(source.iterdir())) == 2), "nothing is written")
            scan.send_signal(signal.SIGTERM)
            self.assertEqual(scan.wait(LIMIT), -signal.SIGTERM)
            self.assertEqual([each.name for each in source.iterdir()], ["mail.py"])
            self.assertEqual((source / "mail.py").read_text(), FIXABLE)

    def test_by_the_keyboard(self):
        self.end_by(signal.SIGINT)

    def test_by_a_request_to_end(self):
        self.end_by(signal.SIGTERM)


if __name__ == "__main__":
    unittest.main()
