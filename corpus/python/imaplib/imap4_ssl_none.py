# A context that is None on the usual path: only a client certificate brings one. Runs as: imap4_ssl_none HOST PORT.
# Twin: imap4_ssl_context.py.
import imaplib
import sys

context = None
box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=context)  # want: tls-null-context "passed as the context"
box.login("user", "secret")
box.logout()
