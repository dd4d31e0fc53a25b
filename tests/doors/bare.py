"""A Debian 12 with nothing but its base system, for tests of what a new user's machine does. Needs root, debootstrap and network.

    with Bare(FOLDER) as bare:            FOLDER keeps the base system, so that only the first run fetches it
        bare.put(file_or_folder, "/root")
        code, said, seconds = bare.run("command of a shell")
"""
import pathlib
import shutil
import subprocess
import tempfile
import time

# What is mounted is seen by this process alone and goes away with it.
ENTER = """set -e
mount --bind "$1" "$1"
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
cd "$1"
mkdir -p old
pivot_root . old
cd /root
umount -l /old
exec /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb DEBIAN_FRONTEND=noninteractive bash -c "$2"
"""


class Bare:
    def __init__(self, folder):
        self.base = pathlib.Path(folder) / "debian12"
        if not (self.base / "complete").exists():
            shutil.rmtree(self.base, ignore_errors=True)
            self.base.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["debootstrap", "--variant=minbase", "bookworm", self.base], check=True, stdout=subprocess.DEVNULL)
            (self.base / "complete").touch()

    def __enter__(self):
        self.scratch = tempfile.TemporaryDirectory(dir=self.base.parent)
        self.root = pathlib.Path(self.scratch.name) / "root"
        subprocess.run(["cp", "-a", self.base, self.root], check=True)
        shutil.copy("/etc/resolv.conf", self.root / "etc" / "resolv.conf")
        return self

    def __exit__(self, *_):
        self.scratch.cleanup()

    def put(self, source, folder):
        subprocess.run(["cp", "-a", source, self.root / folder.lstrip("/")], check=True)

    def run(self, command, timeout=3600):
        """(exit code, both outputs as they came, seconds)"""
        begun = time.monotonic()
        done = subprocess.run(["unshare", "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", ENTER, "bash", self.root, command],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout)
        return done.returncode, done.stdout.decode("utf-8", "replace"), time.monotonic() - begun
