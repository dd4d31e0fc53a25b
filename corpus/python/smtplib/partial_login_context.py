# A partial brings the context. Runs as: partial_login_context HOST PORT.
# Twin: partial_login.py.
import functools
import smtplib
import ssl
import sys


def connect(host, port, context=None):
    return smtplib.SMTP_SSL(host, port, context=context)


dial = functools.partial(connect, sys.argv[1], context=ssl.create_default_context())
mail = dial(int(sys.argv[2]))
mail.login("user", "secret")
mail.quit()
