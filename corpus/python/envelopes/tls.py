# A letter with a login, upgraded by the library, which verifies nobody. Runs as: tls HOST PORT.
# not-run: the lab does not install the library
# Twin: relay.py.
import sys

from envelopes import Envelope

letter = Envelope(from_addr="user@example.org", to_addr="friend@example.org", subject="Hello", text_body="Hello!")
letter.send(sys.argv[1], port=int(sys.argv[2]), login="user", password="secret", tls=True)  # want: tls-peer-verification-missing "never verified"
