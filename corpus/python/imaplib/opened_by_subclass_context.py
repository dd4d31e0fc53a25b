# A class below the library's connects in its own way, with a context that verifies: the constructor's own default says nothing.
# mutation-ok: sock: without its socket the class fails
# Twin: opened_by_subclass.py. Runs as: opened_by_subclass_context HOST PORT.
import imaplib
import socket
import ssl
import sys


class Box(imaplib.IMAP4_SSL):
    def open(self, host="", port=993, timeout=None):
        context = ssl.create_default_context()
        self.host, self.port = host, port
        self.sock = context.wrap_socket(socket.create_connection((host, port)), server_hostname=host)
        self.file = self.sock.makefile("rb")


box = Box(sys.argv[1], int(sys.argv[2]))
box.login("user", "secret")
box.logout()
