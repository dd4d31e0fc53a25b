# POP3 over TLS with nothing that verifies. Runs as: pop3_ssl_no_context HOST PORT.
# Twin: pop3_ssl_context.py.
import poplib
import sys

box = poplib.POP3_SSL(sys.argv[1], int(sys.argv[2]))  # want: tls-peer-verification-missing "never verified"
box.user("user")
box.pass_("secret")
box.quit()
