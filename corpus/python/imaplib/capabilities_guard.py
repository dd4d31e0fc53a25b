# Upgrades only if STARTTLS is among the capabilities, and logs in anyway. Runs as: capabilities_guard HOST PORT.
# Twin: capabilities_raises.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
if "STARTTLS" in box.capabilities:  # want: tls-optional-starttls "goes on in clear"
    box.starttls(ssl_context=ssl.create_default_context())
box.login("user", "secret")
box.logout()
