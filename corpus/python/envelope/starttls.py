# An upgrade that verifies. Runs as: starttls HOST PORT.
# Twin: plain_login.py.
import sys

from envelope import Envelope

letter = Envelope("text").subject("hello").from_("user@mail.example").to("user@mail.example")
sys.exit(not letter.smtp(sys.argv[1], int(sys.argv[2]), "user", "secret", "starttls").send())
