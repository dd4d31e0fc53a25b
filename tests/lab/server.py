"""The impostor and the honest server in one: listens on every standard port of the cell and follows a Plan.

    with Server(plans["untrusted"], host_names, certificates) as server:
        ...                      # run the client
        record = server.finish() # what reached us, and the transcript

A connection to a TLS port that stays silent gets a greeting in clear once the client is still (stillness.py): that is one
which fell back.
"""
import dataclasses
import select
import socket
import ssl
import threading
import warnings

from box import ADDRESS
from dialogue import DIALOGUES
from stillness import Watch, readable

SILENCE = 5  # seconds a client is still; one that speaks TLS sends its hello at once
PATIENCE = 12  # seconds a client is still, until the server leaves
LIMIT = 600  # seconds for what the client has begun to say
TLS_RECORD = 0x16


@dataclasses.dataclass
class Plan:
    """What the server does to its clients; the entries of attacks.json."""

    id: str
    title: str = ""
    what: str = ""
    certificate: str = "honest"
    version: str = ""
    upgrade: str = "kept"  # or hidden, refused, injected
    data: str = "kept"
    agreed: str = "always"
    passive: bool = False


class Record:
    """What one run brought: notes (kind, value, was it encrypted), the transcript, how each connection began."""

    def __init__(self):
        self.lock = threading.Lock()
        self.notes, self.lines, self.first_bytes, self.connections = [], [], {}, 0
        self.handshakes, self.failed, self.seconds = 0, 0, 0.0

    def note(self, kind, value, wire):
        with self.lock:
            self.notes.append((kind, value, wire.secure))

    def line(self, number, who, text):
        with self.lock:
            self.lines.append((number, who, text))

    def has(self, kind, secure=None):
        return any(each == kind and secure in (None, encrypted) for each, _, encrypted in self.notes)


class Wire:
    """One connection, in clear or encrypted, whose lines are written down."""

    def __init__(self, raw, number, context, record, watch):
        raw.settimeout(LIMIT)
        self.socket, self.number, self.context, self.record, self.watch = raw, number, context, record, watch
        self.secure, self.buffer = False, b""

    def address(self):
        return self.socket.getsockname()[0]

    def beside(self, raw):
        return Wire(raw, self.number, self.context, self.record, self.watch)

    def log(self, who, text):
        self.record.line(self.number, who + ("*" if self.secure else ""), text)

    def read_bytes(self, size):
        while len(self.buffer) < size:
            if not self.fill():
                return None
        got, self.buffer = self.buffer[:size], self.buffer[size:]
        text = got.decode("utf-8", "replace")
        self.log("C", text)
        return text

    def read_line(self):
        while b"\n" not in self.buffer:
            if not self.fill():
                return None
        line, _, self.buffer = self.buffer.partition(b"\n")
        text = line.rstrip(b"\r").decode("utf-8", "replace")
        self.log("C", text)
        return text

    def fill(self):
        try:
            more = self.socket.recv(4096) if self.comes() else b""
        except (OSError, ValueError):
            more = b""
        self.buffer += more
        return bool(more)

    def comes(self, seconds=PATIENCE):
        """Waits for the client to say something, unless it is still for so long."""
        return readable(self.socket, seconds, self.watch)

    def send(self, text):
        for line in text.splitlines():
            self.log("S", line)
        try:
            self.socket.sendall(text.encode())
        except OSError:
            pass

    def start_tls(self):
        try:
            self.socket = self.context.wrap_socket(self.socket, server_side=True)
        except (OSError, ValueError) as problem:
            with self.record.lock:
                self.record.failed += 1
            self.log("-", f"handshake failed: {getattr(problem, 'reason', None) or problem}")
            return False
        self.secure, self.buffer = True, b""
        with self.record.lock:
            self.record.handshakes += 1
        self.log("-", f"handshake done: {self.socket.version()}")
        return True

    def stop_tls(self):
        try:
            self.socket = self.socket.unwrap()
        except (OSError, ValueError):
            pass
        self.secure = False
        self.log("-", "TLS left")

    def end_sending(self):
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def close(self):
        try:
            if self.secure:
                self.socket.settimeout(1)
                self.socket.unwrap()
        except (OSError, ValueError):
            pass
        self.socket.close()


