# The method of the base uses what the subclass sets, with a context that verifies. Runs as: class_below_context HOST PORT.
# Twin: class_below.py.
import poplib
import ssl
import sys


class Plain:
    client = None

    def fetch(self, host, port):
        box = self.client(host, port, context=ssl.create_default_context())
        box.user("user")
        box.pass_("secret")
        box.quit()


class Secure(Plain):
    client = poplib.POP3_SSL


libraries = {"pop3s": Secure}
libraries[sys.argv[3] if len(sys.argv) > 3 else "pop3s"]().fetch(sys.argv[1], int(sys.argv[2]))
