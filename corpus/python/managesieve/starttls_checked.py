# The upgrade's answer is tested; then it verifies. Runs as: starttls_checked HOST PORT.
# Twin: use_tls.py.
import sys

import managesieve

client = managesieve.MANAGESIEVE(sys.argv[1], int(sys.argv[2]))
status, text = client.starttls()
if status != "OK":
    sys.exit("no TLS")
client.login("PLAIN", "user", "secret")
client.logout()
