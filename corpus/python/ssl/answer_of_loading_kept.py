# The context is kept, and what loading a certificate answers is not looked at. Runs as: answer_of_loading_kept HOST PORT.
# Twin: answer_of_loading.py.
import os
import smtplib
import ssl
import sys


def connect(host, port, certificate=None):
    context = ssl.create_default_context()
    if certificate:
        context.load_cert_chain(certificate)
    else:
        context.load_default_certs()
    mail = smtplib.SMTP(host, port)
    mail.starttls(context=context)
    mail.login("user", "secret")
    mail.quit()


connect(sys.argv[1], int(sys.argv[2]), os.environ.get("MAIL_CERTIFICATE"))
