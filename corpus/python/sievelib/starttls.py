# The upgrade is required and verifies. Runs as: starttls HOST PORT.
# Twin: plain_login.py.
import sys

from sievelib.managesieve import Client

client = Client(sys.argv[1], int(sys.argv[2]))
client.connect("user", "secret", starttls=True)
client.logout()
