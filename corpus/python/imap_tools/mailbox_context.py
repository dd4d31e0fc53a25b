# A context that verifies. Runs as: mailbox_context HOST PORT.
# Twin: mailbox.py.
import ssl
import sys

from imap_tools import MailBox

with MailBox(sys.argv[1], int(sys.argv[2]), ssl_context=ssl.create_default_context()).login("user", "secret") as box:
    print(box.folder.get())
