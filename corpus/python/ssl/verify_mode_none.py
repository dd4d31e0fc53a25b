# Verification switched off attribute by attribute. Runs as: verify_mode_none HOST PORT.
# Twin: verify_mode_restored.py.
import poplib
import ssl
import sys

context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "turned off"
box = poplib.POP3_SSL(sys.argv[1], int(sys.argv[2]), context=context)  # note: accepts any certificate
box.user("user")
box.pass_("secret")
box.quit()
