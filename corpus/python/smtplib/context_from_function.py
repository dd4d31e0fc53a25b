# A helper with a promising name makes a context that checks nothing. Runs as: context_from_function HOST PORT.
# Twin: context_from_function_verified.py.
import smtplib
import ssl
import sys


def secure_context():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "turned off"
    return context


mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=secure_context())  # note: accepts any certificate
mail.login("user", "secret")
mail.quit()
