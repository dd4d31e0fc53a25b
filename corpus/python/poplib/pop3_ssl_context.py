# POP3 over TLS with the default context. Runs as: pop3_ssl_context HOST PORT.
# Twin: pop3_ssl_no_context.py.
import poplib
import ssl
import sys

box = poplib.POP3_SSL(sys.argv[1], int(sys.argv[2]), context=ssl.create_default_context())
box.user("user")
box.pass_("secret")
box.quit()
