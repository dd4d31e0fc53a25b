# Upgrades if STARTTLS is among the capabilities, else gives up. Runs as: capabilities_raises HOST PORT.
# Twin: capabilities_guard.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
if "STARTTLS" in box.capabilities:
    box.starttls(ssl_context=ssl.create_default_context())
else:
    raise RuntimeError("the server offers no TLS")
box.login("user", "secret")
box.logout()
