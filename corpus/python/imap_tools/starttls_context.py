# An upgrade with a context that verifies. Runs as: starttls_context HOST PORT.
# Twin: starttls.py.
import ssl
import sys

from imap_tools import MailBoxStartTls

with MailBoxStartTls(sys.argv[1], int(sys.argv[2]), ssl_context=ssl.create_default_context()).login("user", "secret") as box:
    print(box.folder.get())
