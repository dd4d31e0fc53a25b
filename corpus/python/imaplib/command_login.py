# A login by its command's name, in clear. Runs as: command_login HOST PORT.
# Twin: command_login_context.py.
import imaplib
import sys

box = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
box._simple_command("LOGIN", "user", "secret")  # want: tls-cleartext-credentials "without TLS"
box.logout()
