"""The server's half of each protocol, as far as clients that log in need it.

A dialogue talks over a Wire (server.py) under a Plan: what is offered, what is refused, what is forged. It notes what
reached it: `login` with the user's name and password, `mail`, `data` of a transfer. A dialogue says nothing about
certificates; that is the wire's business.
"""
import base64
import re
import socket

from stillness import readable

SECRET = ("user", "secret")


class Dialogue:
    words = ()  # names that point at the protocol in a client's source
    clear_ports = ()
    tls_ports = ()

    def __init__(self, wire, plan, record, host):
        self.wire, self.plan, self.record, self.host = wire, plan, record, host
        self.open = True

    def offers_tls(self):
        return self.plan.upgrade != "hidden" and not self.wire.secure

    def greet(self):
        raise NotImplementedError

    def answer(self, line):
        raise NotImplementedError

    def serve(self):
        """Greets and answers until the client leaves. The greeting may already be out."""
        while self.open:
            line = self.wire.read_line()
            if line is None:
                return
            self.answer(line)

    def say(self, *lines):
        self.wire.send("".join(line + "\r\n" for line in lines))

    def login(self, user, password):
        self.record.note("login", (user, password), self.wire)
        return (user, password) == SECRET

    def upgrade(self, consent, refusal, forgery):
        """STARTTLS, whatever it is called here. True: the wire is encrypted now."""
        self.record.note("upgrade", None, self.wire)
        if self.plan.upgrade in ("hidden", "refused"):
            self.say(refusal)
            return False
        if self.plan.upgrade == "injected":
            self.wire.send("".join(line + "\r\n" for line in (consent, *forgery)))
            if self.wire.start_tls():
                self.listen_to_the_deceived()
            self.open = False
            return False
        self.say(consent)
        if not self.wire.start_tls():
            self.open = False
            return False
        return True

    def listen_to_the_deceived(self):
        """Nothing is answered any more: a second command means that the first one's answer was the forged one."""
        first = self.wire.read_line()
        if first is None:
            return
        self.record.note("asked", first, self.wire)
        self.wire.end_sending()
        second = self.wire.read_line()
        if second is not None:
            self.record.note("deceived", second, self.wire)

    def plain(self, text):
        """AUTH PLAIN's one message."""
        parts = decode(text).split("\0")
        return self.login(*parts[-2:]) if len(parts) >= 2 else False


def decode(text):
    try:
        return base64.b64decode(text + "==").decode("utf-8", "replace")
    except ValueError:
        return ""


def sasl(dialogue, method, initial, challenge):
    """PLAIN and LOGIN, with or without an initial response; `challenge` sends one and returns the answer."""
    if method == "PLAIN":
        answer = initial if initial is not None else challenge("")
        return answer is not None and dialogue.plain(answer)
    if method == "LOGIN":
        user = initial if initial is not None else challenge(base64.b64encode(b"Username:").decode())
        password = challenge(base64.b64encode(b"Password:").decode())
        return user is not None and password is not None and dialogue.login(decode(user), decode(password))
    return None


