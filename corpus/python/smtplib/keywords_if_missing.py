# What the keywords leave out is put in. Runs as: keywords_if_missing HOST PORT.
# Twin: keywords_of_nobody.py.
import smtplib
import ssl
import sys


def connect(**options):
    if "context" not in options:
        options["context"] = ssl.create_default_context()
    mail = smtplib.SMTP_SSL(**options)
    mail.login("user", "secret")
    return mail


if __name__ == "__main__":
    globals()["connect"](host=sys.argv[1], port=int(sys.argv[2])).quit()
