# Logs in to a mailbox through a package: setting, context and connection are three modules away. Runs as: inbox HOST PORT.
# Twin: imaplib_inbox_verified.
import sys

from account import Account

Account(sys.argv[1], int(sys.argv[2])).login()
