# Asks whether STARTTLS is offered and gives up when it is not. Runs as: has_extn_raises HOST PORT.
# Twin: has_extn_guard.py, which goes on.
import smtplib
import ssl
import sys

mail = smtplib.SMTP(sys.argv[1], int(sys.argv[2]))
mail.ehlo()
if not mail.has_extn("starttls"):
    raise RuntimeError("the server offers no TLS")
mail.starttls(context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