class Imap(Dialogue):
    words = ("imap",)
    clear_ports, tls_ports = (143,), (993,)

    def capabilities(self):
        return "IMAP4rev1 " + ("STARTTLS " if self.offers_tls() else "") + "AUTH=PLAIN AUTH=LOGIN"

    def greet(self):
        self.say(f"* OK [CAPABILITY {self.capabilities()}] {self.host} ready")

    def answer(self, line):
        tag, _, rest = line.partition(" ")
        while match := re.search(r"\{(\d+)(\+?)\}$", rest):  # a literal: its bytes follow
            if not match[2]:
                self.say("+ go on")
            more = self.wire.read_bytes(int(match[1])), self.wire.read_line()
            if None in more:
                return
            rest = f"{rest[:match.start()]}{quoted(more[0])}{more[1]}"
        word, _, rest = rest.partition(" ")
        self.command(tag, word.upper(), rest)

    def command(self, tag, word, rest):
        if word == "CAPABILITY":
            self.say(f"* CAPABILITY {self.capabilities()}", f"{tag} OK done")
        elif word == "STARTTLS":
            self.upgrade(f"{tag} OK begin TLS", f"{tag} NO not now", [f"{next_tag(tag)} OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] done"])
        elif word == "LOGIN":
            taken = self.login(*(strings(rest) + ["", ""])[:2])
            self.say(f"{tag} OK logged in" if taken else f"{tag} NO wrong password")
        elif word == "AUTHENTICATE":
            method, _, initial = rest.partition(" ")
            taken = sasl(self, method.upper(), initial or None, self.challenge)
            self.say(f"{tag} OK logged in" if taken else f"{tag} NO not taken")
        elif word in ("SELECT", "EXAMINE"):
            self.say("* FLAGS (\\Seen)", "* 1 EXISTS", "* 0 RECENT", "* OK [UIDVALIDITY 1] valid", "* OK [UIDNEXT 2] next", f"{tag} OK [READ-WRITE] selected")
        elif word in ("LIST", "LSUB", "XLIST"):
            self.say(f'* {word} (\\HasNoChildren) "/" "INBOX"', f"{tag} OK done")
        elif word == "STATUS":
            self.say('* STATUS "INBOX" (MESSAGES 1 UNSEEN 0 UIDNEXT 2 UIDVALIDITY 1)', f"{tag} OK done")
        elif word == "SEARCH" or (word == "UID" and rest.upper().startswith("SEARCH")):
            self.say("* SEARCH 1", f"{tag} OK done")
        elif word == "NAMESPACE":
            self.say('* NAMESPACE (("" "/")) NIL NIL', f"{tag} OK done")
        elif word == "APPEND":
            self.record.note("mail", rest, self.wire)
            self.say(f"{tag} OK done")
        elif word == "LOGOUT":
            self.say("* BYE see you", f"{tag} OK done")
            self.open = False
        else:
            self.say(f"{tag} OK done")

    def challenge(self, text):
        self.say(f"+ {text}")
        return self.wire.read_line()


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def strings(text):
    """The atoms and quoted strings of an IMAP argument list."""
    return [re.sub(r"\\(.)", r"\1", quote) if quote or not atom else atom for quote, atom in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', text)]


def next_tag(tag):
    match = re.search(r"(\d+)$", tag)
    return tag[: match.start()] + str(int(match[1]) + 1).zfill(len(match[1])) if match else tag


class Smtp(Dialogue):
    words = ("smtp", "lmtp", "ehlo")
    clear_ports, tls_ports = (587, 25, 24), (465,)
    recipients = 0
    local = False

    def features(self):
        return [self.host, "SIZE 10000000", "8BITMIME", *(["STARTTLS"] if self.offers_tls() else []), "AUTH PLAIN LOGIN", "HELP"]

    def greet(self):
        self.say(f"220 {self.host} ESMTP ready")

    def answer(self, line):
        word, _, rest = line.partition(" ")
        word = word.upper()
        if word in ("EHLO", "LHLO"):
            self.local = word == "LHLO"
            lines = self.features()
            self.say(*(f"250-{each}" for each in lines[:-1]), f"250 {lines[-1]}")
        elif word == "STARTTLS":
            self.upgrade("220 go ahead", "454 not now", [f"250-{self.host}", "250-AUTH PLAIN LOGIN", "250 HELP"])
        elif word == "AUTH":
            method, _, initial = rest.partition(" ")
            taken = sasl(self, method.upper(), initial or None, self.challenge)
            self.say("504 no such method" if taken is None else "235 welcome" if taken else "535 wrong password")
        elif word == "MAIL":
            self.recipients = 0
            self.say("250 ok")
        elif word == "RCPT":
            self.recipients += 1
            self.say("250 ok")
        elif word == "DATA":
            self.say("354 go on")
            lines = []
            while (text := self.wire.read_line()) not in (None, "."):
                lines.append(text)
            if text is None:
                return
            self.record.note("mail", "\n".join(lines), self.wire)
            self.say(*["250 taken"] * (self.recipients if self.local else 1))
        elif word == "QUIT":
            self.say("221 bye")
            self.open = False
        else:
            self.say("250 ok")

    def challenge(self, text):
        self.say(f"334 {text}")
        return self.wire.read_line()


class Pop3(Dialogue):
    words = ("pop3", "pop", "stls")
    clear_ports, tls_ports = (110,), (995,)
    user = ""

    def greet(self):
        self.say("+OK ready")

    def answer(self, line):
        word, _, rest = line.partition(" ")
        word = word.upper()
        if word == "CAPA":
            self.say("+OK", "USER", "UIDL", "TOP", "SASL PLAIN LOGIN", *(["STLS"] if self.offers_tls() else []), ".")
        elif word == "STLS":
            self.upgrade("+OK begin TLS", "-ERR not now", ["+OK more"])
        elif word == "USER":
            self.user = rest
            self.say("+OK")
        elif word == "PASS":
            self.say("+OK logged in" if self.login(self.user, rest) else "-ERR wrong password")
        elif word == "AUTH":
            method, _, initial = rest.partition(" ")
            taken = sasl(self, method.upper(), initial or None, self.challenge)
            self.say("+OK logged in" if taken else "-ERR not taken")
        elif word == "STAT":
            self.say("+OK 1 60")
        elif word in ("LIST", "UIDL"):
            size = "60" if word == "LIST" else "a"
            self.say(*([f"+OK 1 {size}"] if rest else ["+OK", f"1 {size}", "."]))
        elif word in ("RETR", "TOP"):
            self.say("+OK", "Subject: hello", "", "hello", ".")
        elif word == "QUIT":
            self.say("+OK bye")
            self.open = False
        elif word == "APOP":
            self.say("-ERR no")
        else:
            self.say("+OK")

    def challenge(self, text):
        self.say(f"+ {text}")
        return self.wire.read_line()


class Nntp(Dialogue):
    words = ("nntp", "news")
    clear_ports, tls_ports = (119,), (563,)
    user = ""

    def greet(self):
        self.say(f"200 {self.host} ready")

    def capabilities(self):
        return ["VERSION 2", "READER", "POST", "LIST ACTIVE", *(["STARTTLS"] if self.offers_tls() else []), "AUTHINFO USER SASL", "SASL PLAIN", "."]

    def answer(self, line):
        word, _, rest = line.partition(" ")
        word = word.upper()
        if word == "CAPABILITIES":
            self.say("101 list", *self.capabilities())
        elif word == "STARTTLS":
            self.upgrade("382 begin TLS", "580 not now", ["101 list", "VERSION 2", "READER", "AUTHINFO USER", "."])
        elif word == "AUTHINFO":
            self.authenticate(*(rest.split(" ", 1) + [""])[:2])
        elif word == "GROUP":
            self.say(f"211 1 1 1 {rest}")
        elif word == "LIST":
            self.say("215 list", "local.test 1 1 y", ".")
        elif word == "DATE":
            self.say("111 20260101000000")
        elif word == "POST":
            self.say("340 go on")
            while (text := self.wire.read_line()) not in (None, "."):
                pass
            if text is not None:
                self.record.note("mail", "article", self.wire)
                self.say("240 taken")
        elif word == "MODE":
            self.say("200 posting allowed")
        elif word == "QUIT":
            self.say("205 bye")
            self.open = False
        else:
            self.say("500 what?")

    def authenticate(self, kind, value):
        if kind.upper() == "USER":
            self.user = value
            self.say("381 password")
        elif kind.upper() == "PASS":
            self.say("281 welcome" if self.login(self.user, value) else "481 wrong password")
        else:
            method, _, initial = value.partition(" ")
            taken = sasl(self, method.upper(), initial or None, self.challenge)
            self.say("281 welcome" if taken else "481 not taken")

    def challenge(self, text):
        self.say(f"383 {text or '='}")
        return self.wire.read_line()


class Ftp(Dialogue):
    words = ("ftp",)
    clear_ports, tls_ports = (21,), (990,)
    user = ""
    protected = False
    listener = None

    def greet(self):
        self.say(f"220 {self.host} ready")

    def answer(self, line):
        word, _, rest = line.partition(" ")
        word = word.upper()
        step = getattr(self, "on_" + word.lower(), None)
        if step:
            step(rest)
        elif word in ("RETR", "LIST", "NLST", "MLSD", "STOR", "APPE"):
            self.transfer(receive=word in ("STOR", "APPE"))
        else:
            self.say({"TYPE": "200 ok", "CWD": "250 ok", "SYST": "215 UNIX Type: L8", "PBSZ": "200 PBSZ=0", "OPTS": "200 ok",
                      "PWD": '257 "/"', "NOOP": "200 ok", "SIZE": "213 5", "MDTM": "213 20260101000000", "DELE": "250 ok"}.get(word, "502 what?"))

    def on_feat(self, rest):
        self.say("211-list", *([" AUTH TLS", " PBSZ", " PROT"] if self.plan.upgrade != "hidden" else []), " EPSV", "211 end")

    def on_auth(self, rest):
        if rest.upper() not in ("TLS", "SSL", "TLS-C", "TLS-P"):
            self.say("504 no such method")
        else:
            self.upgrade("234 begin TLS", "534 not now" if self.plan.upgrade == "refused" else "502 what?", ["331 password"])

    def on_user(self, rest):
        self.user = rest
        self.say("331 password")

    def on_pass(self, rest):
        if self.user == "anonymous":
            self.record.note("guest", rest, self.wire)
            self.say("230 welcome")
        else:
            self.say("230 welcome" if self.login(self.user, rest) else "530 wrong password")

    def on_prot(self, rest):
        if rest.upper() == "P" and self.plan.data == "clear":
            self.say("536 not here")
        else:
            self.protected = rest.upper() == "P"
            self.say("200 ok")

    def on_ccc(self, rest):
        self.say("200 clear from here")
        self.wire.stop_tls()

    def on_pasv(self, rest):
        address, port = self.listen()
        self.say("227 ok ({},{},{})".format(address.replace(".", ","), port >> 8, port & 255))

    def on_epsv(self, rest):
        if rest.upper() == "ALL":
            self.say("200 ok")
        else:
            self.say(f"229 ok (|||{self.listen()[1]}|)")

    def listen(self):
        if self.listener:
            self.listener.close()
        self.listener = socket.create_server((self.wire.address(), 0))
        return self.listener.getsockname()

    def transfer(self, receive):
        if not self.listener:
            self.say("425 no PASV before")
            return
        self.say("150 here it comes")
        if not readable(self.listener, 5, self.wire.watch):
            self.say("425 nobody came")
            return
        channel = self.wire.beside(self.listener.accept()[0])
        if self.protected and not channel.start_tls():
            self.say("425 no TLS")
        else:
            if receive:
                while channel.read_line() is not None:
                    pass
            else:
                channel.send("-rw-r--r-- 1 user user 5 Jan 01 00:00 hello.txt\r\n")
            self.record.note("data", None, channel)
            channel.close()
            self.say("226 done")
        self.listener.close()
        self.listener = None

    def on_quit(self, rest):
        self.say("221 bye")
        self.open = False


class Sieve(Dialogue):
    words = ("sieve",)
    clear_ports, tls_ports = (4190,), ()

    def greet(self):
        self.say('"IMPLEMENTATION" "lab"', '"SASL" "PLAIN LOGIN"', '"SIEVE" "fileinto"', '"VERSION" "1.0"', *(['"STARTTLS"'] if self.offers_tls() else []), 'OK "ready"')

    def answer(self, line):
        word, _, rest = line.partition(" ")
        word = word.upper()
        if word == "CAPABILITY":
            self.greet()
        elif word == "STARTTLS":
            if self.upgrade('OK "begin TLS"', 'NO "not now"', ['"IMPLEMENTATION" "lab"', '"SASL" "PLAIN"', '"SIEVE" "fileinto"', 'OK "ready"']):
                self.greet()
        elif word == "AUTHENTICATE":
            method, *initial = strings(rest)
            if initial and (literal := re.fullmatch(r"\{(\d+)\+?\}", initial[0])):
                initial = [self.wire.read_bytes(int(literal[1]))]
                self.wire.read_line()
            taken = sasl(self, method.upper(), initial[0] if initial else None, self.challenge)
            self.say("OK" if taken else 'NO "not taken"')
        elif word == "LISTSCRIPTS":
            self.say('"main" ACTIVE', "OK")
        elif word == "LOGOUT":
            self.say("OK")
            self.open = False
        else:
            self.say("OK")

    def challenge(self, text):
        self.say(f'"{text}"')
        line = self.wire.read_line()
        if line is not None and (literal := re.fullmatch(r"\{(\d+)\+?\}", line)):
            line = self.wire.read_bytes(int(literal[1]))
            self.wire.read_line()
        return line and line.strip('"')


DIALOGUES = {"imap": Imap, "smtp": Smtp, "pop3": Pop3, "nntp": Nntp, "ftp": Ftp, "sieve": Sieve}
