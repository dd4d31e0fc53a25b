# A login in clear. Runs as: plain_login HOST PORT.
# Twin: starttls.py.
import sys

from imapclient import IMAPClient

box = IMAPClient(sys.argv[1], port=int(sys.argv[2]), ssl=False)
box.login("user", "secret")  # want: tls-cleartext-credentials "without TLS"
box.logout()
