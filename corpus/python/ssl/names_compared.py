# mutation-ok: check_hostname: such a context compares the name by itself
# mutation-ok: verify_mode: such a context verifies by itself
# mutation-ok: sock: without its socket the class fails
"""The class makes its connection itself, verifies the chain in it, and compares the names it finds in the certificate.

Twin: names_shown.py.
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
        context.check_hostname = False
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_default_certs()
        self.sock = context.wrap_socket(socket.create_connection((host, port)))
        names = [value for kind, value in self.sock.getpeercert().get("subjectAltName", ()) if kind == "DNS"]
        if host not in names:
            raise ssl.SSLError("this certificate is for " + ", ".join(names))
        self.file = self.sock.makefile("rb")


def main(host, port):
    mailbox = Mailbox(host, port)
    mailbox.login("user", "secret")
    mailbox.logout()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
