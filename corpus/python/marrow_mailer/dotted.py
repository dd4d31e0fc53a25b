# A transport that speaks TLS from the start, in keys with dots. Runs as: dotted HOST PORT.
# not-run: the lab does not install the library
# Twin: relay.py.
import sys

from marrow.mailer import Mailer

mailer = Mailer({  # want: tls-peer-verification-missing "never verified"
    "transport.use": "smtp", "transport.host": sys.argv[1], "transport.port": int(sys.argv[2]), "transport.tls": "ssl",
    "transport.username": "user", "transport.password": "secret"})
mailer.start()
