# POP3 STLS with the default context. Runs as: stls_context HOST PORT.
# Twin: stls_no_context.py.
import poplib
import ssl
import sys

box = poplib.POP3(sys.argv[1], int(sys.argv[2]))
box.stls(context=ssl.create_default_context())
box.user("user")
box.pass_("secret")
box.quit()
