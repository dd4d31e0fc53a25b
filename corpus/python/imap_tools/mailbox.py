# No context: nobody is verified. Runs as: mailbox HOST PORT.
# Twin: mailbox_context.py.
import sys

from imap_tools import MailBox

with MailBox(sys.argv[1], int(sys.argv[2])).login("user", "secret") as box:  # want: tls-peer-verification-missing "never verified"
    print(box.folder.get())
