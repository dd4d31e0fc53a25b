# STLS only if the server lists it, the login either way. Runs as: capa_guard HOST PORT.
# Twin: capa_raises.py.
import poplib
import ssl
import sys

box = poplib.POP3(sys.argv[1], int(sys.argv[2]))
if "STLS" in box.capa():  # want: tls-optional-starttls "goes on in clear"
    box.stls(context=ssl.create_default_context())
box.user("user")
box.pass_("secret")
box.quit()
