# A default of None that is replaced before it reaches the library. Runs as: default_argument_replaced HOST PORT.
# Twin: default_argument.py.
import smtplib
import ssl
import sys


def login(host, port, context=None):
    mail = smtplib.SMTP_SSL(host, port, context=context or ssl.create_default_context())
    mail.login("user", "secret")
    mail.quit()


login(sys.argv[1], int(sys.argv[2]))
