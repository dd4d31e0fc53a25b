# The library verifies by itself. Runs as: default HOST PORT.
# Twin: context_unverified.py.
import sys

from imapclient import IMAPClient

box = IMAPClient(sys.argv[1], port=int(sys.argv[2]), ssl=True)
box.login("user", "secret")
box.logout()
