# A letter for the machine's own relay, without a login. Runs as: relay.
# not-run: the lab does not install the library
# Twin: tls.py.
from envelopes import Envelope

letter = Envelope(from_addr="user@example.org", to_addr="friend@example.org", subject="Hello", text_body="Hello!")
letter.send("localhost")
