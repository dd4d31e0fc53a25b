# The patch for HTTPS does nothing to mail: a context still verifies. Runs as: default_https_context HOST PORT.
# Twin: imaplib/imap4_ssl_unverified.py.
import imaplib
import ssl
import sys

ssl._create_default_https_context = ssl._create_unverified_context
box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=ssl.create_default_context())
box.login("user", "secret")
box.logout()
