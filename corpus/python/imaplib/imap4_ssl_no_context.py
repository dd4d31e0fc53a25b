# IMAP over TLS with nothing that verifies. Runs as: imap4_ssl_no_context HOST PORT.
# Twin: imap4_ssl_context.py.
import imaplib
import sys

box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]))  # want: tls-peer-verification-missing "never verified"
box.login("user", "secret")
box.logout()
