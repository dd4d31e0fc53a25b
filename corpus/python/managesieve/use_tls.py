# The library makes the exception for a missing upgrade, and forgets to raise it. Runs as: use_tls HOST PORT.
# Twin: starttls_checked.py.
import sys

import managesieve

client = managesieve.MANAGESIEVE(sys.argv[1], int(sys.argv[2]), use_tls=True)  # want: tls-optional-starttls "goes on in clear"
client.login("PLAIN", "user", "secret")
client.logout()
