# An upgrade without a context verifies here. Runs as: starttls HOST PORT.
# mutation-ok: ssl: None is as false as False
# Twin: starttls_unverified.py, capability_guard.py.
import sys

from imapclient import IMAPClient

box = IMAPClient(sys.argv[1], port=int(sys.argv[2]), ssl=False)
box.starttls()
box.login("user", "secret")
box.logout()
