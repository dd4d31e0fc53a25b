# In clear unless told otherwise. Runs as: plain_login HOST PORT.
# Twin: starttls.py.
import sys

from sievelib.managesieve import Client

client = Client(sys.argv[1], int(sys.argv[2]))
client.connect("user", "secret")  # want: tls-cleartext-credentials "without TLS"
client.logout()
