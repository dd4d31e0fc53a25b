# IMAP through openssl s_client, told to stop at a verify error and to compare the name. Runs as: imap4_stream_verified HOST PORT.
# Twin: imap4_stream.py.
import imaplib
import sys

host, port = sys.argv[1], sys.argv[2]
box = imaplib.IMAP4_stream("openssl s_client -quiet -verify_return_error -verify_hostname %s -connect %s:%s" % (host, host, port))
box.login("user", "secret")
box.logout()
