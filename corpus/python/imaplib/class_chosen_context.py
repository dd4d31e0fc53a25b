# TLS from the start or by STARTTLS: a context on both arms. Runs as: class_chosen_context HOST PORT.
# Twin: class_chosen.py.
import imaplib
import os
import ssl
import sys

context = ssl.create_default_context()
if os.environ.get("IMAP_STARTTLS"):
    box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
    box.starttls(context)
else:
    box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=context)
box.login("user", "secret")
box.logout()
