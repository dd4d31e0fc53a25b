# ca_certs verifies the chain; nobody compares the name. Runs as: ca_certs_only HOST PORT.
# Twin: verify_callback.py.
import sys

import imaplib2

box = imaplib2.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ca_certs="/etc/ssl/certs/ca-certificates.crt")  # want: tls-hostname-unchecked "host name"
box.login("user", "secret")
box.logout()
