# The switch is the user's, whatever the tests pass. Runs as: deliver HOST PORT.
# environment: MAIL_PLAIN=1
# Twin: programs/smtplib_tested_verified.
import os
import sys

from mailer import Mailer

Mailer(sys.argv[1], int(sys.argv[2]), plain=bool(os.environ.get("MAIL_PLAIN"))).deliver()
