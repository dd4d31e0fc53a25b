# STARTTLS by hand with a verifying context and the host's name. Runs as: wrapped_socket_context HOST PORT.
# Twin: wrapped_socket.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
kind, data = box._simple_command("STARTTLS")
if kind != "OK":
    sys.exit("no TLS")
box.sock = ssl.create_default_context().wrap_socket(box.sock, server_hostname=sys.argv[1])
box.file = box.sock.makefile("rb")
box.login("user", "secret")
box.logout()
