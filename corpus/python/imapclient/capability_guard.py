# Whoever sits on the wire hides STARTTLS. Runs as: capability_guard HOST PORT.
# Twin: starttls.py.
import sys

from imapclient import IMAPClient

box = IMAPClient(sys.argv[1], port=int(sys.argv[2]), ssl=False)
if box.has_capability("STARTTLS"):  # want: tls-optional-starttls "goes on in clear"
    box.starttls()
box.login("user", "secret")
box.logout()
