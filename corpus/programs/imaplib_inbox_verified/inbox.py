# Logs in to a mailbox through a package whose every way verifies. Runs as: inbox HOST PORT.
# Twin: imaplib_inbox.
import sys

from account import Account

Account(sys.argv[1], int(sys.argv[2])).login()
