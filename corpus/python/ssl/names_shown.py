"""The class makes its connection itself, verifies the chain in it, and only shows the names it finds in the certificate.

Twin: names_compared.py.
"""
import imaplib
import socket
import ssl
import sys


class Mailbox(imaplib.IMAP4_SSL):
    def open(self, host="", port=993, timeout=None):
        self.host = host
        self.port = port
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False  # want: tls-hostname-unchecked "host name"
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_default_certs()
        self.sock = context.wrap_socket(socket.create_connection((host, port)))  # note: accepts a certificate of any name
        names = [value for kind, value in self.sock.getpeercert().get("subjectAltName", ()) if kind == "DNS"]
        print("connected to " + ", ".join(names))
        self.file = self.sock.makefile("rb")


def main(host, port):
    mailbox = Mailbox(host, port)
    mailbox.login("user", "secret")
    mailbox.logout()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
