# Upgrades without asking, then asks the server for something else. Runs as: capabilities_other_tls HOST PORT.
# Twin: capabilities_other.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
box.starttls(ssl_context=ssl.create_default_context())
if "XNOSUCH" in box.capabilities:
    sys.exit(1)
box.login("user", "secret")
box.logout()