def context_for(plan, certificates):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.num_tickets = 0  # nothing after the handshake but answers: libESMTP may wait for ever when a ticket comes
    context.set_ciphers("ALL:@SECLEVEL=0" if plan.certificate else "aNULL:@SECLEVEL=0")
    if plan.certificate:
        context.load_cert_chain(certificates[plan.certificate])
    else:
        context.maximum_version = ssl.TLSVersion.TLSv1_2  # TLS 1.3 has no suite without authentication
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1  # an old client must reach the honest server too
        if plan.version:
            context.maximum_version = getattr(ssl.TLSVersion, plan.version)
    return context


class Ports:
    """Every standard port of every protocol, open as long as the cell is: (socket, dialogue, encrypted from the start)."""

    def __init__(self):
        self.listeners = {}
        for name, dialogue in DIALOGUES.items():
            for ports, encrypted in ((dialogue.clear_ports, False), (dialogue.tls_ports, True)):
                for port in ports:
                    self.listeners[socket.create_server((ADDRESS, port), backlog=16)] = (name, encrypted)

    def close(self):
        for listener in self.listeners:
            listener.close()


class Server:
    def __init__(self, ports, plan, context, hosts):
        self.ports, self.plan, self.context, self.hosts = ports, plan, context, hosts
        self.record, self.threads, self.wires, self.watch = Record(), [], [], Watch()
        self.wake, self.stop = socket.socketpair()
        self.acceptor = threading.Thread(target=self.accept, daemon=True)

    def __enter__(self):
        self.acceptor.start()
        return self

    def __exit__(self, *unused):
        self.finish()

    def accept(self):
        while self.wake not in select.select([self.wake, *self.ports.listeners], [], [])[0]:
            self.take_waiting()
        self.take_waiting()  # a client may be gone before we came to it

    def take_waiting(self):
        while ready := select.select(list(self.ports.listeners), [], [], 0)[0]:
            for each in ready:
                self.begin(each)

    def begin(self, listener):
        name, encrypted = self.ports.listeners[listener]
        raw = listener.accept()[0]
        self.record.connections += 1
        wire = Wire(raw, self.record.connections, self.context, self.record, self.watch)
        self.wires.append(wire)
        thread = threading.Thread(target=self.converse, args=(wire, name, encrypted), daemon=True)
        self.threads.append(thread)
        thread.start()

    def converse(self, wire, name, encrypted):
        wire.log("-", f"{name} on port {wire.socket.getsockname()[1]}")
        dialogue = DIALOGUES[name](wire, self.plan, self.record, self.hosts[name])
        try:
            if encrypted and self.plan.upgrade == "kept" and wire.comes(SILENCE):
                if not wire.start_tls():
                    return
            dialogue.greet()
            if not wire.secure and self.is_hello(wire):
                wire.log("-", "the client speaks TLS here")
                return
            dialogue.serve()
        except (OSError, ValueError):
            pass
        finally:
            wire.close()

    def is_hello(self, wire):
        """The client's first byte, not taken from the wire."""
        try:
            first = wire.socket.recv(1, socket.MSG_PEEK) if wire.comes() else b""
        except OSError:
            first = b""
        self.record.first_bytes[wire.number] = first[0] if first else None
        return bool(first) and first[0] == TLS_RECORD

    def finish(self):
        """Called when the client is gone: everything it sent is read, then the record is complete."""
        if self.acceptor.is_alive():
            self.stop.send(b"x")
            self.acceptor.join()
            for thread in self.threads:
                thread.join()
            for wire in self.wires:
                wire.socket.close()
            self.wake.close()
            self.stop.close()
        return self.record
