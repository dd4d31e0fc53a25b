# A helper that makes the context; what it changes leaves verification alone. Runs as: context_from_function_verified HOST PORT.
# Twin: context_from_function.py.
# mutation-ok: minimum_version: the library's default floor is no finding
import smtplib
import ssl
import sys


def secure_context():
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=secure_context())
mail.login("user", "secret")
mail.quit()
