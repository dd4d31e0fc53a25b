# A context that checks nothing is handed in. Runs as: context_unverified HOST PORT.
# Twin: default.py.
import ssl
import sys

from imapclient import IMAPClient

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "turned off"
box = IMAPClient(sys.argv[1], port=int(sys.argv[2]), ssl_context=context)
box.login("user", "secret")
box.logout()
