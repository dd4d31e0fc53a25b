# The upgrade is told not to verify, and not insisted on. Runs as: verify_off HOST PORT.
# Twin: starttls_checked.py.
import sys

import managesieve

client = managesieve.MANAGESIEVE(sys.argv[1], int(sys.argv[2]), use_tls=True, tls_verify=False)  # want: tls-peer-verification-off "turned off" # want: tls-optional-starttls "goes on in clear"
client.login("PLAIN", "user", "secret")
client.logout()
