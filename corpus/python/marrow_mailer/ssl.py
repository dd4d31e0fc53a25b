# A transport that speaks TLS from the start, without verification. Runs as: ssl HOST PORT.
# not-run: the lab does not install the library
# Twin: relay.py.
import sys

from marrow.mailer import Mailer

mailer = Mailer({"transport": {  # want: tls-peer-verification-missing "never verified"
    "use": "smtp", "host": sys.argv[1], "port": int(sys.argv[2]), "tls": "ssl", "username": "user", "password": "secret"}})
mailer.start()
