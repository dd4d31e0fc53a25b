# None where a context belongs. Runs as: pop3_ssl_none HOST PORT.
# Twin: pop3_ssl_context.py.
import poplib
import sys

box = poplib.POP3_SSL(sys.argv[1], int(sys.argv[2]), context=None)  # want: tls-null-context "passed as the context"
box.user("user")
box.pass_("secret")
box.quit()
