# The same with a context. Runs as: lazy_class_context HOST PORT.
# Twin: lazy_class.py.
import smtplib
import ssl
import sys


def lazy(method):
    return property(method)


class Sender:
    @lazy
    def kind(self):
        return smtplib.SMTP

    def send(self, host, port):
        mail = self.kind(host, port)
        mail.starttls(context=ssl.create_default_context())
        mail.login("user", "secret")
        mail.quit()


Sender().send(sys.argv[1], int(sys.argv[2]))
