# The connection is kept in an attribute and was verified when it was made. Runs as: connection_in_field_verified HOST PORT.
# Twin: connection_in_field.py.
import smtplib
import ssl
import sys


class Mailer:
    def __init__(self):
        self.mail = None

    def connect(self, host, port):
        self.mail = smtplib.SMTP(host, port)
        self.mail.starttls(context=ssl.create_default_context())

    def login(self):
        self.mail.login("user", "secret")
        self.mail.quit()


mailer = Mailer()
mailer.connect(sys.argv[1], int(sys.argv[2]))
mailer.login()
