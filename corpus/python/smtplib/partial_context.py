# A partial that fixes the context. Runs as: partial_context HOST PORT.
# Twin: partial.py.
# mutation-ok: context: functools.partial is not followed
import functools
import smtplib
import ssl
import sys

connect = functools.partial(smtplib.SMTP_SSL, context=ssl.create_default_context())
mail = connect(sys.argv[1], int(sys.argv[2]))
mail.login("user", "secret")
mail.quit()
