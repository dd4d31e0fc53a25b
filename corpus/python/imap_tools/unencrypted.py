# The class that says so: a login in clear. Runs as: unencrypted HOST PORT.
# Twin: mailbox_context.py.
import sys

from imap_tools import MailBoxUnencrypted

with MailBoxUnencrypted(sys.argv[1], int(sys.argv[2])).login("user", "secret") as box:  # want: tls-cleartext-credentials "without TLS"
    print(box.folder.get())
