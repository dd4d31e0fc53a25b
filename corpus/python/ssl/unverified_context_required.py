# An 'unverified' context told to require certificates: the chain is checked, the name is not. Runs as: unverified_context_required HOST PORT.
# Twin: unverified_context_both.py.
import imaplib
import ssl
import sys

context = ssl._create_unverified_context(cert_reqs=ssl.CERT_REQUIRED)  # want: tls-hostname-unchecked "host name"
box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=context)  # note: accepts a certificate of any name
box.login("user", "secret")
box.logout()
