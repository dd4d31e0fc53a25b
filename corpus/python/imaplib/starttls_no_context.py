# IMAP STARTTLS without a context. Runs as: starttls_no_context HOST PORT.
# Twin: starttls_context.py.
import imaplib
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
box.starttls()  # want: tls-peer-verification-missing "never verified"
box.login("user", "secret")
box.logout()
