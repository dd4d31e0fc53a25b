# A class below the library's makes its connection itself, and wraps it in a context that verifies. Runs as: wraps_itself_context HOST PORT.
# mutation-ok: sock: without its socket the class fails
# Twin: wraps_itself.py.
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
        self.sock = ssl.create_default_context().wrap_socket(self.plain, server_hostname=host)
        self.file = self.sock.makefile("rb")
        self.welcome = self._getresp()


def connect(host, port):
    box = Box(host, port)
    box.user("user")
    box.pass_("secret")
    box.quit()


if __name__ == "__main__":
    globals()["connect"](sys.argv[1], int(sys.argv[2]))
