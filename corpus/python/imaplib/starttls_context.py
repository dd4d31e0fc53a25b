# IMAP STARTTLS with the default context, in the first place. Runs as: starttls_context HOST PORT.
# Twin: starttls_no_context.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
box.starttls(ssl.create_default_context())
box.login("user", "secret")
box.logout()
