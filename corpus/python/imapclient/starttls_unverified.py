# An upgrade on a context that checks nothing. Runs as: starttls_unverified HOST PORT.
# Twin: starttls.py.
import ssl
import sys

from imapclient import IMAPClient

box = IMAPClient(sys.argv[1], port=int(sys.argv[2]), ssl=False)
box.starttls(ssl._create_unverified_context())  # want: tls-peer-verification-off "turned off"
box.login("user", "secret")
box.logout()
