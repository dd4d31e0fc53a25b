# A partial of a function of the program. Runs as: partial_login HOST PORT.
# Twin: partial_login_context.py.
import functools
import smtplib
import sys


def connect(host, port, context=None):
    return smtplib.SMTP_SSL(host, port, context=context)  # want: tls-null-context "nothing that verifies"


dial = functools.partial(connect, sys.argv[1])
mail = dial(int(sys.argv[2]))
mail.login("user", "secret")
mail.quit()
