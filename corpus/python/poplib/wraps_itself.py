# A class below the library's makes its connection itself, and wraps it without verification. Runs as: wraps_itself HOST PORT.
# runs-until: Python 3.11
# environment: MAIL_CLEAR=1
# Twin: wraps_itself_context.py.
import os
import poplib
import socket
import ssl
import sys


class Box(poplib.POP3_SSL):
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self._tls_established = True
        self._debugging = 0
        self.plain = socket.create_connection((host, port))
        self.sock = ssl.wrap_socket(self.plain)  # want: tls-peer-verification-missing "never verified"
        self.file = self.sock.makefile("rb")
        self.welcome = self._getresp()


def connect(host, port):
    if not os.environ.get("MAIL_CLEAR"):
        box = Box(host, port)
    else:
        box = poplib.POP3(host, port)
    box.user("user")
    box.pass_("secret")  # want: tls-cleartext-credentials "decided by `os.environ.get('MAIL_CLEAR')`"
    box.quit()


if __name__ == "__main__":
    globals()["connect"](sys.argv[1], int(sys.argv[2]))
