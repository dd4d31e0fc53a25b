# A refused upgrade ends the constructor: nothing is left to send on. Runs as: failed_constructor HOST PORT.
# Twin: starttls_swallowed.py.
import smtplib
import ssl
import sys


class Mailer:
    def __init__(self, host, port):
        self.mail = None
        self.connect(host, port)

    def connect(self, host, port):
        self.mail = smtplib.SMTP(host, port)
        try:
            self.mail.starttls(context=ssl.create_default_context())
        except smtplib.SMTPException as error:
            raise RuntimeError("no TLS") from error

    def send(self, text):
        self.mail.login("user", "secret")
        self.mail.sendmail("user@mail.example", ["user@mail.example"], text)


Mailer(sys.argv[1], int(sys.argv[2])).send("Subject: hello\r\n\r\ntext")
