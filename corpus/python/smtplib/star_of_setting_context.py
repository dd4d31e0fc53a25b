# The context stands beside it. Runs as: star_of_setting_context HOST PORT.
# Twin: star_of_setting.py.
import smtplib
import ssl
import sys


class Alarm:
    def __init__(self, secure=None):
        self.secure = secure

    def send(self, host, port):
        mail = smtplib.SMTP(host, port)
        mail.starttls(*self.secure, context=ssl.create_default_context())
        mail.login("user", "secret")
        mail.quit()


def main(secure):
    Alarm(secure).send(sys.argv[1], int(sys.argv[2]))


if __name__ == "__main__":
    globals()["main"](())
