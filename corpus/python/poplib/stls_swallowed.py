# A refused STLS is passed over. Runs as: stls_swallowed HOST PORT.
# Twin: stls_context.py.
import poplib
import ssl
import sys

box = poplib.POP3(sys.argv[1], int(sys.argv[2]))
try:
    box.stls(context=ssl.create_default_context())  # want: tls-optional-starttls "goes on in clear"
except poplib.error_proto:
    print("going on without TLS")
box.user("user")
box.pass_("secret")
box.quit()
