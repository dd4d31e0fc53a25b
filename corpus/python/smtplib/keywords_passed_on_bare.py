# A helper that hands its keywords on; no context is among them. Runs as: keywords_passed_on_bare HOST PORT.
# Twin: keywords_passed_on.py.
import smtplib
import sys


def connect(kind, **options):
    return kind(sys.argv[1], int(sys.argv[2]), **options)  # want: tls-peer-verification-missing "never verified"


mail = connect(smtplib.SMTP_SSL, timeout=20)
mail.login("user", "secret")
mail.quit()
