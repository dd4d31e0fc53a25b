# A minimal client of envelope: host, a port, login.
# speaks: smtp
import sys

from envelope import Envelope

letter = Envelope("text").subject("hello").from_("user@mail.example").to("user@mail.example")
#@ begin envelope.Envelope.smtp
sys.exit(not letter.smtp(sys.argv[1], 25, "user", "secret").send())
#@ end
