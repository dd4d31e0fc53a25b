# IMAP through openssl s_client, which goes on after a verify error. Runs as: imap4_stream HOST PORT.
# Twin: imap4_stream_verified.py.
import imaplib
import sys

box = imaplib.IMAP4_stream("openssl s_client -quiet -connect %s:%s" % (sys.argv[1], sys.argv[2]))  # want: tls-peer-verification-missing "never verified"
box.login("user", "secret")
box.logout()
