# A tuple from outside is passed on by position: no context can be in it since 3.12, and seldom before. Runs as: star_of_setting HOST PORT.
# Twin: star_of_setting_context.py.
import smtplib
import sys


class Alarm:
    def __init__(self, secure=None):
        self.secure = secure

    def send(self, host, port):
        mail = smtplib.SMTP(host, port)
        mail.starttls(*self.secure)  # want: tls-null-context "nothing that verifies"
        mail.login("user", "secret")
        mail.quit()


def main(secure):
    Alarm(secure).send(sys.argv[1], int(sys.argv[2]))


if __name__ == "__main__":
    globals()["main"](())
