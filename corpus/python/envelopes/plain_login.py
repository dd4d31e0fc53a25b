# A letter with a login, and nobody asked for TLS. Runs as: plain_login HOST PORT.
# not-run: the lab does not install the library
# Twin: relay.py.
import sys

from envelopes import SMTP

relay = SMTP(sys.argv[1], int(sys.argv[2]), login="user", password="secret")  # want: tls-cleartext-credentials "sends the login without TLS"
