# A helper that hands its keywords on, the context among them. Runs as: keywords_passed_on HOST PORT.
# Twin: keywords_passed_on_bare.py.
import smtplib
import ssl
import sys


def connect(kind, **options):
    return kind(sys.argv[1], int(sys.argv[2]), **options)


mail = connect(smtplib.SMTP_SSL, timeout=20, context=ssl.create_default_context())
mail.login("user", "secret")
mail.quit()
