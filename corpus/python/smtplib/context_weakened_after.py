# The context is weakened after the handshake: this connection was verified. Runs as: context_weakened_after HOST PORT.
# Twin: context_weakened_later.py.
# mutation-ok: check_hostname: it comes too late to weaken anything
# mutation-ok: verify_mode: it comes too late to weaken anything
import smtplib
import ssl
import sys

context = ssl.create_default_context()
mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context)
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
mail.login("user", "secret")
mail.quit()
