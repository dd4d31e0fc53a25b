# The program puts its own function in place of the library's; it verifies only when it is told to, and nobody tells it.
# Twin: library_function_replaced_required.py. Runs as: library_function_replaced HOST PORT.
import imaplib
import socket
import ssl
import sys


def wrap_socket(sock, cert_reqs=ssl.CERT_NONE, ca_certs=None, server_hostname=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = cert_reqs != ssl.CERT_NONE
    context.verify_mode = cert_reqs  # want: tls-peer-verification-off "turned off"
    if ca_certs:
        context.load_verify_locations(ca_certs)
    return context.wrap_socket(sock, server_hostname=server_hostname)


ssl.wrap_socket = wrap_socket


class Box(imaplib.IMAP4):
    def open(self, host="", port=993, timeout=None):
        self.host, self.port = host, port
        self.sock = ssl.wrap_socket(socket.create_connection((host, port)), server_hostname=host)
        self.file = self.sock.makefile("rb")


box = Box(sys.argv[1], int(sys.argv[2]))
box.login("user", "secret")
box.logout()
