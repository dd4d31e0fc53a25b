# IMAP in clear, then a login. Runs as: plain_login HOST PORT.
# Twin: starttls_context.py.
import imaplib
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
box.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
box.logout()
