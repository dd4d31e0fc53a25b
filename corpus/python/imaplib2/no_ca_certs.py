# Without ca_certs nobody is verified. Runs as: no_ca_certs HOST PORT.
# Twin: verify_callback.py.
import sys

import imaplib2

box = imaplib2.IMAP4_SSL(sys.argv[1], int(sys.argv[2]))  # want: tls-peer-verification-missing "never verified"
box.login("user", "secret")
box.logout()
