"""One case against every server: what the client sends, and whether the impostor gets it.

First the case meets the honest server, which teaches the lab what it speaks, whether TLS comes first, and what there is
to lose (a login, or the mail of a client that wants TLS for it). Then each attack is one cell:
    intercepted      the impostor got it
    refused          it did not
    not applicable   the attack has nothing to attack (no STARTTLS is asked for, no file is moved, ...)
"""
import dataclasses
import os
import signal
import subprocess
import time

from dialogue import DIALOGUES
from server import Server, TLS_RECORD
from stillness import LOOK, Stillness, Watch

HUNG = 40  # seconds a client is still; above what its servers take to leave it
LIMIT = 900  # seconds a client may take at all, which no busy machine makes it need


@dataclasses.dataclass
class Cell:
    attack: str
    outcome: str  # reached or missed (honest), intercepted, refused, not applicable
    transcript: list = dataclasses.field(default_factory=list)
    exit_code: int = 0
    words: str = ""  # the end of what the client printed
    seconds: float = 0.0


@dataclasses.dataclass
class Manner:
    """How a case was seen to talk."""

    protocol: str
    port: int
    tls_first: bool
    uses_tls: bool
    asks_upgrade: bool
    moves_data: bool
    secret: str  # login, mail or nothing
    clear_data: bool  # files move in clear although nobody asks for it
    clear_secret: bool  # the login leaves in clear although nobody asks for it


class Trial:
    def __init__(self, command, environment, folder, ports, plans, contexts, hosts, real, not_real=""):
        self.command, self.environment, self.folder = command, environment, folder
        self.ports, self.plans, self.contexts, self.hosts, self.real = ports, plans, contexts, hosts, None if not_real else real

    def run_once(self, plan, protocol, port):
        begun = time.monotonic()
        with Server(self.ports, plan, self.contexts[plan.id], self.hosts) as server:
            exit_code, words = self.run_client(self.hosts[protocol], port, server.watch)
            record = server.finish()
        record.seconds = time.monotonic() - begun
        return record, exit_code, words

    def run_client(self, host, port, watch):
        environment = {"HOME": str(self.folder), "TMPDIR": str(self.folder), "LANG": "C.UTF-8", "USER": "user", "LOGNAME": "user",
                       "SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt", **self.environment}
        client = subprocess.Popen([*self.command, host, str(port)], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        watch.session = client.pid
        words, hung = wait_for(client, Stillness(watch))
        try:
            os.killpg(client.pid, signal.SIGKILL)  # what it left behind
        except ProcessLookupError:
            pass
        words = words if words is not None else client.communicate()[0]
        client.stdout.close()
        if hung:
            return -signal.SIGKILL, "(ended by the lab: it hung)"
        return client.wait(), words[-600:].decode("utf-8", "replace").strip()

    def cell(self, plan, outcome, record, exit_code, words):
        return Cell(plan.id, outcome, [f"{number} {who} {text}" for number, who, text in record.lines], exit_code, words, record.seconds)

    def meet_honest(self, protocols):
        """The manner in which the case reaches the honest server, and that cell. No manner: it does not."""
        best = None
        plan = self.plans["honest"]
        for protocol in protocols:
            dialogue = DIALOGUES[protocol]
            port = dialogue.clear_ports[0]
            attempt = self.run_once(plan, protocol, port)
            if wants_tls_first(attempt[0]) and dialogue.tls_ports:
                port = dialogue.tls_ports[0]
                attempt = self.run_once(plan, protocol, port)
            record, exit_code, words = attempt
            best = best or attempt
            if exit_code == 0 and record.notes:
                return self.manner(protocol, port, record), self.cell(plan, "reached", *attempt)
        return None, self.cell(plan, "missed", *best)

    def meet_real(self, plan, manner):
        server = self.real and self.real.server_for(manner.protocol, manner.port)
        if not server or (manner.clear_secret and not server.clear_login) or (manner.secret == "nothing" and not server.guests):
            return Cell(plan.id, "not applicable")
        begun = time.monotonic()
        with self.real.running(server):
            exit_code, words = self.run_client(self.real.host, manner.port, Watch())
        return Cell(plan.id, "missed" if exit_code else "reached", [f"1 - {server.name} on port {manner.port}, exit code {exit_code}"], exit_code, words, time.monotonic() - begun)

    def manner(self, protocol, port, record):
        uses_tls = record.handshakes > 0
        secret = "login" if record.has("login") else "mail" if record.has("mail") and uses_tls else "nothing"
        return Manner(protocol, port, port in DIALOGUES[protocol].tls_ports, uses_tls, record.has("upgrade"), record.has("data"), secret,
                      record.has("data", secure=False), record.has(secret, secure=False))

    def attack(self, plan, manner):
        if not applies(plan, manner):
            return Cell(plan.id, "not applicable")
        if plan.id == "clear-data" and manner.clear_data:  # nothing to refuse: reading along is enough
            plan = dataclasses.replace(plan, data="kept")
        record, exit_code, words = self.run_once(plan, manner.protocol, manner.port)
        return self.cell(plan, "intercepted" if succeeded(plan, manner, record, exit_code) else "refused", record, exit_code, words)

    def all_cells(self, protocols):
        manner, first = self.meet_honest(protocols)
        cells = [first]
        if manner:
            cells.append(self.meet_real(self.plans["real"], manner))
            cells += [self.attack(plan, manner) for plan in self.plans.values() if plan.id not in ("honest", "real")]
        return manner, cells


def wait_for(client, stillness):
    """Waits until the client ends or hangs: what it printed, if nobody else holds its output, and whether it hung."""
    for _ in range(int(LIMIT / LOOK)):
        try:
            return client.communicate(timeout=LOOK)[0], False
        except subprocess.TimeoutExpired:
            if client.poll() is not None:
                return None, False
            if stillness.seconds() >= HUNG:
                break
    return None, True


def wants_tls_first(record):
    """A client that stumbled over the greeting: with a TLS record on its way, or gone before that left its buffer."""
    first = min(record.first_bytes, default=None)  # a second connection may be served before it
    return record.first_bytes.get(first) in (TLS_RECORD, None)


def applies(plan, manner):
    if plan.id == "clear-data":
        return manner.moves_data and manner.uses_tls
    if manner.secret == "nothing":
        return False
    if plan.upgrade in ("refused", "injected"):
        return manner.asks_upgrade
    if plan.upgrade == "hidden" or plan.passive:
        return True
    return manner.uses_tls


def succeeded(plan, manner, record, exit_code):
    if plan.id == "clear-data":
        return record.has("data", secure=False)
    if plan.passive:
        return record.has(manner.secret, secure=False)
    if plan.upgrade == "injected":
        asked_to_log_in = any(kind == "asked" and is_login(value) for kind, value, _ in record.notes)
        return record.has("deceived") or (asked_to_log_in and exit_code == 0)
    return record.has(manner.secret)


def is_login(command):
    return any(word in command.upper() for word in ("LOGIN", "AUTH", "PASS", "USER"))

