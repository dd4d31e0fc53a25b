# The program carries a copy of a function that newer interpreters lack, for the check of the name. Runs as: match_hostname_copied HOST PORT.
# mutation-ok: sock: without its socket the class fails
# Twin: match_hostname_copied_unused.py.
import imaplib
import socket
import ssl
import sys


def match_hostname(cert, hostname):
    """Copied from an older standard library; no wildcards."""
    if hostname not in [value for kind, value in cert.get("subjectAltName", ()) if kind == "DNS"]:
        raise ssl.CertificateError("hostname %r doesn't match" % hostname)


class Box(imaplib.IMAP4):
    def open(self, host="", port=993, timeout=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_default_certs()
        self.host, self.port = host, port
        self.sock = context.wrap_socket(socket.create_connection((host, port)), server_hostname=host)
        match_hostname(self.sock.getpeercert(), host)
        self.file = self.sock.makefile("rb")


box = Box(sys.argv[1], int(sys.argv[2]))
box.login("user", "secret")
box.logout()
