# The class to connect with is an attribute that a subclass sets; the method that uses it is its base's. Runs as: class_below HOST PORT.
# Twin: class_below_context.py.
import poplib
import sys


class Plain:
    client = None

    def fetch(self, host, port):
        box = self.client(host, port)  # want: tls-peer-verification-missing "never verified"
        box.user("user")
        box.pass_("secret")
        box.quit()


class Secure(Plain):
    client = poplib.POP3_SSL


libraries = {"pop3s": Secure}
libraries[sys.argv[3] if len(sys.argv) > 3 else "pop3s"]().fetch(sys.argv[1], int(sys.argv[2]))
