# STLS if the server lists it, else the session ends. Runs as: capa_raises HOST PORT.
# Twin: capa_guard.py.
import poplib
import ssl
import sys

box = poplib.POP3(sys.argv[1], int(sys.argv[2]))
if "STLS" not in box.capa():
    box.quit()
    sys.exit("the server offers no TLS")
box.stls(context=ssl.create_default_context())
box.user("user")
box.pass_("secret")
box.quit()
