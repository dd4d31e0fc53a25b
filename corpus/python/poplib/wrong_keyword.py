# The keyword of imaplib on a call of poplib. Runs as: wrong_keyword HOST PORT.
# Twin: pop3_ssl_context.py.
import poplib
import ssl
import sys

box = poplib.POP3_SSL(sys.argv[1], int(sys.argv[2]), ssl_context=ssl.create_default_context())  # want: tls-broken-call "fails"
box.user("user")
box.pass_("secret")
