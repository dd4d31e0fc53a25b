# What loading a certificate answers is None, handed on as if it were the context. Runs as: answer_of_loading HOST PORT.
# Twin: answer_of_loading_kept.py.
import os
import smtplib
import ssl
import sys


def connect(host, port, certificate=None):
    if certificate:
        context = ssl.create_default_context().load_cert_chain(certificate)
    else:
        context = ssl.create_default_context().load_default_certs()
    mail = smtplib.SMTP(host, port)
    mail.starttls(context=context)  # want: tls-null-context "nothing that verifies"
    mail.login("user", "secret")
    mail.quit()


connect(sys.argv[1], int(sys.argv[2]), os.environ.get("MAIL_CERTIFICATE"))
