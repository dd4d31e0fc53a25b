# A module reads a switch from the environment when it is imported: verification is off by default. Runs as: setting_of_module HOST PORT.
# Twin: setting_of_module_secure.py.
import os
import smtplib
import ssl
import sys

VERIFY = os.environ.get("MAIL_VERIFY", "no").lower() == "yes"


def login(host, port):
    context = ssl.create_default_context()
    if not VERIFY:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # want: tls-peer-verification-off "decided by `VERIFY` (default: `False`)"
    mail = smtplib.SMTP_SSL(host, port, context=context)  # note: accepts any certificate
    mail.login("user", "secret")
    mail.quit()


if __name__ == "__main__":
    globals()["login"](sys.argv[1], int(sys.argv[2]))
