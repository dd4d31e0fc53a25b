# No switch: whatever the tests pass, there is TLS. Runs as: deliver HOST PORT.
# Twin: programs/smtplib_tested.
import sys

from mailer import Mailer

Mailer(sys.argv[1], int(sys.argv[2])).deliver()
