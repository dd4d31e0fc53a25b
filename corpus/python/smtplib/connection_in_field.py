# The connection is kept in an attribute; connect and login are methods of their own. Runs as: connection_in_field HOST PORT.
# Twin: connection_in_field_verified.py.
import smtplib
import sys


class Mailer:
    def __init__(self):
        self.mail = None

    def connect(self, host, port):
        self.mail = smtplib.SMTP(host, port)
        self.mail.starttls()  # want: tls-peer-verification-missing "never verified"

    def login(self):
        self.mail.login("user", "secret")
        self.mail.quit()


mailer = Mailer()
mailer.connect(sys.argv[1], int(sys.argv[2]))
mailer.login()
