# A default of None goes straight through to the library, where it means 'do not verify'. Runs as: default_argument HOST PORT.
# Twin: default_argument_replaced.py.
import smtplib
import sys


def login(host, port, context=None):
    mail = smtplib.SMTP_SSL(host, port, context=context)  # want: tls-null-context "passed as the context"
    mail.login("user", "secret")
    mail.quit()


login(sys.argv[1], int(sys.argv[2]))
