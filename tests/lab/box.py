"""The sealed box the lab lives in, and the cell each case runs in.

The box is a user, mount, network and process namespace. Its first process is the lab; when that ends, or whoever
started it is killed, the kernel ends every process in it, and with them go the ports, the mounts and the scratch
folder (a tmpfs that only the box sees). Nothing is left to clean up, whatever happened.

A cell is a network and mount namespace of its own inside the box, one for each case: an interface with addresses that
are not loopback, a hosts file and a trust store put over the machine's.
"""
import ctypes
import errno
import fcntl
import glob
import os
import pathlib
import signal
import socket
import struct
import sys

NEW_MOUNT, NEW_USER, NEW_PROCESS, NEW_NETWORK = 0x00020000, 0x10000000, 0x20000000, 0x40000000
BIND, RECURSIVE, PRIVATE = 0x1000, 0x4000, 0x40000
DIE_WITH_PARENT = 1
ADDRESS = "198.51.100.25"

libc = ctypes.CDLL(None, use_errno=True)


class NoNamespaces(Exception):
    """The machine does not let us make namespaces."""


def unshare(flags):
    if libc.unshare(flags) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def mount(source, target, kind=None, flags=0, options=None):
    words = [str(word).encode() if word is not None else None for word in (source, target, kind)]
    if libc.mount(*words, ctypes.c_ulong(flags), options.encode() if options else None) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"mount {source} on {target}: {os.strerror(number)}")


def die_with_parent():
    libc.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def write_maps(process, user, group):
    """Root keeps all its users (servers want theirs), anybody else becomes the box's root and nobody more."""
    base = pathlib.Path("/proc") / str(process)
    if user == 0:
        (base / "uid_map").write_text("0 0 65536\n")
        (base / "gid_map").write_text("0 0 65536\n")
    else:
        (base / "setgroups").write_text("deny")
        (base / "uid_map").write_text(f"0 {user} 1\n")
        (base / "gid_map").write_text(f"0 {group} 1\n")


def run_sealed(work):
    """Runs work() as first process of a new box, with its scratch folder. Returns its exit code."""
    user, group = os.getuid(), os.getgid()
    parent, asks, answers = os.getpid(), os.pipe(), os.pipe()
    outer = os.fork()
    if outer == 0:
        # Namespaces for what is forked from here; the maps are written by the parent, who still has its rights.
        die_with_parent()
        try:
            unshare(NEW_USER | NEW_MOUNT | NEW_NETWORK | NEW_PROCESS)
        except OSError as problem:
            os.write(asks[1], b"n" + problem.strerror.encode())
            os._exit(2)
        die_with_parent()  # again: the kernel forgets it when a process's rights change
        if os.getppid() != parent:
            os._exit(2)
        os.write(asks[1], b"y")
        if os.read(answers[0], 1) != b"y":
            os._exit(2)
        inner = os.fork()
        if inner == 0:
            die_with_parent()
            os._exit(first_process(work))
        status = os.waitpid(inner, 0)[1]
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)

    ended = []

    def end(number, frame):
        ended.append(number)
        try:
            os.kill(outer, signal.SIGKILL)  # takes the first process with it, and that one all others
        except ProcessLookupError:
            pass

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    answer = os.read(asks[0], 200)
    if answer[:1] == b"y":
        try:
            write_maps(outer, user, group)
            os.write(answers[1], b"y")
        except OSError as problem:
            answer = b"n" + str(problem).encode()
            os.write(answers[1], b"n")
    status = os.waitpid(outer, 0)[1]
    if ended:
        return 128 + ended[0]
    if answer[:1] != b"y":
        raise NoNamespaces(answer[1:].decode() or "no answer")
    return os.waitstatus_to_exitcode(status)


def first_process(work):
    code = 1
    try:
        mount("none", "/", None, RECURSIVE | PRIVATE)
        try:
            mount("proc", "/proc", "proc")
        except OSError:
            pass  # a container may hide parts of /proc; only the numbers of processes look odd then
        scratch = pathlib.Path("/mnt")
        mount("scratch", scratch, "tmpfs", 0, "mode=755")
        (scratch / "temporary").mkdir()
        if not pathlib.Path("/etc/hosts").exists():  # a bare system: it gets one to lay ours over, and the real /etc none
            (scratch / "etc").mkdir()
            (scratch / "etc-work").mkdir()
            mount("etc", "/etc", "overlay", 0, f"lowerdir=/etc,upperdir={scratch}/etc,workdir={scratch}/etc-work,userxattr")
            pathlib.Path("/etc/hosts").touch()
        os.environ["TMPDIR"] = str(scratch / "temporary")  # for compilers and whatever else is started in here
        code = work(scratch)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return code


def has_users():
    """Whether the box knows more users than its root."""
    return int(pathlib.Path("/proc/self/uid_map").read_text().split()[2]) > 1


def enter_cell(hosts_file, trust_store, replaced):
    """Makes the calling process's network and mounts its own: an address on a wire to nowhere, our hosts, our trust.

    `replaced`: files that a library brings its own trust in, by what stands in their place.
    """
    unshare(NEW_MOUNT | NEW_NETWORK)
    mount("none", "/", None, RECURSIVE | PRIVATE)
    mount(hosts_file, "/etc/hosts", None, BIND)
    mount(trust_store, "/etc/ssl/certs", None, BIND)
    for target, source in replaced.items():  # patterns, because the folder's name is the machine's
        for there, here in zip(sorted(glob.glob(target)), sorted(glob.glob(source))):
            mount(here, there, None, BIND)
    raise_interface("lo", "127.0.0.1")
    raise_interface("lo:1", ADDRESS)


def raise_interface(name, address):
    set_address, set_mask, get_flags, set_flags, up = 0x8916, 0x891C, 0x8913, 0x8914, 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        head = struct.pack("16s", name.encode())
        fcntl.ioctl(wire, set_address, head + struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton(address)))
        fcntl.ioctl(wire, set_mask, head + struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton("255.0.0.0")))
        flags = struct.unpack("16sH", fcntl.ioctl(wire, get_flags, head + bytes(16))[:18])[1]
        fcntl.ioctl(wire, set_flags, head + struct.pack("H14x", flags | up))


def reason(problem):
    return (
        f"the lab needs user namespaces and may not make any ({problem}): allow them "
        "(sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0) or run as root"
    )
