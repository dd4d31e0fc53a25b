# POP3 in clear, then a login. Runs as: plain_login HOST PORT.
# Twin: stls_context.py.
import poplib
import sys

box = poplib.POP3(sys.argv[1], int(sys.argv[2]))
box.user("user")
box.pass_("secret")  # want: tls-cleartext-credentials "without TLS"
box.quit()
