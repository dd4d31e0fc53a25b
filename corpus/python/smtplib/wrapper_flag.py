# A wrapper takes a flag, and its caller passes the bad one. Runs as: wrapper_flag HOST PORT.
# Twin: wrapper_flag_verified.py.
import smtplib
import ssl
import sys


def context_for(verify):
    if verify:
        return ssl.create_default_context()
    return ssl._create_unverified_context()  # want: tls-peer-verification-off "turned off"


mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context_for(False))  # note: accepts any certificate
mail.login("user", "secret")
mail.quit()
