# TLS for a protocol that is neither mail nor FTP, unverified: somebody else's business. Runs as: wrap_socket_other_protocol HOST PORT.
# Twin: module_wrap_socket.py, which speaks IMAP.
# not-run: speaks a protocol of its own
import socket
import ssl
import struct
import sys


class Client:
    def __init__(self, host, port):
        self.wire = ssl.wrap_socket(socket.create_connection((host, port)))

    def call(self, method, *arguments):
        body = repr((method, arguments)).encode()
        self.wire.sendall(struct.pack("!I", len(body)) + body)
        return self.wire.recv(1000)


print(Client(sys.argv[1], int(sys.argv[2])).call("daemon.login", "user", "secret"))
