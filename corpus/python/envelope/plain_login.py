# No security, and a port that says nothing: a login in clear. Runs as: plain_login HOST PORT.
# speaks: smtp
# Twin: starttls.py.
import sys

from envelope import Envelope

letter = Envelope("text").subject("hello").from_("user@mail.example").to("user@mail.example")
sys.exit(not letter.smtp(sys.argv[1], 25, "user", "secret").send())  # want: tls-cleartext-credentials "without TLS"
