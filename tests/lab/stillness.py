"""Whether a client still does something. On a busy machine seconds say nothing; a process that wants the processor shows it.

A client is still while every thread of every process of its session sleeps and none of them used the processor since
the last look. What waits for a client waits until it was still for a number of looks in a row:

    watch = Watch()
    watch.session = client.pid            # the client leads a session of its own
    readable(socket, 5, watch)            # True: there is something to read; False: it was still for five seconds
"""
import os
import pathlib
import select

LOOK = 0.5  # seconds between two looks
AWAKE = "RD"  # runs or wants to; waits for a disk


class Watch:
    session = None  # of the client; before it is known nobody is still

    def look(self):
        """Processor time of each thread in the session; None while one is awake, or comes or goes."""
        used = []
        if os.readlink("/proc/self") != str(os.getpid()):
            return used  # a container may hide our processes; then only seconds count
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if int(fields(folder / "stat")[3]) != self.session:
                    continue
                for thread in (folder / "task").iterdir():
                    state = fields(thread / "stat")
                    if state[0] in AWAKE:
                        return None
                    used.append((thread.name, state[11], state[12]))
            except (OSError, IndexError):
                return None
        return sorted(used)


def fields(path):
    """What follows the command's name in a stat file, which may hold spaces itself."""
    return path.read_text().rpartition(")")[2].split()


class Stillness:
    """Counts the looks in a row at which a client was still."""

    def __init__(self, watch):
        self.watch, self.last, self.looks = watch, None, 0

    def seconds(self):
        """To be asked once per LOOK."""
        now = self.watch.look() if self.watch.session else None
        self.looks = self.looks + 1 if now is not None and now == self.last else 0
        self.last = now
        return self.looks * LOOK


def readable(socket, seconds, watch):
    """Waits until there is something to read, or until the client was still for so long."""
    stillness = Stillness(watch)
    while not (getattr(socket, "pending", int)() or select.select([socket], [], [], LOOK)[0]):
        if stillness.seconds() >= seconds:
            return False
    return True
