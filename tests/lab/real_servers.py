"""Real servers beside our own: Dovecot, Exim, Pure-FTPd and INN must be reached by what reaches the honest server.

They are Debian's packages, unpacked into a folder and laid over /usr for the server alone, so that nothing is
installed and the client sees none of it. Each runs on an address of its own, in a process namespace that ends with it.
"""
import contextlib
import dataclasses
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import string
import subprocess
import time

import box

HERE = pathlib.Path(__file__).resolve().parent
ADDRESS = "198.51.100.26"
USERS = {"Debian-exim": 902, "user": 1500}  # users the packages would have made
START = 300  # seconds a server may take to open its ports, on a busy machine too


@dataclasses.dataclass
class RealServer:
    name: str
    ports: dict
    clear_login: bool  # does it take a login in clear?
    command: list
    guests: bool = True  # does it serve those who do not log in?
    files: dict = dataclasses.field(default_factory=dict)
    before: str = ""
    environment: dict = dataclasses.field(default_factory=dict)


def description():
    return json.loads((HERE / "real_servers.json").read_text())


class RealServers:
    """The servers whose packages were unpacked into `root`; they show `certificate`, a chain with its key."""

    def __init__(self, root, certificate):
        data = description()
        self.host, self.root, self.certificate = data["host"], root, certificate
        self.servers = [RealServer(name=name, **entry) for name, entry in data["servers"].items()]

    def server_for(self, protocol, port):
        return next((server for server in self.servers if port in server.ports.get(protocol, ())), None)

    def lay_over(self, folder):
        """For the server alone: the packages over /usr, their users, and places that they may write to."""
        box.unshare(box.NEW_MOUNT)
        box.mount("none", "/", None, box.RECURSIVE | box.PRIVATE)
        box.mount("overlay", "/usr", "overlay", 0, f"lowerdir={self.root}/usr:/usr")
        for name, line in (("passwd", "{0}:x:{1}:{1}::/nonexistent:/bin/sh\n"), ("group", "{0}:x:{1}:\n")):
            file = folder / f"{name}.users"
            file.write_text(pathlib.Path("/etc", name).read_text() + "".join(line.format(user, number) for user, number in USERS.items()))
            file.chmod(0o644)
            box.mount(file, f"/etc/{name}", None, box.BIND)
        for place in ("/run", "/var/lib", "/var/spool"):
            box.mount("scratch", place, "tmpfs", 0, "mode=755")

    @contextlib.contextmanager
    def running(self, server):
        folder = self.certificate.parent / f"real{os.getpid()}"  # a short path: sockets' names may not be long
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.write_files(server, folder)
        box.raise_interface("lo:2", ADDRESS)
        words = {"folder": str(folder), "address": ADDRESS}
        command = [string.Template(word).safe_substitute(words) for word in server.command]
        run = server.before + "; exec unshare --pid --fork --kill-child=KILL -- " + shlex.join(command)
        with open(folder / "output", "w") as output:
            process = subprocess.Popen(["sh", "-ec", run], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                                       env={**os.environ, **words, **server.environment}, start_new_session=True, preexec_fn=lambda: self.lay_over(folder))
        try:
            self.wait_for(server, process, folder)
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # the group, because a server that is setuid does not die with its parent
            process.wait()

    def write_files(self, server, folder):
        words = {"folder": str(folder), "address": ADDRESS}
        both = self.certificate.read_text()
        key = re.search("-----BEGIN (RSA|EC) PRIV", both).start()
        files = {"both.pem": both, "cert.pem": both[:key], "key.pem": both[key:]}
        files.update({name: "".join(string.Template(line).safe_substitute(words) + "\n" for line in lines) for name, lines in server.files.items()})
        for name, text in files.items():
            (folder / name).write_text(text)
            (folder / name).chmod(0o644)

    def wait_for(self, server, process, folder):
        last = time.monotonic() + START
        for port in (port for ports in server.ports.values() for port in ports):
            while True:
                try:
                    socket.create_connection((ADDRESS, port)).close()
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > last:
                        raise RuntimeError(f"{server.name} does not start: {(folder / 'output').read_text()[-300:]}")
                    time.sleep(0.02)


def unpacked(packages_folder):
    """Where install.py unpacked the packages; None where it did not."""
    root = packages_folder / "servers"
    stamp = root / ".unpacked"
    return root if stamp.exists() and stamp.read_text() == " ".join(description()["packages"]) else None  # an older set lacks servers


def unpack(packages_folder, say):
    """Fetches and unpacks the packages; said and no error where that fails."""
    names = description()["packages"]
    root = packages_folder / "servers"
    stamp = root / ".unpacked"
    if stamp.exists() and stamp.read_text() == " ".join(names):
        return
    say("unpacking " + " ".join(names))
    shutil.rmtree(root, ignore_errors=True)
    (root / "archives").mkdir(parents=True)
    if subprocess.run(["apt-get", "download", "-q", *names], cwd=root / "archives", capture_output=True).returncode != 0:
        say("the real servers cannot be had")
        return
    for archive in sorted((root / "archives").glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(archive), str(root)], check=True)
    shutil.rmtree(root / "archives")
    stamp.write_text(" ".join(names))
