# IMAP4_SSL if TLS is wanted, IMAP4 if not, one call for both. Runs as: class_chosen HOST PORT.
# environment: IMAP_TLS=no
# Twin: class_chosen_context.py.
import imaplib
import os
import sys

tls = os.environ.get("IMAP_TLS", "yes") == "yes"
kind = imaplib.IMAP4_SSL if tls else imaplib.IMAP4
box = kind(sys.argv[1], int(sys.argv[2]))  # want: tls-peer-verification-missing "never verified"
box.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
box.logout()
