# Asks for a way to log in, not for the upgrade; whether there is TLS at all is a setting. Runs as: capabilities_other HOST PORT.
# environment: IMAP_TLS=no
# Twin: capabilities_other_tls.py.
import imaplib
import os
import ssl
import sys

if os.environ.get("IMAP_TLS") == "no":
    box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
else:
    box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=ssl.create_default_context())
if "XNOSUCH" in box.capabilities:
    sys.exit(1)
box.login("user", "secret")  # want: tls-cleartext-credentials "decided by"
box.logout()
