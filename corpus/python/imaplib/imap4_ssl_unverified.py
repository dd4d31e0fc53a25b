# A context that says in its name that it checks nothing. Runs as: imap4_ssl_unverified HOST PORT.
# Twin: imap4_ssl_context.py.
import imaplib
import ssl
import sys

context = ssl._create_unverified_context()  # want: tls-peer-verification-off "turned off"
box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=context)  # note: accepts any certificate
box.login("user", "secret")
box.logout()
