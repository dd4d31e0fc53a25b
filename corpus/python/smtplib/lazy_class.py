# The class comes out of an attribute that is worked out when asked for. Runs as: lazy_class HOST PORT.
# Twin: lazy_class_context.py.
import smtplib
import sys


def lazy(method):
    return property(method)


class Sender:
    @lazy
    def kind(self):
        return smtplib.SMTP

    def send(self, host, port):
        mail = self.kind(host, port)
        mail.starttls()  # want: tls-peer-verification-missing "never verified"
        mail.login("user", "secret")
        mail.quit()


Sender().send(sys.argv[1], int(sys.argv[2]))
