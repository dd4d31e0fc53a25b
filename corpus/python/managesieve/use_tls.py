# The upgrade is required and verifies. Runs as: use_tls HOST PORT.
# Twin: verify_off.py.
import sys

import managesieve

client = managesieve.MANAGESIEVE(sys.argv[1], int(sys.argv[2]), use_tls=True)
client.login("PLAIN", "user", "secret")
client.logout()
