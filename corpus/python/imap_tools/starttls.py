# An upgrade without a context verifies nobody. Runs as: starttls HOST PORT.
# Twin: starttls_context.py.
import sys

from imap_tools import MailBoxStartTls

with MailBoxStartTls(sys.argv[1], int(sys.argv[2])).login("user", "secret") as box:  # want: tls-peer-verification-missing "never verified"
    print(box.folder.get())
