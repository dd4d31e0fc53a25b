"""Running a command and seeing what it used, with all its children."""
import os
import subprocess
import tempfile
import time


class Use:
    def __init__(self, wall, cpu, peak_kib):
        self.wall, self.cpu, self.peak_kib = wall, cpu, peak_kib


def use_of(command, cwd=None):
    """Wall and CPU seconds (user and system) and peak KiB of the largest process. Exit codes are the caller's own business."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        child = subprocess.Popen(command, cwd=cwd, stdout=out, stderr=out)
        _, _, used = os.wait4(child.pid, 0)
        child.returncode = 0  # waited for already
        return Use(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss)
