# A class below brings the connection that its base logs in on. Runs as: template_method HOST PORT.
# Twin: template_method_context.py.
import imaplib
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
        self.box = imaplib.IMAP4_SSL(host, port)  # want: tls-peer-verification-missing "never verified"


MAILBOXES = {"default": Remote}
MAILBOXES[sys.argv[3] if len(sys.argv) > 3 else "default"]().fetch(sys.argv[1], int(sys.argv[2]))
