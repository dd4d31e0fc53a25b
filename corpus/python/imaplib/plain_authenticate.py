# The same with AUTHENTICATE PLAIN: base64 hides nothing. Runs as: plain_authenticate HOST PORT.
# Twin: starttls_context.py.
import imaplib
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
box.authenticate("PLAIN", lambda challenge: b"\0user\0secret")  # want: tls-cleartext-credentials "without TLS"
box.logout()
