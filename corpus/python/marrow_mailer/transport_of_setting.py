# Which transport there is, a configuration from elsewhere says: nothing is known of it.
# not-run: the lab does not install the library
# Twin: ssl.py.
import json
import sys

from marrow.mailer import Mailer

with open(sys.argv[1]) as settings:
    mailer = Mailer(json.load(settings))
mailer.start()
mailer.stop()
