# The same context with both checks asked for: it verifies. Runs as: unverified_context_both HOST PORT.
# Twin: unverified_context_required.py.
import imaplib
import ssl
import sys

context = ssl._create_unverified_context(cert_reqs=ssl.CERT_REQUIRED, check_hostname=True)
box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=context)
box.login("user", "secret")
box.logout()
