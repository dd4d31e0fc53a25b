# A class below the library's connects in its own way, and what it makes of the context verifies nothing.
# Twin: opened_by_subclass_context.py. Runs as: opened_by_subclass HOST PORT.
import imaplib
import socket
import ssl
import sys


class Box(imaplib.IMAP4_SSL):
    def open(self, host="", port=993, timeout=None):
        context = ssl._create_unverified_context()  # want: tls-peer-verification-off "turned off"
        self.host, self.port = host, port
        self.sock = context.wrap_socket(socket.create_connection((host, port)), server_hostname=host)
        self.file = self.sock.makefile("rb")


box = Box(sys.argv[1], int(sys.argv[2]))
box.login("user", "secret")
box.logout()
