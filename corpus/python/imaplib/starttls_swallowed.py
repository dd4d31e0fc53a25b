# The abort that says 'no STARTTLS here' is swallowed. Runs as: starttls_swallowed HOST PORT.
# Twin: starttls_context.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
try:
    box.starttls(ssl_context=ssl.create_default_context())  # want: tls-optional-starttls "goes on in clear"
except imaplib.IMAP4.error:
    pass
box.login("user", "secret")
box.logout()
