# A transport that upgrades when the server offers it, which is the default. Runs as: optional HOST PORT.
# not-run: the lab does not install the library
# Twin: relay.py.
import sys

from marrow.mailer import Mailer

mailer = Mailer({"transport": {  # want: tls-peer-verification-missing "never verified"  # want: tls-optional-starttls "goes on in clear"
    "use": "smtp", "host": sys.argv[1], "port": int(sys.argv[2]), "username": "user", "password": "secret"}})
mailer.start()
