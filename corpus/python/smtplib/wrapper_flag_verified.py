# A wrapper takes a flag, and its only caller passes the good one. Runs as: wrapper_flag_verified HOST PORT.
# Twin: wrapper_flag.py.
import smtplib
import ssl
import sys


def context_for(verify):
    if verify:
        return ssl.create_default_context()
    return ssl._create_unverified_context()


mail = smtplib.SMTP_SSL(sys.argv[1], int(sys.argv[2]), context=context_for(True))
mail.login("user", "secret")
mail.quit()
