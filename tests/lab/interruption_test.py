#!/usr/bin/env python3
"""An interrupted lab leaves nothing behind: no process, so no namespace and no port, and no file.

The lab is started with a mark in its environment, which everything it starts inherits, and with a temporary folder of
its own; some while later a signal ends it. Then nobody may carry the mark, and the folder must be empty.
"""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import uuid

PROGRAM = os.path.abspath(sys.argv.pop(1))
LAB = pathlib.Path(__file__).resolve().parent / "prove.py"


def carriers(mark):
    """Processes whose environment holds the mark, zombies not counted."""
    found = []
    for folder in pathlib.Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if mark in (folder / "environ").read_bytes():
                found.append((int(folder.name), (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()))
        except OSError:
            pass  # gone, or not ours to look at
    return found


class Interruption(unittest.TestCase):
    def end_by(self, number):
        mark = uuid.uuid4().hex
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "LAB_MARK": mark, "TMPDIR": folder, "PYTHONDONTWRITEBYTECODE": "1"}
            command = [sys.executable, str(LAB), "--program", PROGRAM, "--packages", folder, "--jobs", "2"]
            lab = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            try:
                self.wait_until(lambda: lab.poll() is not None or len(carriers(mark.encode())) > 4, "cases never began to run")
                self.assertIsNone(lab.poll(), "the lab ended by itself")
                lab.send_signal(number)
                code = lab.wait(timeout=30)
            finally:
                if lab.poll() is None:
                    lab.kill()
                    lab.wait()
            self.assertEqual(code, -number if number == signal.SIGKILL else 128 + number)
            self.wait_until(lambda: not carriers(mark.encode()), "processes are left")
            self.assertEqual(os.listdir(folder), [])

    def wait_until(self, holds, otherwise):
        last = time.monotonic() + 60
        while not holds():
            self.assertLess(time.monotonic(), last, otherwise)
            time.sleep(0.05)

    def test_interrupt(self):
        self.end_by(signal.SIGINT)

    def test_terminate(self):
        self.end_by(signal.SIGTERM)

    def test_kill(self):
        self.end_by(signal.SIGKILL)


if __name__ == "__main__":
    unittest.main()
