# The socket is wrapped by a module-level function that knows no protocol; who calls it speaks IMAP. Runs as: wrap_socket_in_helper HOST PORT.
# runs-until: Python 3.11
# Twin: wrap_socket_other_protocol.py.
import socket
import ssl
import sys


def secured(host, port):
    return ssl.wrap_socket(socket.create_connection((host, port)))  # want: tls-peer-verification-missing "never verified"


box = secured(sys.argv[1], int(sys.argv[2]))
box.recv(1000)
box.sendall(b"a1 LOGIN user secret\r\n")
sys.exit(0 if b"a1 OK" in box.recv(1000) else 1)
