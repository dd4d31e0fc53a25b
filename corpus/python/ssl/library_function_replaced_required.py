# The program puts its own function in place of the library's and tells it to verify: what the library's function would say of
# its arguments says nothing here. Twin: library_function_replaced.py. Runs as: library_function_replaced_required HOST PORT.
# mutation-ok: check_hostname: such a context compares the name by itself
# mutation-ok: verify_mode: such a context verifies by itself
import imaplib
import socket
import ssl
import sys


def wrap_socket(sock, cert_reqs=ssl.CERT_NONE, ca_certs=None, server_hostname=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = cert_reqs != ssl.CERT_NONE
    context.verify_mode = cert_reqs
    if ca_certs:
        context.load_verify_locations(ca_certs)
    else:
        context.load_default_certs()
    return context.wrap_socket(sock, server_hostname=server_hostname)


ssl.wrap_socket = wrap_socket


class Box(imaplib.IMAP4):
    def open(self, host="", port=993, timeout=None):
        self.host, self.port = host, port
        self.sock = ssl.wrap_socket(socket.create_connection((host, port)), cert_reqs=ssl.CERT_REQUIRED, server_hostname=host)
        self.file = self.sock.makefile("rb")


box = Box(sys.argv[1], int(sys.argv[2]))
box.login("user", "secret")
box.logout()
