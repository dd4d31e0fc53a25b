# Nobody is seen to call this function: what its keywords leave out is left out. Runs as: keywords_of_nobody HOST PORT.
# Twin: keywords_setdefault.py, keywords_if_missing.py.
import smtplib
import sys


def connect(**options):
    mail = smtplib.SMTP_SSL(**options)  # want: tls-null-context "nothing that verifies"
    mail.login("user", "secret")
    return mail


if __name__ == "__main__":
    globals()["connect"](host=sys.argv[1], port=int(sys.argv[2])).quit()
