# The keyword of smtplib on a call of imaplib. Runs as: wrong_keyword HOST PORT.
# Twin: imap4_ssl_context.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), context=ssl.create_default_context())  # want: tls-broken-call "fails"
box.login("user", "secret")
box.logout()
