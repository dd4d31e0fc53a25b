# A transport for the machine's own relay, without a login or TLS. Runs as: relay.
# not-run: the lab does not install the library
# Twin: ssl.py.
from marrow.mailer import Mailer

mailer = Mailer({"transport": {"use": "smtp", "host": "localhost", "tls": False}})
mailer.start()
