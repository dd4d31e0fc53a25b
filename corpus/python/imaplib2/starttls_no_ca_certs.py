# An upgrade that verifies nobody. Runs as: starttls_no_ca_certs HOST PORT.
# Twin: verify_callback.py.
import sys

import imaplib2

box = imaplib2.IMAP4(sys.argv[1], int(sys.argv[2]))
box.starttls()  # want: tls-peer-verification-missing "never verified"
box.login("user", "secret")
box.logout()
