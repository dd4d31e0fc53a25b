# The same on a verified connection. Runs as: command_login_context HOST PORT.
# Twin: command_login.py.
import imaplib
import ssl
import sys

box = imaplib.IMAP4_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=ssl.create_default_context())
box._simple_command("LOGIN", "user", "secret")
box.logout()
