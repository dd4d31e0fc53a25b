# Switched off and on again: the state at the handshake counts. Runs as: verify_mode_restored HOST PORT.
# Twin: verify_mode_none.py.
# mutation-ok: check_hostname: what weakens the context is taken out
# mutation-ok: verify_mode: taken out alone, the check is never off
import poplib
import ssl
import sys

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.verify_mode = ssl.CERT_REQUIRED
context.check_hostname = True
box = poplib.POP3_SSL(sys.argv[1], int(sys.argv[2]), context=context)
box.user("user")
box.pass_("secret")
box.quit()
