# STARTTLS by hand: the library's socket is replaced by one that never verifies. Runs as: wrapped_socket HOST PORT.
# runs-until: Python 3.11
# Twin: wrapped_socket_context.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
kind, data = box._simple_command("STARTTLS")
if kind != "OK":
    sys.exit("no TLS")
box.sock = ssl.wrap_socket(box.sock)  # want: tls-peer-verification-missing "never verified"
box.file = box.sock.makefile("rb")
box.login("user", "secret")
box.logout()
