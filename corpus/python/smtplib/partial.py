# A partial that fixes the timeout, not the context. Runs as: partial HOST PORT.
# Twin: partial_context.py.
import functools
import smtplib
import sys

connect = functools.partial(smtplib.SMTP_SSL, timeout=20)
mail = connect(sys.argv[1], int(sys.argv[2]))  # want: tls-peer-verification-missing "never verified"
mail.login("user", "secret")
mail.quit()
