# The class that dials verifies. Runs as: mixin_context HOST PORT.
# Twin: mixin.py.
import imaplib
import ssl
import sys


class Login:
    def fetch(self, host, port):
        self.connect(host, port)
        self.box.login("user", "secret")
        self.box.logout()


class Dial:
    def connect(self, host, port):
        self.box = imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context())


class Mailbox(Login, Dial):
    pass


globals()[sys.argv[3] if len(sys.argv) > 3 else "Mailbox"]().fetch(sys.argv[1], int(sys.argv[2]))
