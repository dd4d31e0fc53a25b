# The upgrade is told not to verify. Runs as: verify_off HOST PORT.
# Twin: use_tls.py.
import sys

import managesieve

client = managesieve.MANAGESIEVE(sys.argv[1], int(sys.argv[2]), use_tls=True, tls_verify=False)  # want: tls-peer-verification-off "turned off"
client.login("PLAIN", "user", "secret")
client.logout()
