# IMAP over TLS with the default context; the keyword is ssl_context here. Runs as: imap4_ssl_context HOST PORT.
# Twin: imap4_ssl_no_context.py, imap4_ssl_none.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=ssl.create_default_context())
box.login("user", "secret")
box.logout()
