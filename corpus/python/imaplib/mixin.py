# One class dials, another logs in, a third is both. Runs as: mixin HOST PORT.
# Twin: mixin_context.py.
import imaplib
import sys


class Login:
    def fetch(self, host, port):
        self.connect(host, port)
        self.box.login("user", "secret")
        self.box.logout()


class Dial:
    def connect(self, host, port):
        self.box = imaplib.IMAP4_SSL(host, port)  # want: tls-peer-verification-missing "never verified"


class Mailbox(Login, Dial):
    pass


globals()[sys.argv[3] if len(sys.argv) > 3 else "Mailbox"]().fetch(sys.argv[1], int(sys.argv[2]))
