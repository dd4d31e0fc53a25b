# POP3 STLS without a context. Runs as: stls_no_context HOST PORT.
# Twin: stls_context.py.
import poplib
import sys

box = poplib.POP3(sys.argv[1], int(sys.argv[2]))
box.stls()  # want: tls-peer-verification-missing "never verified"
box.user("user")
box.pass_("secret")
box.quit()
