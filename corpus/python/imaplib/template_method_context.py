# The class below brings a verified connection. Runs as: template_method_context HOST PORT.
# Twin: template_method.py.
import imaplib
import ssl
import sys


class Mailbox:
    def connect(self, host, port):
        raise NotImplementedError

    def fetch(self, host, port):
        self.connect(host, port)
        self.box.login("user", "secret")
        self.box.logout()


class Remote(Mailbox):
    def connect(self, host, port):
        self.box = imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context())


MAILBOXES = {"default": Remote}
MAILBOXES[sys.argv[3] if len(sys.argv) > 3 else "default"]().fetch(sys.argv[1], int(sys.argv[2]))
